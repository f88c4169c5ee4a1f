{{ maintained(
    ['quote_a', 'quote_b'],
    {
        'int_quotes': 'quote_id',
        'int_speaker_names': '
            select quotes.quote_id
            from {int_quotes} as quotes
            inner join {changes} as changes
                on quotes.article_id = changes.article_id and quotes.speaker = changes.speaker
        ',
        'int_quote_blocks': reaching_over_changes('int_quote_blocks', 'quote_id'),
    }
) }}

with blocks as (
    select * from {{ meeting_part_of(ref('int_quote_blocks'), 'block', 'quote_id') }}
),

places as (
    select
        quote_id,
        block,
        row_number() over (partition by block order by quote_id) as place
    from blocks
),

reached as (
    {{ near_dirty('places', 'quote_id') | indent(4) }}
),

quotes as (
    select * from {{ ref('int_quotes') }}
    where quote_id in (select reached.quote_id from reached)
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
        row_number() over (order by quotes.quote_id) as quote,
        quotes.article_id,
        stories.story_id,
        coalesce(names.canonical, quotes.speaker) as speaker,
        -- two people, or two bodies: a body and its spokesman may say the same words
        case
            when quotes.confidence = 'asserted' and quotes.speaker_kind in ('person', 'body') then quotes.speaker_kind
        end as asserted_kind,
        quotes.words
    from quotes
    inner join stories on quotes.article_id = stories.article_id
    left join names
        on
            quotes.article_id = names.article_id
            and quotes.speaker = names.speaker
),

-- the same words are said again and again: wordings and speakers are compared by number, and two of them once
wordings as (
    select
        words,
        row_number() over (order by words) as wording,
        len(string_split(words, ' ')) as n_words,
        list_distinct(list_transform(string_split(words, ' '), lambda word: hash(word))) as word_set,
        len(word_set) as n_distinct,
        {{ bits_of('word_set') }} as bits,
        n_distinct - bit_count(bits) as n_bitless
    from worded
    group by words
),

speakers as (
    select
        speaker,
        row_number() over (order by speaker) as speaker_number,
        {{ speaker_words('speaker') }} as speaker_words,
        {{ bits_of('list_transform(speaker_words, lambda word: hash(word))') }} as speaker_bits
    from worded
    where speaker is not null
    group by speaker
),

numbered as (
    select
        worded.quote_id,
        worded.quote,
        hash(worded.article_id) as article,
        hash(worded.story_id) as story,
        worded.asserted_kind,
        wordings.wording,
        wordings.n_words,
        wordings.n_distinct,
        wordings.bits,
        wordings.n_bitless,
        speakers.speaker_number,
        speakers.speaker_bits
    from worded
    inner join wordings on worded.words = wordings.words
    left join speakers on worded.speaker = speakers.speaker
),

placed as (
    select
        numbered.* exclude (quote_id),
        reached.block,
        reached.place
    from reached
    inner join numbered on reached.quote_id = numbered.quote_id
),

candidates as (
    select
        least(a.quote, b.quote) as number_a,
        greatest(a.quote, b.quote) as number_b,
        a.article = b.article as same_article,
        a.story = b.story as same_story,
        coalesce(a.asserted_kind = b.asserted_kind, false) as both_asserted,
        case when a.quote < b.quote then a.wording else b.wording end as wording_a,
        case when a.quote < b.quote then b.wording else a.wording end as wording_b,
        case when a.quote < b.quote then a.speaker_number else b.speaker_number end as speaker_a,
        case when a.quote < b.quote then b.speaker_number else a.speaker_number end as speaker_b
    from placed as a
    inner join ({{ neighbours('placed') }}) as b
        on
            a.block = b.block
            and {{ within_reach('a', 'b') }}
            -- words of which most are the same, or one in the other, share most of theirs
            and 10 * {{ shared_at_most('a', 'b') }} >= 7 * least(a.n_distinct, b.n_distinct)
    where
        -- what two people say on two occasions is a phrase, not one utterance
        a.story = b.story
        or coalesce(a.asserted_kind <> b.asserted_kind or (a.speaker_bits & b.speaker_bits) <> 0, true)
),

wording_pairs as (
    select distinct
        wording_a,
        wording_b
    from candidates
),

compared_wordings as (
    select
        wording_pairs.wording_a,
        wording_pairs.wording_b,
        least(a.n_words, b.n_words) as n_words,
        a.words = b.words as same_words,
        contains(' ' || a.words || ' ', ' ' || b.words || ' ')
        or contains(' ' || b.words || ' ', ' ' || a.words || ' ') as one_in_other,
        a.n_words / b.n_words between 0.8 and 1.25 and {{ jaccard('a.word_set', 'b.word_set') }} >= 0.7 as alike
    from wording_pairs
    inner join wordings as a on wording_pairs.wording_a = a.wording
    inner join wordings as b on wording_pairs.wording_b = b.wording
    where same_words or one_in_other or alike
),

matched as materialized (
    select
        candidates.*,
        compared_wordings.n_words,
        compared_wordings.same_words,
        compared_wordings.one_in_other,
        compared_wordings.alike
    from candidates
    inner join compared_wordings
        on
            candidates.wording_a = compared_wordings.wording_a
            and candidates.wording_b = compared_wordings.wording_b
),

compared as (
    select
        matched.number_a,
        matched.number_b,
        matched.same_article,
        matched.same_story,
        matched.n_words,
        matched.same_words,
        matched.one_in_other,
        matched.alike,
        coalesce(
            list_has_all(a.speaker_words, b.speaker_words) or list_has_all(b.speaker_words, a.speaker_words),
            true
        ) as same_speaker,
        coalesce(
            matched.both_asserted and len(list_intersect(a.speaker_words, b.speaker_words)) = 0,
            false
        ) as other_speaker
    from matched
    left join speakers as a on matched.speaker_a = a.speaker_number
    left join speakers as b on matched.speaker_b = b.speaker_number
),

judged as (
    select distinct
        number_a,
        number_b,
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
        (same_story or not other_speaker)
        and (
            (same_words and (same_speaker or n_words >= 5))
            or (one_in_other and n_words >= 5 and not same_article)
            or (same_speaker and not same_article and n_words >= 6 and alike)
        )
)

select
    a.quote_id as quote_a,
    b.quote_id as quote_b,
    judged.verdict,
    judged.kind
from judged
inner join worded as a on judged.number_a = a.quote
inner join worded as b on judged.number_b = b.quote
where {{ is_dirty(['a.quote_id', 'b.quote_id']) }}
