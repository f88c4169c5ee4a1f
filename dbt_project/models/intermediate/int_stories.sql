with articles as (
    select * from {{ ref('stg_articles') }}
),

pairs as (
    select * from {{ ref('int_story_pairs') }}
),

sources as (
    select * from {{ ref('int_sources') }}
),

told_together as (
    select
        article_a,
        article_b
    from pairs
    where same_story
),

stories as (
    {{ tied_together(
        'articles', 'article_id', 'published_low nulls last, article_id', 'told_together', 'article_a', 'article_b'
    ) | indent(4) }}
)

select
    stories.article_id,
    {{ short_hash(["'story'", "stories.lead_article_id"]) }} as story_id,
    sources.source_id
from stories
inner join sources on stories.article_id = sources.article_id
