with agreements as (
    select * from {{ ref('int_agreements') }}
),

names as (
    select * from {{ ref('int_party_names') }}
),

named as (
    select
        agreements.agreement_id,
        agreements.article_id,
        unnest(agreements.parties) as party
    from agreements
),

resolved as (
    select distinct
        named.agreement_id,
        coalesce(names.canonical, named.party) as party
    from named
    left join names
        on
            named.article_id = names.article_id
            and named.party = names.party
)

select
    agreement_id,
    list(party order by party) as parties
from resolved
group by agreement_id
