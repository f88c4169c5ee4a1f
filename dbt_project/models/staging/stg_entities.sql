with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    select
        article_id,
        extractor_version,
        unnest(entities) as span,
        cast(generate_subscripts(entities, 1) - 1 as integer) as position
    from annotations
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
