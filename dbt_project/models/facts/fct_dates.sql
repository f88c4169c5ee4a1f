with articles as (
    select * from {{ ref('stg_articles') }}
),

dates as not materialized (
    select * from {{ ref('stg_dates') }}
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
