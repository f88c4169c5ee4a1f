{{ maintained('article_id', {
    'raw': 'article_id',
    'int_wordings': 'select article_id from {int_wordings} where wording in (
        select changed.wording
        from {changes} as changed
        left join {int_wordings} as wordings on changed.wording = wordings.wording
        group by changed.wording
        having min(changed.article_id) <= min(wordings.article_id)
    )'
}) }}

with articles as (
    select * from {{ ref('stg_articles') }}
),

-- whether an article is a copy is told by those that have its sentences too
wordings as (
    select * from {{ meeting_part_of(ref('int_wordings'), 'wording', 'article_id') }}
),

-- numbers are in the order of the ids
numbered as (
    select
        article_id,
        cast(row_number() over (order by article_id) as integer) as article
    from articles
),

worded as (
    select
        numbered.article,
        wordings.wording
    from wordings
    inner join numbered on wordings.article_id = numbered.article_id
),

first_worded as (
    select
        article,
        min(article) over (partition by wording) as first_article
    from worded
),

sized as (
    select
        article,
        first_article,
        count(*) as n_shared,
        sum(count(*)) over (partition by article) as n_sentences
    from first_worded
    group by article, first_article
),

originals as (
    select
        article,
        arg_min(first_article, (-n_shared, first_article)) as first_article
    from sized
    where
        article <> first_article
        and n_shared >= 3
        and n_shared / n_sentences >= 0.6
    group by article
)

select
    numbered.article_id,
    coalesce(first_numbered.article_id, numbered.article_id) as source_id
from {{ part_of('numbered', 'article_id') }} as numbered
left join originals on numbered.article = originals.article
left join numbered as first_numbered on originals.first_article = first_numbered.article
