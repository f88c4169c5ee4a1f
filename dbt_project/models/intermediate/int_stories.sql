{{ maintained(
    'article_id',
    {
        'raw': 'article_id',
        'int_sources': 'article_id',
        'int_story_pairs': 'select unnest([article_a, article_b]) from {changes}'
    },
    spread='select article_id from {this} where story_id in (
        select story_id from {this} where article_id in (select part from {dirty})
    )'
) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

pairs as (
    select * from {{ part_of(ref('int_story_pairs'), ['article_a', 'article_b']) }}
),

sources as (
    select * from {{ part_of(ref('int_sources'), 'article_id') }}
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
