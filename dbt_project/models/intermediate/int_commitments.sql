{{ maintained('article_id', {'raw': 'article_id', 'int_agreements': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

commitments as not materialized (
    select * from {{ part_of(ref('stg_commitments'), 'article_id') }}
),

agreements as (
    select * from {{ part_of(ref('int_agreements'), 'article_id') }}
),

claims as (
    {{ identified('commitments', 'commitment', [
        'who', 'what', 'strength', 'amount', 'amount_low', 'amount_high', 'amount_unit', 'deadline'
    ]) | indent(4) }}
)

select
    claims.fact_id as commitment_id,
    {{ evidence_columns('claims') }},
    claims.position,
    claims.sentence_start,
    claims.sentence_end,

    agreements.agreement_id,
    claims.surface,
    claims.who,
    claims.what,
    claims.strength,
    claims.amount,
    claims.amount_low,
    claims.amount_high,
    claims.amount_unit,
    claims.deadline,
    claims.due_low,
    claims.due_high,
    claims.negative,
    claims.conditional,
    claims.published_low
from claims
left join agreements
    on
        claims.article_id = agreements.article_id
        and claims.agreement = agreements.position
