with agreements as (
    select * from {{ ref('int_agreements') }}
),

commitments as (
    select * from {{ ref('int_commitments') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

named as (
    select
        article_id,
        unnest(parties) as party
    from agreements
    union
    select
        article_id,
        unnest(who) as party
    from commitments
),

-- states and blocs have codes; what is left goes by names that articles shorten
worded as (
    select distinct
        stories.story_id,
        named.party,
        list_filter(
            string_split({{ plain_words('named.party') }}, ' '),
            lambda word: not list_contains(
                [
                    'the', 'of', 'ag', 'sa', 'se', 'nv', 'ab', 'as', 'asa', 'spa', 'srl', 'gmbh', 'kg', 'pt', 'co',
                    'inc', 'ltd', 'llc', 'plc', 'corp', 'corporation', 'company', 'limited', 'group',
                    'holding', 'holdings'
                ],
                word
            )
        ) as words
    from named
    inner join stories on named.article_id = stories.article_id
    where not regexp_matches(named.party, '^[A-Z]{2}$')
),

contained as (
    select
        short.story_id,
        short.party,
        arg_min(long.party, (-len(long.words), -length(long.party), long.party)) as canonical,
        arg_min(long.words, (-len(long.words), -length(long.party), long.party)) as canonical_words,
        list(long.words) as all_words
    from worded as short
    inner join worded as long
        on
            short.story_id = long.story_id
            and list_has_all(long.words, short.words)
    where len(short.words) > 0
    group by short.story_id, short.party
)

select
    story_id,
    party,
    canonical
from contained
where
    party <> canonical
    -- a short name that fits two long ones stays as it is
    and len(list_filter(all_words, lambda words: not list_has_all(canonical_words, words))) = 0
