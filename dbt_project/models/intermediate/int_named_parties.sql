{{ maintained('article_id', {
    'int_agreements': 'article_id', 'int_commitments': 'article_id', 'int_figures': 'article_id'
}) }}

with agreements as (
    select * from {{ part_of(ref('int_agreements'), 'article_id') }}
),

commitments as (
    select * from {{ part_of(ref('int_commitments'), 'article_id') }}
),

figures as (
    select * from {{ part_of(ref('int_figures'), 'article_id') }}
),

named as (
    select
        article_id,
        unnest(parties) as party
    from agreements
    union
    select
        article_id,
        unnest(who) as party
    from commitments
    union
    select
        article_id,
        subject as party
    from figures
    where subject not like '%+%'
)

select
    article_id,
    party
from named
-- states and the Union have codes; what is left goes by names that articles shorten
where not regexp_matches(party, '^[A-Z]{2}(\+[A-Z]{2})*$')
