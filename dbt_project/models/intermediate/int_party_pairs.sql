{{ maintained('agreement_key', {'int_party_classes': 'agreement_key'}) }}

with classes as (
    select * from {{ part_of(ref('int_party_classes'), 'agreement_key') }}
)

select
    a.agreement_key,
    a.class_id as class_a,
    b.class_id as class_b,
    a.is_active and b.is_active as is_active,
    case
        when list_has_all(a.parties, b.parties) or list_has_all(b.parties, a.parties) then 'divergent'
        else 'contradictory'
    end as verdict
from classes as a
inner join classes as b
    on
        a.agreement_key = b.agreement_key
        and a.class_id < b.class_id
