{{ config(materialized='view') }}

with articles as (
    select * from {{ ref('stg_articles') }}
),

entities as (
    select * from {{ ref('int_entities') }}
),

figures as (
    select * from {{ ref('int_figures') }}
),

quotes as (
    select * from {{ ref('int_quotes') }}
),

agreements as (
    select * from {{ ref('int_agreements') }}
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
    article_id,
    feature,
    cast(max(weight) as double) as weight,
    -- names alone make no story: the same people are in the news every day
    bool_or(is_telling) as is_telling
from features
group by article_id, feature
