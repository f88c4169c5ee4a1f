with agreements as (
    select * from {{ ref('int_agreements') }}
),

commitments as (
    select * from {{ ref('int_commitments') }}
),

names as (
    select * from {{ ref('int_party_names') }}
),

named as (
    select
        agreement_id as fact_id,
        article_id,
        unnest(parties) as party
    from agreements
    union all
    select
        commitment_id as fact_id,
        article_id,
        unnest(who) as party
    from commitments
)

select
    named.fact_id,
    list(distinct coalesce(names.canonical, named.party) order by coalesce(names.canonical, named.party)) as parties
from named
left join names
    on
        named.article_id = names.article_id
        and named.party = names.party
group by named.fact_id
