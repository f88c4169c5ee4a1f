with classes as (
    select * from {{ ref('int_party_classes') }}
)

select
    a.agreement_key,
    a.parties as parties_a,
    b.parties as parties_b,
    a.is_active and b.is_active as is_active,
    case
        when list_has_all(a.parties, b.parties) or list_has_all(b.parties, a.parties) then 'divergent'
        else 'contradictory'
    end as verdict
from classes as a
inner join classes as b
    on
        a.agreement_key = b.agreement_key
        and a.parties < b.parties
