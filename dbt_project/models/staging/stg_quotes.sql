with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    {{ spans_of('annotations', 'quotes') | indent(4) }}
)

select
    {{ span_columns() | indent(4) }},

    span.kind,
    span.speaker,
    span.speaker_start,
    span.speaker_end,
    span.speaker_kind,
    span.speaker_role,
    span.speaker_party,
    span.cue,
    span.confidence
from spans
