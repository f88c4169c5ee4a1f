with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'commitments') | indent(4) }}
)

select
    {{ span_columns() | indent(4) }},

    list_sort(list_distinct(span.who)) as who,
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
