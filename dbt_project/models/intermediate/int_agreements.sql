{{ maintained('article_id', {'raw': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

agreements as not materialized (
    select * from {{ part_of(ref('stg_agreements'), 'article_id') }}
),

claims as (
    {{ identified('agreements', 'agreement', ['instrument', 'parties', 'status', 'date_edtf', 'name']) | indent(4) }}
)

select
    fact_id as agreement_id,
    {{ evidence_columns('claims') }},
    position,
    sentence_start,
    sentence_end,

    surface,
    name,
    instrument,
    parties,
    status,
    date_edtf,
    date_low,
    date_high,
    date_role,
    date_inferred,
    weekday,
    subject,
    earlier,
    published_low
from claims
