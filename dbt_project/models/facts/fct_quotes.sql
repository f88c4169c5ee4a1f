with quotes as (
    select * from {{ ref('int_quotes') }}
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
