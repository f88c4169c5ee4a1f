{{ maintained('article_id', {'int_quotes': 'article_id', 'int_entities': 'article_id', 'int_stories': 'article_id'}) }}

with quotes as (
    select * from {{ part_of(ref('int_quotes'), 'article_id') }}
    where speaker_kind = 'person' and speaker is not null
),

entities as (
    select * from {{ part_of(ref('int_entities'), 'article_id') }}
    where kind = 'person'
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
),

called as (
    select distinct
        article_id,
        speaker as name,
        speaker_role as role,
        speaker_party as party,
        true as speaks
    from quotes
    union all
    select
        article_id,
        name,
        cast(null as varchar) as role,
        cast(null as varchar) as party,
        false as speaks
    from entities
),

worded as (
    select
        name,
        {{ person_words('name') }} as words,
        words[-1] as surname,
        len(words) > 1 as is_full
    from called
    group by name
),

persons as (
    select
        called.article_id,
        called.name,
        called.speaks,
        worded.is_full,
        worded.surname,
        stories.story_id,
        lower(called.role) as role,
        called.party
    from called
    inner join stories on called.article_id = stories.article_id
    inner join worded on called.name = worded.name
    where worded.surname is not null and (called.speaks or worded.is_full)
),

-- what ties a short name to a full one beside the surname: the story, the office, or the party spoken for
tied as (
    select
        article_id,
        name,
        speaks,
        is_full,
        hash('story', surname, story_id) as tie
    from persons
    union
    select
        article_id,
        name,
        speaks,
        is_full,
        hash('role', surname, role) as tie
    from persons
    where role is not null
    union
    select
        article_id,
        name,
        speaks,
        is_full,
        hash('party', surname, party) as tie
    from persons
    where party is not null
)

select
    article_id,
    name,
    speaks,
    is_full,
    tie
from tied
