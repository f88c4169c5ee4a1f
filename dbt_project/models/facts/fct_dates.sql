{{ maintained('article_id', {'raw': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

dates as not materialized (
    select * from {{ part_of(ref('stg_dates'), 'article_id') }}
),

claims as (
    {{ identified('dates', 'date', ['kind', 'date_edtf', 'role']) | indent(4) }}
)

select
    fact_id as date_id,
    {{ evidence_columns('claims') }},

    surface,
    kind,
    date_edtf,
    date_low,
    date_high,
    role,
    inferred,
    weekday
from claims
