with commitments as (
    select * from {{ ref('int_commitments') }}
),

names as (
    select * from {{ ref('int_party_names') }}
),

named as (
    select
        commitments.commitment_id,
        commitments.article_id,
        unnest(commitments.who) as party
    from commitments
),

resolved as (
    select distinct
        named.commitment_id,
        coalesce(names.canonical, named.party) as party
    from named
    left join names
        on
            named.article_id = names.article_id
            and named.party = names.party
)

select
    commitment_id,
    list(party order by party) as who
from resolved
group by commitment_id
