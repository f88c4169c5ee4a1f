with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'agreements') | indent(4) }}
)

select
    {{ span_columns() | indent(4) }},

    span.instrument,
    list_sort(list_distinct(span.parties)) as parties,
    span.status,
    span.name,
    span.date_edtf,
    span.date_low,
    span.date_high,
    span.date_role,
    span.date_inferred,
    span.weekday,
    span.subject,
    span.earlier
from spans
