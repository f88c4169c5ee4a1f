with articles as (
    select * from {{ ref('stg_articles') }}
),

figures as (
    select * from {{ ref('stg_figures') }}
),

quotes as (
    select * from {{ ref('int_quotes') }}
),

worded as (
    select
        figures.*,
        articles.path,
        {{ span_of('articles.text', 'figures.char_start', 'figures.char_end') }} as surface,
        {{ span_of('articles.text', 'figures.sentence_start', 'figures.sentence_end') }} as sentence,
        quotes.quote_id
    from figures
    inner join articles on figures.article_id = articles.article_id
    left join quotes
        on
            figures.article_id = quotes.article_id
            and figures.quote = quotes.position
),

hashed as (
    select
        worded.*,
        {{ short_hash([
            "article_id", "'figure'", "char_start", "char_end", "value", "value_low", "value_high", "modifier", "unit"
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
    {{ fact_id('content_hash', 'ordinal') }} as figure_id,
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
    value,
    value_low,
    value_high,
    modifier,
    unit,
    unit_kind,
    last_digit,
    scaled,
    what,
    head,
    subject,
    object,
    stage,
    base,
    event,
    period,
    attributed_to,
    converts,
    quote_id
from numbered
