{{ maintained('article_id', {
    'raw': 'article_id', 'int_entities': 'article_id', 'int_figures': 'article_id', 'int_quotes': 'article_id',
    'int_agreements': 'article_id'
}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

entities as (
    select * from {{ part_of(ref('int_entities'), 'article_id') }}
),

figures as (
    select * from {{ part_of(ref('int_figures'), 'article_id') }}
),

quotes as (
    select * from {{ part_of(ref('int_quotes'), 'article_id') }}
),

agreements as (
    select * from {{ part_of(ref('int_agreements'), 'article_id') }}
),

named as (
    select
        article_id,
        hash('entity', lower(key)) as feature,
        1.0 as weight,
        false as is_telling
    from entities
    where kind in ('person', 'company', 'body')
),

counted as (
    select
        article_id,
        hash('figure', unit, coalesce(value, value_high, value_low)) as feature,
        0.5 as weight,
        unit_kind = 'money' as is_telling
    from figures
    where unit_kind in ('money', 'percent') or coalesce(value, value_high, value_low) >= 20
),

spoken as (
    select
        article_id,
        hash('quote', words) as feature,
        2.0 as weight,
        true as is_telling
    from quotes
    where array_length(string_split(trim(quote_text), ' ')) >= 5
),

agreed as (
    select
        article_id,
        hash('agreement', instrument, parties) as feature,
        case when len(parties) >= 3 then 2.0 else 1.5 end as weight,
        true as is_telling
    from agreements
    where len(parties) >= 2
),

absences as (
    select
        article_id,
        instrument,
        parties,
        unnest(parties) as absent
    from agreements
    where len(parties) >= 4
),

-- a report may leave one of many parties out
agreed_but_one as (
    select
        article_id,
        hash('agreement', instrument, list_filter(parties, lambda party: party <> absent)) as feature,
        1.0 as weight,
        true as is_telling
    from absences
),

published as (
    select
        article_id,
        hash('title', {{ plain_words('title') }}) as feature,
        3.0 as weight,
        true as is_telling
    from articles
    where array_length(string_split(trim(title), ' ')) >= 4
),

features as (
    select * from named
    union all
    select * from counted
    union all
    select * from spoken
    union all
    select * from agreed
    union all
    select * from agreed_but_one
    union all
    select * from published
)

select
    features.article_id,
    articles.published_low,
    features.feature,
    cast(max(features.weight) as double) as weight,
    -- names alone make no story: the same people are in the news every day
    bool_or(features.is_telling) as is_telling
from features
inner join articles on features.article_id = articles.article_id
group by features.article_id, articles.published_low, features.feature
