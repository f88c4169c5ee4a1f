with articles as (
    select * from {{ ref('stg_articles') }}
),

pairs as (
    select * from {{ ref('int_story_pairs') }}
),

sources as (
    select * from {{ ref('int_sources') }}
),

nodes as (
    select
        article_id,
        row_number() over (order by published_low nulls last, article_id) as node
    from articles
),

edges as (
    select
        a.node as a,
        b.node as b
    from pairs
    inner join nodes as a on pairs.article_a = a.article_id
    inner join nodes as b on pairs.article_b = b.article_id
    where pairs.same_story
    union all
    select
        b.node as a,
        a.node as b
    from pairs
    inner join nodes as a on pairs.article_a = a.article_id
    inner join nodes as b on pairs.article_b = b.article_id
    where pairs.same_story
),

components as (
    {{ connected_components('nodes', 'edges') | indent(4) }}
)

select
    nodes.article_id,
    {{ short_hash(["'story'", "first_nodes.article_id"]) }} as story_id,
    sources.source_id
from nodes
inner join components on nodes.node = components.node
inner join nodes as first_nodes on components.label = first_nodes.node
inner join sources on nodes.article_id = sources.article_id
