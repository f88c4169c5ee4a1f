{{ maintained(
    'story_id',
    {
        'int_stories': 'story_id',
        'int_agreement_claims': 'select story_id from {int_stories} where article_id in (select article_id from {changes})',
        'int_agreement_descriptions': '
            select stories.story_id
            from {changes} as changes
            inner join {int_agreement_claims} as claims on changes.agreement_key = claims.agreement_key
            inner join {int_stories} as stories on claims.article_id = stories.article_id
        ',
    }
) }}

with agreements as (
    select * from {{ ref('int_agreement_descriptions') }}
),

agreement_claims as (
    select * from {{ ref('int_agreement_claims') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'story_id') }}
),

reported as (
    select
        stories.story_id,
        agreement_claims.agreement_key,
        count(distinct agreement_claims.article_id) as n_articles,
        min(agreement_claims.char_start) as first_said
    from agreement_claims
    inner join stories on agreement_claims.article_id = stories.article_id
    group by stories.story_id, agreement_claims.agreement_key
)

select
    reported.story_id,
    arg_min(agreements.label, (-reported.n_articles, reported.first_said, agreements.agreement_key)) as topic
from reported
inner join agreements on reported.agreement_key = agreements.agreement_key
group by reported.story_id
