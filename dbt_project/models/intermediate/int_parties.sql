with entities as (
    select * from {{ ref('int_entities') }}
    where kind in ('state', 'bloc')
),

organisations as (
    select * from {{ ref('int_organisations') }}
),

coded as (
    select
        key as party,
        mode(name order by article_id) as name,
        mode(kind order by article_id) as kind
    from entities
    where regexp_matches(key, '^[A-Z]{2}$')
    group by key
),

named as (
    select
        party,
        party as name,
        mode(kind order by article_id) as kind
    from organisations
    group by party
)

select
    party,
    name,
    kind
from coded
union all
select
    party,
    name,
    kind
from named
