with articles as (
    select * from {{ ref('stg_articles') }}
),

sources as (
    select * from {{ ref('int_sources') }}
),

features as (
    select * from {{ ref('int_story_features') }}
),

dates as (
    select * from {{ ref('stg_dates') }}
),

entities as (
    select * from {{ ref('stg_entities') }}
),

-- what many articles name ties none, unless they came out in one week
blocks as (
    select
        features.article_id,
        features.weight,
        features.is_telling,
        case
            when count(*) over (partition by features.feature) <= {{ var('max_block') }} then features.feature
            else features.feature || '|' || coalesce(cast(date_trunc('week', articles.published_low) as varchar), '')
        end as block,
        articles.published_low
    from features
    inner join articles on features.article_id = articles.article_id
),

ranked as (
    select
        article_id,
        block,
        weight,
        is_telling,
        row_number() over (partition by block order by published_low, article_id) as place,
        count(*) over (partition by block) as n_articles
    from blocks
),

candidates as (
    select
        a.article_id as article_a,
        b.article_id as article_b,
        sum(a.weight) as shared_weight,
        bool_or(a.is_telling) as is_told,
        min(a.n_articles) as n_articles
    from ranked as a
    inner join ranked as b
        on
            a.block = b.block
            and a.place < b.place
            and a.place + {{ var('max_block') }} >= b.place
    group by a.article_id, b.article_id
),

ordered_candidates as (
    select
        least(article_a, article_b) as article_a,
        greatest(article_a, article_b) as article_b,
        sum(shared_weight) as shared_weight,
        bool_or(is_told) as is_told
    from candidates
    group by least(article_a, article_b), greatest(article_a, article_b)
    -- little is enough where few articles name it
    having sum(shared_weight) >= 2.0 or (sum(shared_weight) >= 1.0 and min(n_articles) <= 10)
),

-- the days that an article tells of, deadlines left out: they lie ahead of any story
told_days as (
    select
        article_id,
        list(distinct date_diff('day', date '1970-01-01', date_low)) as days
    from dates
    where kind = 'date' and date_high - date_low <= 31 and coalesce(role, '') <> 'due'
    group by article_id
),

named as (
    select
        article_id,
        list(distinct hash(lower(key))) as names
    from entities
    group by article_id
),

leads as (
    select
        articles.article_id,
        articles.published_low,
        articles.published_high,
        told_days.days,
        named.names,
        {{ content_words("concat_ws(' ', articles.title, substr(articles.text, 1, 1000))") }} as words
    from articles
    left join told_days on articles.article_id = told_days.article_id
    left join named on articles.article_id = named.article_id
    where articles.article_id in (
        select ordered_candidates.article_a from ordered_candidates
        union
        select ordered_candidates.article_b from ordered_candidates
    )
),

compared as (
    select
        ordered_candidates.article_a,
        ordered_candidates.article_b,
        ordered_candidates.shared_weight,
        ordered_candidates.is_told,
        {{ overlap('a.words', 'b.words') }} as lead_overlap,
        -- without names on either side the words decide
        coalesce({{ overlap('a.names', 'b.names') }}, lead_overlap) as name_overlap,
        coalesce(
            a.published_low <= b.published_high + {{ var('story_days') }}
            and b.published_low <= a.published_high + {{ var('story_days') }},
            true
        ) as near_in_time,
        coalesce(
            list_min(flatten(list_transform(
                a.days, lambda day_a: list_transform(b.days, lambda day_b: abs(day_a - day_b))
            ))) > {{ var('other_year_days') }},
            false
        ) as tells_of_other_days
    from ordered_candidates
    inner join leads as a on ordered_candidates.article_a = a.article_id
    inner join leads as b on ordered_candidates.article_b = b.article_id
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
        near_in_time
        and lead_overlap >= case when is_told then 0.2 else 0.5 end
        -- like things happen to others in like words: those who act must be the same
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
