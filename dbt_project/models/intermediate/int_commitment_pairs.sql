{{ maintained('commitment_key', {'int_commitment_claims': 'commitment_key'}) }}

with claims as (
    select * from {{ part_of(ref('int_commitment_claims'), 'commitment_key') }}
),

classes as (
    select
        commitment_key,
        'date' as kind,
        deadline_class as class_id,
        deadline_unit as dimension,
        deadline_low as low,
        deadline_high as high,
        bool_or(deadline_stands) as is_active
    from claims
    where deadline_class is not null
    group by all
    union all
    select
        commitment_key,
        'figure' as kind,
        amount_class as class_id,
        amount_unit as dimension,
        low,
        high,
        bool_or(amount_stands) as is_active
    from claims
    where amount_class is not null
    group by all
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
