with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'sentences') | indent(4) }}
)

select
    article_id,
    extractor_version,
    position,
    span.char_start,
    span.char_end
from spans
