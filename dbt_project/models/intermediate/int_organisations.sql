with entities as (
    select * from {{ ref('int_entities') }}
    -- states and the Union go by code
    where kind in ('bloc', 'body', 'company') and not regexp_matches(key, '^[A-Z]{2}$')
),

spelled as (
    select
        key,
        name,
        sum(n_mentions) as n_mentions,
        len(string_split(name, ' ')) as n_words
    from entities
    group by key, name
),

shown as (
    select
        key,
        arg_min(name, (n_words = 1, -n_mentions, -length(name), name)) as party
    from spelled
    group by key
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
