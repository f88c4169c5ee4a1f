with articles as (
    select * from {{ ref('stg_articles') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

worded as (
    select distinct
        sentences.article_id,
        hash({{ plain_letters(span_of('articles.text', 'sentences.char_start', 'sentences.char_end')) }}) as wording
    from sentences
    inner join articles on sentences.article_id = articles.article_id
    where sentences.char_end - sentences.char_start >= 60
),

first_worded as (
    select
        article_id,
        min(article_id) over (partition by wording) as first_article_id
    from worded
),

shared as (
    select
        article_id,
        first_article_id,
        count(*) as n_shared
    from first_worded
    group by article_id, first_article_id
),

sized as (
    select
        article_id,
        count(*) as n_sentences
    from worded
    group by article_id
),

copies as (
    select
        shared.article_id,
        shared.first_article_id,
        shared.n_shared / sized.n_sentences as share
    from shared
    inner join sized on shared.article_id = sized.article_id
    where
        shared.article_id <> shared.first_article_id
        and shared.n_shared >= 3
        and shared.n_shared / sized.n_sentences >= 0.6
),

originals as (
    select
        article_id,
        arg_max(first_article_id, share) as first_article_id
    from copies
    group by article_id
)

select
    articles.article_id,
    coalesce(originals.first_article_id, articles.article_id) as source_id
from articles
left join originals on articles.article_id = originals.article_id
