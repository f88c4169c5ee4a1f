{{ maintained('agreement_key', {'int_date_classes': 'agreement_key'}) }}

with classes as (
    select * from {{ part_of(ref('int_date_classes'), 'agreement_key') }}
)

select
    a.agreement_key,
    a.role,
    a.class_id as class_a,
    b.class_id as class_b,
    a.is_active and b.is_active as is_active,
    {{ date_verdict('a', 'b') }} as verdict
from classes as a
inner join classes as b
    on
        a.agreement_key = b.agreement_key
        and a.role = b.role
        and a.class_id < b.class_id
