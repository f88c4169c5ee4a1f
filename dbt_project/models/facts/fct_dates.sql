with dates as (
    select * from {{ ref('int_dates') }}
)

select
    date_id,
    article_id,
    path,
    segment,
    language,
    char_start,
    char_end,
    sentence,
    rule,
    extractor_version,

    surface,
    kind,
    date_edtf,
    date_low,
    date_high,
    role,
    inferred,
    weekday
from dates
