{{ maintained('article_id', {
    'int_entities': "select article_id from {changes} where kind in ('bloc', 'body', 'company')",
    'int_organisation_names': '
        select article_id from {int_entities} where key in (select key from {changes})
    '
}) }}

with entities as (
    select * from {{ part_of(ref('int_entities'), 'article_id') }}
    -- states and the Union go by code
    where kind in ('bloc', 'body', 'company') and not regexp_matches(key, '^[A-Z]{2}$')
),

shown as (
    select * from {{ ref('int_organisation_names') }}
),

written as (
    select
        article_id,
        name,
        key,
        kind
    from entities
    union
    select
        article_id,
        key as name,
        key,
        kind
    from entities
)

select
    written.article_id,
    written.name,
    shown.party,
    mode(written.kind order by written.kind) as kind
from written
inner join shown on written.key = shown.key
group by written.article_id, written.name, shown.party
qualify row_number() over (partition by written.article_id, written.name order by shown.party) = 1
