with articles as (
    select * from {{ ref('stg_articles') }}
),

figures as not materialized (
    select * from {{ ref('stg_figures') }}
),

quotes as (
    select * from {{ ref('int_quotes') }}
),

claims as (
    {{ identified('figures', 'figure', ['value', 'value_low', 'value_high', 'modifier', 'unit']) | indent(4) }}
)

select
    claims.fact_id as figure_id,
    {{ evidence_columns('claims') }},
    claims.position,
    claims.sentence_start,

    claims.surface,
    claims.value,
    claims.value_low,
    claims.value_high,
    claims.modifier,
    claims.unit,
    claims.unit_kind,
    claims.last_digit,
    claims.scaled,
    claims.what,
    claims.head,
    claims.subject,
    claims.object,
    claims.stage,
    claims.base,
    claims.event,
    claims.period,
    claims.attributed_to,
    claims.converts,
    quotes.quote_id
from claims
left join quotes
    on
        claims.article_id = quotes.article_id
        and claims.quote = quotes.position
