with articles as (
    select * from {{ ref('stg_articles') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

annotations as (
    select * from {{ ref('stg_annotations') }}
)

select
    articles.article_id,
    articles.path,
    articles.title,
    articles.publisher,
    articles.author,
    articles.url,
    articles.language,
    articles.published_edtf,
    articles.published_low,
    articles.published_high,
    articles.text,
    articles.n_words,
    stories.story_id,
    stories.source_id,
    annotations.error as annotation_error,
    articles.loaded_at
from articles
inner join stories on articles.article_id = stories.article_id
left join annotations on articles.article_id = annotations.article_id
