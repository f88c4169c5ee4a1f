with classes as (
    select * from {{ ref('int_commitment_classes') }}
)

select
    a.commitment_key,
    a.kind,
    a.class_id as class_a,
    b.class_id as class_b,
    a.is_active and b.is_active as is_active,
    case when greatest(a.low, b.low) > least(a.high, b.high) then 'contradictory' else 'compatible' end as verdict
from classes as a
inner join classes as b
    on
        a.commitment_key = b.commitment_key
        and a.kind = b.kind
        and a.dimension = b.dimension
        and a.class_id < b.class_id
