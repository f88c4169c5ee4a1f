with articles as (
    select * from {{ ref('stg_articles') }}
),

dates as (
    select * from {{ ref('stg_dates') }}
),

worded as (
    select
        dates.*,
        articles.path,
        {{ span_of('articles.text', 'dates.char_start', 'dates.char_end') }} as surface,
        {{ span_of('articles.text', 'dates.sentence_start', 'dates.sentence_end') }} as sentence
    from dates
    inner join articles on dates.article_id = articles.article_id
),

hashed as (
    select
        worded.*,
        {{ short_hash([
            "article_id", "'date'", "char_start", "char_end", "kind", "date_edtf", "role"
        ]) }} as content_hash
    from worded
),

numbered as (
    select
        hashed.*,
        row_number() over (partition by content_hash order by position) as ordinal
    from hashed
)

select
    {{ fact_id('content_hash', 'ordinal') }} as date_id,
    article_id,
    position,
    path,
    segment,
    language,
    char_start,
    char_end,
    sentence_start,
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
from numbered
