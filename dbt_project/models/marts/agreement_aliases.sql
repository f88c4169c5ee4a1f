{{ maintained('alias', {'int_agreement_clusters': 'own_key'}) }}

with clusters as (
    select * from {{ part_of(ref('int_agreement_clusters'), 'own_key') }}
)

select
    own_key as alias,
    agreement_key
from clusters
where own_key <> agreement_key
