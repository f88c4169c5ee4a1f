with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'entities') | indent(4) }}
)

select
    article_id,
    extractor_version,
    position,
    span.char_start,
    span.char_end,

    span.key,
    span.name,
    span.kind,
    span.n_mentions
from spans
