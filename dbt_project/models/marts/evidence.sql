{{ config(materialized='view') }}

with figures as (
    select * from {{ ref('fct_figures') }}
),

quotes as (
    select * from {{ ref('fct_quotes') }}
),

agreements as (
    select * from {{ ref('fct_agreements') }}
),

dates as (
    select * from {{ ref('fct_dates') }}
),

commitments as (
    select * from {{ ref('fct_commitments') }}
),

claims as (
    select
        figure_id as fact_id,
        'figure' as kind,
        article_id,
        path,
        char_start,
        char_end,
        sentence,
        rule
    from figures
    union all
    select
        quote_id as fact_id,
        'quote' as kind,
        article_id,
        path,
        char_start,
        char_end,
        sentence,
        rule
    from quotes
    union all
    select
        agreement_id as fact_id,
        'agreement' as kind,
        article_id,
        path,
        char_start,
        char_end,
        sentence,
        rule
    from agreements
    union all
    select
        date_id as fact_id,
        'date' as kind,
        article_id,
        path,
        char_start,
        char_end,
        sentence,
        rule
    from dates
    union all
    select
        commitment_id as fact_id,
        'commitment' as kind,
        article_id,
        path,
        char_start,
        char_end,
        sentence,
        rule
    from commitments
)

select
    fact_id,
    kind,
    article_id,
    path,
    char_start,
    char_end,
    sentence,
    rule
from claims
