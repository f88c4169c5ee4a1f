-- why: every value must lead back to the characters it came from. A row whose words are not what the article says
-- between its offsets, or whose offsets lie outside the article, is worse than no row.
{%- set claims = [
    ref('fct_agreements'), ref('fct_commitments'), ref('fct_dates'), ref('fct_figures'), ref('fct_quotes')
] %}

with articles as (
    select * from {{ unproved_articles(ref('articles'), claims, ref('articles')) }}
),

evidence as (
    select * from {{ unproved_articles(ref('evidence'), claims, ref('articles')) }}
)

select
    evidence.kind,
    evidence.fact_id,
    evidence.article_id,
    evidence.char_start,
    evidence.char_end,
    evidence.surface
from evidence
left join articles on evidence.article_id = articles.article_id
where
    articles.text is null
    or evidence.surface is null
    or evidence.surface <> {{ span_of('articles.text', 'evidence.char_start', 'evidence.char_end') }}
    or evidence.char_start < 0
    or evidence.char_end <= evidence.char_start
    or length(evidence.surface) <> evidence.char_end - evidence.char_start
    or not contains(articles.text, evidence.sentence)
