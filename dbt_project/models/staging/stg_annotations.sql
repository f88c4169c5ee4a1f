with articles as (
    select * from {{ source('raw', 'articles') }}
),

annotations as (
    select * from {{ source('raw', 'annotations') }}
)

select
    annotations.article_id,
    annotations.annotation_key,
    annotations.extractor_version,
    annotations.error,

    annotations.segments,
    annotations.sentences,
    annotations.entities,
    annotations.dates,
    annotations.figures,
    annotations.quotes,
    annotations.agreements,
    annotations.commitments
from annotations
inner join articles
    on
        annotations.article_id = articles.article_id
        and annotations.annotation_key = articles.annotation_key
