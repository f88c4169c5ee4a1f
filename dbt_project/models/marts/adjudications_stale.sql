with ledger as (
    select * from {{ ref('int_adjudications') }}
)

select
    fact_id,
    kind,
    decision,
    reason,
    decided_by,
    decided_on,
    fault
from ledger
where is_stale
