with claims as (
    select * from {{ ref('int_commitment_claims') }}
),

deadlines as (
    select
        commitment_key,
        'date' as kind,
        case when period_low is null then 'day' else 'period' end as dimension,
        coalesce(period_low, date_diff('day', date '1970-01-01', due_low)) as low,
        coalesce(period_high, date_diff('day', date '1970-01-01', due_high)) as high,
        source_id,
        commitment_id,
        coalesce(ledger_kind, 'date') <> 'date' or coalesce(decision <> 'reject', true) as is_active
    from claims
    where period_low is not null or (due_low is not null and due_high is not null)
),

amounts as (
    select
        commitment_key,
        'figure' as kind,
        amount_unit as dimension,
        low,
        high,
        source_id,
        commitment_id,
        coalesce(ledger_kind, 'figure') <> 'figure' or coalesce(decision <> 'reject', true) as is_active
    from claims
    where low is not null
),

claimed as (
    select * from deadlines
    union all
    select * from amounts
)

select
    {{ short_hash(["commitment_key", "kind", "dimension", "low", "high"]) }} as class_id,
    commitment_key,
    kind,
    dimension,
    low,
    high,
    bool_or(is_active) as is_active,
    count(distinct source_id) as n_sources
from claimed
group by commitment_key, kind, dimension, low, high
