{{ maintained('article_id', {'int_figures': 'article_id', 'int_stories': 'article_id'}) }}

with figures as (
    select * from {{ part_of(ref('int_figures'), 'article_id') }}
    where unit_kind in ('money', 'rate')
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
),

-- "1.08 dollars to the euro", "$1 = 149.5 yen": the one of it is exact, the price is rounded as written
worded as (
    select
        rates.figure_id as rate_id,
        cast(null as varchar) as priced_figure_id,
        rates.article_id,
        rates.path,
        rates.surface,
        right(rates.base, 3) as priced_unit,
        rates.unit,
        rates.value / coalesce(priced.value, 1) as value,
        ({{ interval_low('rates') }}) / coalesce(priced.value, 1) as low,
        ({{ interval_high('rates') }}) / coalesce(priced.value, 1) as high
    from figures as rates
    left join figures as priced
        on
            rates.article_id = priced.article_id
            and rates.converts = priced.position
    where
        rates.unit_kind = 'rate'
        and rates.head = 'exchange rate'
        and coalesce(priced.value, 1) > 0
),

-- an amount and what the article makes of it in other money share their bound: their digits alone say the rate
digits as (
    select * replace ('exact' as modifier)
    from figures
    where unit_kind = 'money' and value > 0
),

restated as (
    select
        rates.figure_id as rate_id,
        priced.figure_id as priced_figure_id,
        rates.article_id,
        rates.path,
        rates.surface,
        priced.unit as priced_unit,
        rates.unit,
        rates.value / priced.value as value,
        ({{ interval_low('rates') }}) / ({{ interval_high('priced') }}) as low,
        ({{ interval_high('rates') }}) / ({{ interval_low('priced') }}) as high
    from digits as rates
    inner join digits as priced
        on
            rates.article_id = priced.article_id
            and rates.converts = priced.position
    where rates.unit <> priced.unit and ({{ interval_low('priced') }}) > 0
),

rates as (
    select * from worded
    union all
    select * from restated
)

select
    rates.rate_id,
    rates.priced_figure_id,
    rates.article_id,
    stories.story_id,
    rates.path,
    rates.surface,
    rates.priced_unit,
    rates.unit,
    rates.value,
    rates.low,
    rates.high
from rates
inner join stories on rates.article_id = stories.article_id
where rates.low > 0 and rates.high < cast('infinity' as double)
