with article_paths as (
    select * from {{ source('raw', 'article_paths') }}
)

select
    article_id,
    path
from article_paths
