{{ maintained('article_id', {'raw': 'article_id', 'int_entities': 'article_id'}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

dates as (
    select * from {{ part_of(ref('stg_dates'), 'article_id') }}
),

entities as (
    select * from {{ part_of(ref('int_entities'), 'article_id') }}
),

named as (
    select
        article_id,
        list_sort(list(distinct hash(lower(key)))) as names
    from entities
    group by article_id
),

-- deadlines are left out: they lie ahead of any story
told_days as (
    select
        article_id,
        list_sort(list(distinct date_diff('day', date '1970-01-01', date_low))) as days
    from dates
    where kind = 'date' and date_high - date_low <= 31 and coalesce(role, '') <> 'due'
    group by article_id
)

select
    articles.article_id,
    articles.published_low,
    articles.published_high,
    named.names,
    coalesce(len(named.names), 0) as n_names,
    {{ bits_of('named.names') }} as bits,
    n_names - bit_count(bits) as n_bitless,
    told_days.days
from articles
left join named on articles.article_id = named.article_id
left join told_days on articles.article_id = told_days.article_id
