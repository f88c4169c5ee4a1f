{{ maintained('article_id', {'int_quotes': 'article_id'}) }}

with quotes as (
    select * from {{ part_of(ref('int_quotes'), 'article_id') }}
)

select
    quote_id,
    {{ evidence_columns('quotes') }},

    quote_text,
    kind,
    speaker,
    speaker_start,
    speaker_end,
    speaker_kind,
    speaker_role,
    speaker_party,
    cue,
    confidence
from quotes
