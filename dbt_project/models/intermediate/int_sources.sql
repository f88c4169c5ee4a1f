with articles as not materialized (
    select * from {{ ref('stg_articles') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

-- numbers are in the order of the ids
numbered as (
    select
        article_id,
        cast(row_number() over (order by article_id) as integer) as article
    from articles
),

worded as (
    select distinct
        numbered.article,
        hash({{ plain_letters(span_of('articles.text', 'sentences.char_start', 'sentences.char_end')) }}) as wording
    from sentences
    inner join articles on sentences.article_id = articles.article_id
    inner join numbered on sentences.article_id = numbered.article_id
    where sentences.char_end - sentences.char_start >= 60
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
        arg_max(first_article, n_shared) as first_article
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
from numbered
left join originals on numbered.article = originals.article
left join numbered as first_numbered on originals.first_article = first_numbered.article
