{{ maintained('article_id', {'raw': 'article_id', 'int_stories': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
),

annotations as (
    select * from {{ part_of(ref('stg_annotations'), 'article_id') }}
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
