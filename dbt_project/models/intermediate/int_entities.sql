{{ maintained('article_id', {'raw': 'article_id'}) }}

with entities as (
    select * from {{ part_of(ref('stg_entities'), 'article_id') }}
)

select
    article_id,
    key,
    name,
    kind,
    n_mentions
from entities
