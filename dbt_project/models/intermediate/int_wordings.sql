{{ maintained('article_id', {'raw': 'article_id'}) }}

with articles as not materialized (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

sentences as (
    select * from {{ part_of(ref('stg_sentences'), 'article_id') }}
)

select distinct
    articles.article_id,
    hash({{ plain_letters(span_of('articles.text', 'sentences.char_start', 'sentences.char_end')) }}) as wording
from sentences
inner join articles on sentences.article_id = articles.article_id
where sentences.char_end - sentences.char_start >= 60
