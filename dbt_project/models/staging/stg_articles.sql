with articles as (
    select * from {{ source('raw', 'articles') }}
)

select
    article_id,
    annotation_key,
    path,

    title,
    publisher,
    author,
    url,
    language,
    text,
    n_words,

    published_edtf,
    published_low,
    published_high,
    loaded_at,
    loaded_on
from articles
