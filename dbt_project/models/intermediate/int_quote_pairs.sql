with quotes as (
    select * from {{ ref('int_quotes') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

names as (
    select * from {{ ref('int_speaker_names') }}
),

worded as (
    select
        quotes.quote_id,
        quotes.article_id,
        coalesce(names.canonical, quotes.speaker) as speaker,
        quotes.speaker_kind,
        quotes.confidence,
        stories.story_id,
        {{ plain_words('quotes.quote_text') }} as words,
        {{ speaker_words('coalesce(names.canonical, quotes.speaker)') }} as speaker_words
    from quotes
    inner join stories on quotes.article_id = stories.article_id
    left join names
        on
            quotes.article_id = names.article_id
            and quotes.speaker = names.speaker
),

sized as (
    select
        worded.*,
        len(string_split(words, ' ')) as n_words,
        list_distinct(list_transform(string_split(words, ' '), lambda word: hash(word))) as word_set
    from worded
),

blocks as (
    select
        quote_id,
        'story|' || story_id as block
    from sized
    where n_words >= 4
    union all
    select
        quote_id,
        'words|' || words as block
    from sized
    where n_words >= 8
),

placed as (
    select
        block,
        quote_id,
        row_number() over (partition by block order by quote_id) as place
    from blocks
),

candidates as (
    select distinct
        least(a.quote_id, b.quote_id) as quote_a,
        greatest(a.quote_id, b.quote_id) as quote_b
    from placed as a
    inner join placed as b
        on
            a.block = b.block
            and a.place < b.place
            and a.place + {{ var('max_block') }} >= b.place
),

compared as (
    select
        candidates.quote_a,
        candidates.quote_b,
        a.article_id = b.article_id as same_article,
        a.story_id = b.story_id as same_story,
        least(a.n_words, b.n_words) as n_words,
        a.words = b.words as same_words,
        contains(' ' || a.words || ' ', ' ' || b.words || ' ')
        or contains(' ' || b.words || ' ', ' ' || a.words || ' ') as one_in_other,
        {{ jaccard('a.word_set', 'b.word_set') }} as word_jaccard,
        a.n_words / b.n_words between 0.8 and 1.25 as same_length,
        coalesce(
            list_has_all(a.speaker_words, b.speaker_words) or list_has_all(b.speaker_words, a.speaker_words),
            true
        ) as same_speaker,
        -- two people, or two bodies with no word in common: a body and its spokesman may say the same words
        coalesce(
            a.confidence = 'asserted'
            and b.confidence = 'asserted'
            and len(list_intersect(a.speaker_words, b.speaker_words)) = 0
            and (
                (a.speaker_kind = 'person' and b.speaker_kind = 'person')
                or (a.speaker_kind = 'body' and b.speaker_kind = 'body')
            ),
            false
        ) as other_speaker
    from candidates
    inner join sized as a on candidates.quote_a = a.quote_id
    inner join sized as b on candidates.quote_b = b.quote_id
)

select
    quote_a,
    quote_b,
    case
        when other_speaker and n_words >= 5 and (same_words or one_in_other) then 'contradictory'
        when same_words then 'agree'
        when one_in_other then 'compatible'
        else 'divergent'
    end as verdict,
    case
        when other_speaker then 'attribution'
        when not same_words and not one_in_other then 'wording'
    end as kind
from compared
where
    -- what two people say on two occasions is a phrase, not one utterance
    (same_story or not other_speaker)
    and (
        (same_words and (same_speaker or n_words >= 5))
        or (one_in_other and n_words >= 5 and not same_article)
        or (same_speaker and not same_article and n_words >= 6 and same_length and word_jaccard >= 0.7)
    )
