{{ maintained() }}

with ledger as (
    select
        fact_id,
        kind,
        decision,
        reason,
        decided_by,
        try_cast(decided_on as date) as decided_on
    from {{ ref('adjudications') }}
),

facts as (
    select
        figure_id as fact_id,
        article_id
    from {{ ref('int_figures') }}
    union all
    select
        quote_id as fact_id,
        article_id
    from {{ ref('int_quotes') }}
    union all
    select
        agreement_id as fact_id,
        article_id
    from {{ ref('int_agreements') }}
    union all
    select
        commitment_id as fact_id,
        article_id
    from {{ ref('int_commitments') }}
),

-- a line that decides nothing is told to its author; it stops no refresh
checked as (
    select
        ledger.*,
        facts.article_id,
        case
            when facts.fact_id is null then 'its claim is gone or changed'
            when ledger.decision is null or ledger.decision not in ('accept', 'reject')
                then 'its decision is neither accept nor reject'
            when ledger.kind not in ('figure', 'date', 'party', 'attribution', 'wording')
                then 'its kind is none of figure, date, party, attribution and wording'
            when ledger.reason is null or ledger.decided_by is null or ledger.decided_on is null
                then 'it lacks a reason, a name or a day (YYYY-MM-DD)'
        end as fault
    from ledger
    left join facts on ledger.fact_id = facts.fact_id
),

latest as (
    select
        checked.*,
        row_number() over (
            partition by fact_id, kind, fault is null
            order by decided_on desc, decision asc
        ) as recency
    from checked
)

select
    fact_id,
    article_id,
    kind,
    decision,
    reason,
    decided_by,
    decided_on,
    fault is not null as is_stale,
    fault,
    decision || 'ed by ' || decided_by || ' on ' || cast(decided_on as varchar) || ': ' || reason as note
from latest
where recency = 1 or fault is not null
