with articles as (
    select * from {{ ref('stg_articles') }}
),

commitments as (
    select * from {{ ref('stg_commitments') }}
),

agreements as (
    select * from {{ ref('int_agreements') }}
),

worded as (
    select
        commitments.* exclude (who),
        list_sort(list_distinct(commitments.who)) as who,
        articles.path,
        articles.published_low,
        {{ span_of('articles.text', 'commitments.char_start', 'commitments.char_end') }} as surface,
        {{ span_of('articles.text', 'commitments.sentence_start', 'commitments.sentence_end') }} as sentence,
        agreements.agreement_id
    from commitments
    inner join articles on commitments.article_id = articles.article_id
    left join agreements
        on
            commitments.article_id = agreements.article_id
            and commitments.agreement = agreements.position
),

hashed as (
    select
        worded.*,
        {{ short_hash([
            "article_id", "'commitment'", "char_start", "char_end", "who", "what", "strength", "amount", "amount_low",
            "amount_high", "amount_unit", "deadline"
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
    {{ fact_id('content_hash', 'ordinal') }} as commitment_id,
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

    agreement_id,
    surface,
    who,
    what,
    strength,
    amount,
    amount_low,
    amount_high,
    amount_unit,
    deadline,
    due_low,
    due_high,
    negative,
    conditional,
    published_low
from numbered
