with clusters as (
    select * from {{ ref('int_agreement_clusters') }}
)

select
    own_key as alias,
    agreement_key
from clusters
where own_key <> agreement_key
