with articles as (
    select * from {{ ref('stg_articles') }}
),

agreements as (
    select * from {{ ref('stg_agreements') }}
),

worded as (
    select
        agreements.* exclude (parties),
        list_sort(list_distinct(agreements.parties)) as parties,
        articles.path,
        articles.published_low,
        {{ span_of('articles.text', 'agreements.char_start', 'agreements.char_end') }} as surface,
        {{ span_of('articles.text', 'agreements.sentence_start', 'agreements.sentence_end') }} as sentence
    from agreements
    inner join articles on agreements.article_id = articles.article_id
),

hashed as (
    select
        worded.*,
        {{ short_hash([
            "article_id", "'agreement'", "char_start", "char_end", "instrument", "parties", "status", "date_edtf", "name"
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
    {{ fact_id('content_hash', 'ordinal') }} as agreement_id,
    article_id,
    position,
    path,
    segment,
    language,
    char_start,
    char_end,
    sentence_start,
    sentence_end,
    sentence,
    rule,
    extractor_version,

    surface,
    name,
    instrument,
    parties,
    status,
    date_edtf,
    date_low,
    date_high,
    date_role,
    date_inferred,
    weekday,
    subject,
    published_low
from numbered
