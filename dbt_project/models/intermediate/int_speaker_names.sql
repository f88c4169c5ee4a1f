with quotes as (
    select * from {{ ref('int_quotes') }}
    where speaker is not null
),

entities as (
    select * from {{ ref('int_entities') }}
    where kind = 'person'
),

stories as (
    select * from {{ ref('int_stories') }}
),

organisations as (
    select * from {{ ref('int_organisations') }}
),

spoken as (
    select distinct
        article_id,
        speaker,
        speaker_role,
        speaker_party
    from quotes
    where speaker_kind = 'person'
),

called as (
    select
        article_id,
        speaker as name,
        speaker_role as role,
        speaker_party as party,
        true as speaks
    from spoken
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
        {{ person_words('name') }} as words
    from called
    group by name
),

persons as (
    select
        stories.story_id,
        called.article_id,
        called.name,
        lower(called.role) as role,
        called.party,
        called.speaks,
        worded.words
    from called
    inner join stories on called.article_id = stories.article_id
    inner join worded on called.name = worded.name
),

-- what ties a short name to a full one beside the surname: the story, the office, or the party spoken for
tied as (
    select
        article_id,
        name,
        speaks,
        words,
        words[-1] || '|story|' || story_id as tie
    from persons
    union all
    select
        article_id,
        name,
        speaks,
        words,
        words[-1] || '|role|' || role as tie
    from persons
    where role is not null
    union all
    select
        article_id,
        name,
        speaks,
        words,
        words[-1] || '|party|' || party as tie
    from persons
    where party is not null
),

full_names as (
    select distinct
        tie,
        name,
        words
    from tied
    where len(words) > 1
),

fitting as (
    select distinct
        short.article_id,
        short.name,
        long.name as full_name,
        long.words
    from tied as short
    inner join full_names as long on short.tie = long.tie
    where short.speaks and list_has_all(long.words, short.words)
),

-- a surname that fits two people is nobody's
chosen as (
    select
        article_id,
        name,
        arg_min(full_name, (-len(words), length(full_name), full_name)) as canonical,
        arg_min(words, (-len(words), length(full_name), full_name)) as canonical_words,
        list(words) as all_words
    from fitting
    group by article_id, name
),

people as (
    select
        spoken.article_id,
        spoken.speaker,
        any_value(chosen.canonical) as canonical
    from spoken
    inner join chosen
        on
            spoken.article_id = chosen.article_id
            and spoken.speaker = chosen.name
    where
        chosen.canonical <> spoken.speaker
        and len(list_filter(chosen.all_words, lambda words: not list_has_all(chosen.canonical_words, words))) = 0
    group by spoken.article_id, spoken.speaker
),

bodies as (
    select distinct
        quotes.article_id,
        quotes.speaker,
        organisations.party as canonical
    from quotes
    inner join organisations
        on
            quotes.article_id = organisations.article_id
            and quotes.speaker = organisations.name
    where quotes.speaker_kind = 'body' and quotes.speaker <> organisations.party
)

select
    article_id,
    speaker,
    canonical
from people
union all
select
    article_id,
    speaker,
    canonical
from bodies
