{{ maintained('article_id', {'raw': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

quotes as not materialized (
    select * from {{ part_of(ref('stg_quotes'), 'article_id') }}
),

claims as (
    {{ identified('quotes', 'quote', ['kind', 'speaker']) | indent(4) }}
)

select
    fact_id as quote_id,
    {{ evidence_columns('claims') }},
    position,
    published_low,

    surface as quote_text,
    {{ plain_words('surface') }} as words,
    kind,
    speaker,
    speaker_start,
    speaker_end,
    speaker_kind,
    speaker_role,
    speaker_party,
    cue,
    confidence
from claims
