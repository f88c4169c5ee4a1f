with classes as (
    select * from {{ ref('int_measure_classes') }}
)

select
    a.measure_id,
    a.class_id as class_a,
    b.class_id as class_b,
    a.is_active and b.is_active as is_active,
    {{ stated_distance('a', 'b') }} as distance,
    {{ interval_verdict('a', 'b') }} as verdict
from classes as a
inner join classes as b
    on
        a.measure_id = b.measure_id
        and a.class_id < b.class_id
