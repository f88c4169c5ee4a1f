{{ maintained('name', {'int_organisations': 'name'}) }}

with organisations as (
    select * from {{ part_of(ref('int_organisations'), 'name') }}
)

select
    name,
    min(party) as party
from organisations
group by name
having count(distinct party) = 1
