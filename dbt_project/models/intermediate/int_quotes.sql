with articles as (
    select * from {{ ref('stg_articles') }}
),

quotes as (
    select * from {{ ref('stg_quotes') }}
),

worded as (
    select
        quotes.*,
        articles.path,
        {{ span_of('articles.text', 'quotes.char_start', 'quotes.char_end') }} as quote_text,
        {{ span_of('articles.text', 'quotes.sentence_start', 'quotes.sentence_end') }} as sentence
    from quotes
    inner join articles on quotes.article_id = articles.article_id
),

hashed as (
    select
        worded.*,
        {{ short_hash(["article_id", "'quote'", "char_start", "char_end", "kind", "speaker"]) }} as content_hash
    from worded
),

numbered as (
    select
        hashed.*,
        row_number() over (partition by content_hash order by position) as ordinal
    from hashed
)

select
    {{ fact_id('content_hash', 'ordinal') }} as quote_id,
    article_id,
    position,
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
from numbered
