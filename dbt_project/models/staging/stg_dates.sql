with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    select
        article_id,
        extractor_version,
        unnest(dates) as span,
        cast(generate_subscripts(dates, 1) - 1 as integer) as position
    from annotations
)

select
    article_id,
    extractor_version,
    position,
    span.char_start,
    span.char_end,
    span.rule,
    span.segment,
    span.language,
    span.sentence_start,
    span.sentence_end,

    span.kind,
    span.date_edtf,
    span.date_low,
    span.date_high,
    span.role,
    span.inferred,
    span.weekday
from spans
