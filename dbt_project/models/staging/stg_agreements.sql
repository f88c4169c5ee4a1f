with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    select
        article_id,
        extractor_version,
        unnest(agreements) as span,
        cast(generate_subscripts(agreements, 1) - 1 as integer) as position
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

    span.instrument,
    span.parties,
    span.status,
    span.name,
    span.date_edtf,
    span.date_low,
    span.date_high,
    span.date_role,
    span.date_inferred,
    span.weekday,
    span.subject
from spans
