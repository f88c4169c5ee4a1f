{{ maintained('article_id', {
    'int_agreements': 'article_id', 'int_commitments': 'article_id', 'int_party_names': 'article_id'
}) }}

with agreements as (
    select * from {{ part_of(ref('int_agreements'), 'article_id') }}
),

commitments as (
    select * from {{ part_of(ref('int_commitments'), 'article_id') }}
),

names as (
    select * from {{ part_of(ref('int_party_names'), 'article_id') }}
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
    named.article_id,
    list(distinct coalesce(names.canonical, named.party) order by coalesce(names.canonical, named.party)) as parties
from named
left join names
    on
        named.article_id = names.article_id
        and named.party = names.party
group by named.fact_id, named.article_id
