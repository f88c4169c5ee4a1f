with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    select
        article_id,
        extractor_version,
        unnest(commitments) as span,
        cast(generate_subscripts(commitments, 1) - 1 as integer) as position
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

    span.who,
    span.what,
    span.strength,
    span.agreement,
    span.amount,
    span.amount_low,
    span.amount_high,
    span.amount_unit,
    span.deadline,
    span.due_low,
    span.due_high,
    span.negative,
    span.conditional
from spans
