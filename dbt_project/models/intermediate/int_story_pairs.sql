{{ maintained(['article_a', 'article_b'], {
    'raw': 'article_id',
    'int_sources': 'article_id',
    'int_article_traits': 'article_id',
    'int_story_features': articles_in_shifted_blocks()
}) }}

with articles as (
    select * from {{ ref('stg_articles') }}
),

sources as (
    select * from {{ part_of(ref('int_sources'), ['article_id', 'source_id']) }}
),

features as (
    select * from {{ meeting_part_of(ref('int_story_features'), 'feature', 'article_id') }}
),

traits as (
    select * from {{ ref('int_article_traits') }}
),

-- pairs are many, and a number is compared faster than an id; numbers are in the order of the ids
acting as (
    select
        traits.*,
        cast(row_number() over (order by article_id) as integer) as article
    from traits
),

-- what many articles name ties none, unless they came out in one week
blocks as (
    select
        acting.article,
        {{ is_dirty('acting.article_id') }} as is_dirty,
        acting.published_low,
        acting.n_names,
        acting.bits,
        acting.n_bitless,
        features.weight,
        features.is_telling,
        hash(
            features.feature,
            case
                when count(*) over (partition by features.feature) > {{ var('max_block') }}
                    then coalesce(cast(date_trunc('week', acting.published_low) as varchar), '')
            end
        ) as block
    from features
    inner join acting on features.article_id = acting.article_id
),

ranked as (
    select
        blocks.*,
        row_number() over (partition by block order by published_low, article) as place,
        count(*) over (partition by block) as n_articles
    from blocks
),

candidates as (
    select
        least(a.article, b.article) as number_a,
        greatest(a.article, b.article) as number_b,
        sum(a.weight) as shared_weight,
        bool_or(a.is_telling) as is_told
    from ranked as a
    inner join ({{ neighbours('ranked') }}) as b
        on
            a.block = b.block
            and {{ within_reach('a', 'b') }}
            and (a.is_dirty or b.is_dirty)
            -- most that act with others are told apart before their pairs are gathered and their names compared
            and 2 * {{ shared_at_most('a', 'b') }} >= least(a.n_names, b.n_names)
    group by least(a.article, b.article), greatest(a.article, b.article)
    -- little is enough where few articles name it
    having sum(a.weight) >= 2.0 or (sum(a.weight) >= 1.0 and min(a.n_articles) <= {{ var('rare_block') }})
),

-- like things happen to others in like words: those who act must be the same
alike as materialized (
    select
        candidates.number_a,
        candidates.number_b,
        candidates.shared_weight,
        candidates.is_told,
        {{ overlap('a.names', 'b.names') }} as name_overlap
    from candidates
    inner join acting as a on candidates.number_a = a.article
    inner join acting as b on candidates.number_b = b.article
    where
        coalesce(name_overlap >= case when candidates.is_told then 0.5 else 0.6 end, true)
        and coalesce(
            a.published_low <= b.published_high + {{ var('story_days') }}
            and b.published_low <= a.published_high + {{ var('story_days') }},
            true
        )
),

leads as (
    select
        acting.article,
        acting.article_id,
        acting.days,
        {{ content_words("concat_ws(' ', articles.title, substr(articles.text, 1, 1000))") }} as words
    from articles
    inner join acting on articles.article_id = acting.article_id
    where acting.article in (
        select alike.number_a from alike
        union
        select alike.number_b from alike
    )
),

compared as (
    select
        a.article_id as article_a,
        b.article_id as article_b,
        alike.shared_weight,
        alike.is_told,
        {{ word_overlap('a.words', 'b.words') }} as lead_overlap,
        -- without names on either side the words decide
        coalesce(alike.name_overlap, lead_overlap) as name_overlap,
        coalesce(
            list_min(flatten(list_transform(
                a.days, lambda day_a: list_transform(b.days, lambda day_b: abs(day_a - day_b))
            ))) > {{ var('other_year_days') }},
            false
        ) as tells_of_other_days
    from alike
    inner join leads as a on alike.number_a = a.article
    inner join leads as b on alike.number_b = b.article
),

copied as (
    select
        source_id as article_a,
        article_id as article_b,
        cast(null as double) as shared_weight,
        1.0 as lead_overlap,
        true as same_story
    from sources
    where source_id <> article_id
),

judged as (
    select
        article_a,
        article_b,
        shared_weight,
        lead_overlap,
        lead_overlap >= case when is_told then 0.2 else 0.5 end
        and name_overlap >= case when is_told then 0.5 else 0.6 end
        and 4 * lead_overlap + least(shared_weight, 4) >= 2.5
        -- last year's summit reads like this year's: only what names people or words can tie articles of other days
        and (not tells_of_other_days or shared_weight >= 3) as same_story
    from compared
)

select
    article_a,
    article_b,
    shared_weight,
    lead_overlap,
    same_story
from judged
union all
select
    article_a,
    article_b,
    shared_weight,
    lead_overlap,
    same_story
from copied
