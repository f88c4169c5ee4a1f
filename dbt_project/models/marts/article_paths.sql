{{ maintained('article_id', {'raw': 'article_id'}) }}

with article_paths as (
    select * from {{ part_of(ref('stg_article_paths'), 'article_id') }}
)

select
    article_id,
    path
from article_paths
