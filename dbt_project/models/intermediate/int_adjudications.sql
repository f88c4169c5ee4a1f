with ledger as (
    select * from {{ ref('adjudications') }}
),

facts as (
    select figure_id as fact_id from {{ ref('int_figures') }}
    union all
    select quote_id as fact_id from {{ ref('int_quotes') }}
    union all
    select agreement_id as fact_id from {{ ref('int_agreements') }}
    union all
    select date_id as fact_id from {{ ref('int_dates') }}
    union all
    select commitment_id as fact_id from {{ ref('int_commitments') }}
),

latest as (
    select
        ledger.*,
        row_number() over (
            partition by fact_id, kind
            order by decided_on desc, decision asc
        ) as recency
    from ledger
)

select
    latest.fact_id,
    latest.kind,
    latest.decision,
    latest.reason,
    latest.decided_by,
    latest.decided_on,
    facts.fact_id is null as is_stale,
    latest.decision || 'ed by ' || latest.decided_by || ' on ' || cast(latest.decided_on as varchar)
    || ': ' || latest.reason as note
from latest
left join facts on latest.fact_id = facts.fact_id
where latest.recency = 1
