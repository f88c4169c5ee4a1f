{{ maintained('key', {
    'int_entities': "select key from {changes} where kind in ('bloc', 'body', 'company')"
}) }}

with entities as (
    select * from {{ part_of(ref('int_entities'), 'key') }}
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
)

select
    key,
    arg_min(name, (n_words = 1, -n_mentions, -length(name), name)) as party
from spelled
group by key
