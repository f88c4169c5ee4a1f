{{ maintained('story_id', {
    'int_stories': 'story_id',
    'int_named_parties': '
        select story_id from {int_stories} where article_id in (select article_id from {changes})
    ',
    'int_organisations': '
        select story_id from {int_stories} where article_id in (select article_id from {changes})
    ',
    'int_unambiguous_names': '
        select stories.story_id
        from {int_named_parties} as named
        inner join {int_stories} as stories on named.article_id = stories.article_id
        where named.party in (select name from {changes})
    '
}) }}

with named as (
    select * from {{ ref('int_named_parties') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'story_id') }}
),

organisations as (
    select * from {{ ref('int_organisations') }}
),

-- for articles that do not say what a name is short for
unambiguous as (
    select * from {{ ref('int_unambiguous_names') }}
),

spelled_out as (
    select
        stories.story_id,
        named.article_id,
        named.party,
        coalesce(organisations.party, unambiguous.party, named.party) as full_name
    from named
    inner join stories on named.article_id = stories.article_id
    left join organisations
        on
            named.article_id = organisations.article_id
            and named.party = organisations.name
    left join unambiguous on named.party = unambiguous.name
),

worded as (
    select distinct
        story_id,
        full_name,
        list_filter(
            string_split({{ plain_words('full_name') }}, ' '),
            lambda word: not list_contains(
                [
                    'the', 'of', 'ag', 'sa', 'se', 'nv', 'ab', 'as', 'asa', 'spa', 'srl', 'gmbh', 'kg', 'pt', 'co',
                    'inc', 'ltd', 'llc', 'plc', 'corp', 'corporation', 'company', 'limited', 'group',
                    'holding', 'holdings'
                ],
                word
            )
        ) as words
    from spelled_out
),

contained as (
    select
        short.story_id,
        short.full_name,
        arg_min(long.full_name, (-len(long.words), -length(long.full_name), long.full_name)) as canonical,
        arg_min(long.words, (-len(long.words), -length(long.full_name), long.full_name)) as canonical_words,
        list(long.words) as all_words
    from worded as short
    inner join worded as long
        on
            short.story_id = long.story_id
            and list_has_all(long.words, short.words)
    where len(short.words) > 0
    group by short.story_id, short.full_name
),

-- a short name that fits two long ones stays as it is
lengthened as (
    select
        story_id,
        full_name,
        canonical
    from contained
    where len(list_filter(all_words, lambda words: not list_has_all(canonical_words, words))) = 0
)

select
    spelled_out.story_id,
    spelled_out.article_id,
    spelled_out.party,
    coalesce(lengthened.canonical, spelled_out.full_name) as canonical
from spelled_out
left join lengthened
    on
        spelled_out.story_id = lengthened.story_id
        and spelled_out.full_name = lengthened.full_name
where spelled_out.party <> coalesce(lengthened.canonical, spelled_out.full_name)
