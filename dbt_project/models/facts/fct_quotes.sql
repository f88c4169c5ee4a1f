with quotes as (
    select * from {{ ref('int_quotes') }}
)

select
    quote_id,
    article_id,
    path,
    segment,
    language,
    char_start,
    char_end,
    sentence,
    rule,
    extractor_version,

    quote_text,
    kind,
    speaker,
    speaker_start,
    speaker_end,
    speaker_kind,
    speaker_role,
    speaker_party,
    cue,
    confidence
from quotes
