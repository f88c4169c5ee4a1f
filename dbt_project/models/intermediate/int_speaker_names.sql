-- names are tied over articles: what a full name ties counts once, however many articles print it
{{ maintained(
    'article_id',
    {
        'int_quotes': 'article_id',
        'int_organisations': 'article_id',
        'int_speaker_ties': '
            with changed as (
                select
                    tie,
                    name,
                    count(*) filter (where is_new) as n_new,
                    count(*) filter (where not is_new) as n_gone
                from {changes}
                where is_full
                group by tie, name
            ),

            counted as (
                select
                    tie,
                    name,
                    count(*) as n_now
                from {int_speaker_ties}
                where is_full and tie in (select tie from changed)
                group by tie, name
            ),

            retied as (
                select changed.tie
                from changed
                left join counted on changed.tie = counted.tie and changed.name = counted.name
                where (coalesce(n_now, 0) > 0) <> (coalesce(n_now, 0) - n_new + n_gone > 0)
            )

            select article_id from {changes}
            union
            select article_id from {int_speaker_ties}
            where speaks and tie in (select tie from retied)
        ',
    }
) }}

with quotes as (
    select * from {{ part_of(ref('int_quotes'), 'article_id') }}
    where speaker is not null
),

organisations as (
    select * from {{ part_of(ref('int_organisations'), 'article_id') }}
),

spoken as (
    select
        article_id,
        name,
        tie
    from {{ part_of(ref('int_speaker_ties'), 'article_id') }}
    where speaks
),

full_names as (
    select distinct
        tie,
        name
    from {{ meeting_part_of(ref('int_speaker_ties'), 'tie', 'article_id') }}
    where is_full
),

worded as (
    select
        name,
        {{ person_words('name') }} as words
    from (
        select name from spoken
        union
        select name from full_names
    ) as called
),

candidates as (
    select distinct
        spoken.article_id,
        spoken.name,
        full_names.name as full_name
    from spoken
    inner join full_names on spoken.tie = full_names.tie
),

fitting as (
    select
        candidates.article_id,
        candidates.name,
        candidates.full_name,
        long.words
    from candidates
    inner join worded as short on candidates.name = short.name
    inner join worded as long on candidates.full_name = long.name
    where list_has_all(long.words, short.words)
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
        article_id,
        name as speaker,
        canonical
    from chosen
    where
        canonical <> name
        and len(list_filter(all_words, lambda words: not list_has_all(canonical_words, words))) = 0
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
