{{ maintained('article_id', {
    'int_agreements': 'article_id', 'int_stories': 'article_id', 'int_claim_parties': 'article_id'
}) }}

with agreements as (
    select * from {{ part_of(ref('int_agreements'), 'article_id') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
),

parties as (
    select * from {{ part_of(ref('int_claim_parties'), 'article_id') }}
),

claims as (
    select
        agreements.agreement_id,
        agreements.article_id,
        agreements.published_low,
        agreements.instrument,
        lower(agreements.name) as name,
        parties.parties,
        stories.story_id
    from agreements
    inner join stories on agreements.article_id = stories.article_id
    inner join parties on agreements.agreement_id = parties.fact_id
),

blocks as (
    select
        agreement_id,
        'parties|' || instrument || '|' || array_to_string(parties, ',') as block
    from claims
    where len(parties) >= 2
    union
    select
        agreement_id,
        'story|' || story_id || '|' || instrument as block
    from claims
    union
    select
        agreement_id,
        'story|' || story_id || '|' || array_to_string(parties, ',') as block
    from claims
    union
    select
        agreement_id,
        'name|' || name as block
    from claims
    where name is not null
)

select
    blocks.block,
    blocks.agreement_id,
    claims.article_id,
    claims.published_low
from blocks
inner join claims on blocks.agreement_id = claims.agreement_id
