with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'figures') | indent(4) }}
)

select
    {{ span_columns() | indent(4) }},

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
