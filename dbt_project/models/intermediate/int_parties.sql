{{ maintained('party', {
    'int_entities': "select key from {changes} where kind in ('state', 'bloc')", 'int_organisations': 'party'
}) }}

with entities as (
    select * from {{ part_of(ref('int_entities'), 'key') }}
    where kind in ('state', 'bloc')
),

organisations as (
    select * from {{ part_of(ref('int_organisations'), 'party') }}
),

coded as (
    select
        key as party,
        mode(name order by article_id, name) as name,
        mode(kind order by article_id, kind) as kind
    from entities
    where regexp_matches(key, '^[A-Z]{2}$')
    group by key
),

named as (
    select
        party,
        party as name,
        mode(kind order by article_id, kind) as kind
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
