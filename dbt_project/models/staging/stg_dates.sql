with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'dates') | indent(4) }}
)

select
    {{ span_columns() | indent(4) }},

    span.kind,
    span.date_edtf,
    span.date_low,
    span.date_high,
    span.role,
    span.inferred,
    span.weekday
from spans
