-- why: every value must lead back to the characters it came from. A row whose words are not what the article says
-- between its offsets, or whose offsets lie outside the article, is worse than no row.
with articles as (
    select * from {{ ref('articles') }}
),

evidence as (
    select
        'fct_figures' as fact_table,
        figure_id as fact_id,
        article_id,
        char_start,
        char_end,
        surface,
        sentence
    from {{ ref('fct_figures') }}
    union all
    select
        'fct_quotes' as fact_table,
        quote_id as fact_id,
        article_id,
        char_start,
        char_end,
        quote_text as surface,
        sentence
    from {{ ref('fct_quotes') }}
    union all
    select
        'fct_agreements' as fact_table,
        agreement_id as fact_id,
        article_id,
        char_start,
        char_end,
        surface,
        sentence
    from {{ ref('fct_agreements') }}
    union all
    select
        'fct_dates' as fact_table,
        date_id as fact_id,
        article_id,
        char_start,
        char_end,
        surface,
        sentence
    from {{ ref('fct_dates') }}
    union all
    select
        'fct_commitments' as fact_table,
        commitment_id as fact_id,
        article_id,
        char_start,
        char_end,
        surface,
        sentence
    from {{ ref('fct_commitments') }}
)

select
    evidence.fact_table,
    evidence.fact_id,
    evidence.article_id,
    evidence.char_start,
    evidence.char_end,
    evidence.surface
from evidence
inner join articles on evidence.article_id = articles.article_id
where
    evidence.surface <> {{ span_of('articles.text', 'evidence.char_start', 'evidence.char_end') }}
    or evidence.surface is null
    or evidence.char_start < 0
    or evidence.char_end <= evidence.char_start
    or length(evidence.surface) <> evidence.char_end - evidence.char_start
    or not contains(articles.text, evidence.sentence)
