with article_paths as (
    select * from {{ ref('stg_article_paths') }}
)

select
    article_id,
    path
from article_paths
