{{ maintained('article_id', {'raw': 'article_id', 'int_quotes': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

figures as not materialized (
    select * from {{ part_of(ref('stg_figures'), 'article_id') }}
),

quotes as (
    select * from {{ part_of(ref('int_quotes'), 'article_id') }}
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
