with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    select
        article_id,
        extractor_version,
        unnest(figures) as span,
        cast(generate_subscripts(figures, 1) - 1 as integer) as position
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

    span.value,
    span.value_low,
    span.value_high,
    span.modifier,
    span.unit,
    span.unit_kind,
    span.last_digit,
    span.scaled,
    span.what,
    span.head,
    span.subject,
    span.object,
    span.stage,
    span.base,
    span.event,
    span.period,
    span.attributed_to,
    span.converts,
    span.quote
from spans
