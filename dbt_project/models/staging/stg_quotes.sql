with annotations as (
    select * from {{ ref('stg_annotations') }}
),

spans as (
    select
        article_id,
        extractor_version,
        unnest(quotes) as span,
        cast(generate_subscripts(quotes, 1) - 1 as integer) as position
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
    span.speaker,
    span.speaker_start,
    span.speaker_end,
    span.speaker_kind,
    span.speaker_role,
    span.speaker_party,
    span.cue,
    span.confidence
from spans
