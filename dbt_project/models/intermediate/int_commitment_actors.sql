with commitments as (
    select * from {{ ref('int_commitments') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

names as (
    select * from {{ ref('int_party_names') }}
),

named as (
    select
        commitments.commitment_id,
        stories.story_id,
        unnest(commitments.who) as party
    from commitments
    inner join stories on commitments.article_id = stories.article_id
),

resolved as (
    select distinct
        named.commitment_id,
        coalesce(names.canonical, named.party) as party
    from named
    left join names
        on
            named.story_id = names.story_id
            and named.party = names.party
)

select
    commitment_id,
    list(party order by party) as who
from resolved
group by commitment_id
