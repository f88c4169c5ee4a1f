with agreements as (
    select * from {{ ref('int_agreements') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

names as (
    select * from {{ ref('int_party_names') }}
),

named as (
    select
        agreements.agreement_id,
        stories.story_id,
        unnest(agreements.parties) as party
    from agreements
    inner join stories on agreements.article_id = stories.article_id
),

resolved as (
    select distinct
        named.agreement_id,
        coalesce(names.canonical, named.party) as party
    from named
    left join names
        on
            named.story_id = names.story_id
            and named.party = names.party
)

select
    agreement_id,
    list(party order by party) as parties
from resolved
group by agreement_id
