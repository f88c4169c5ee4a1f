{{ maintained(
    'measure_id',
    {
        'int_measure_classes': 'measure_id',
        'int_measure_claims': 'measure_id',
        'int_rates': 'select measure_id from {int_measure_claims} where story_id in (select story_id from {changes})',
        'int_figures': 'select measure_id from {int_measure_claims} where article_id in (select article_id from {changes})',
    }
) }}

with classes as (
    select * from {{ part_of(ref('int_measure_classes'), 'measure_id') }}
),

claims as (
    select * from {{ part_of(ref('int_measure_claims'), 'measure_id') }}
),

rates as (
    select * from {{ ref('int_rates') }}
),

restatements as (
    select * from {{ ref('int_figure_intervals') }}
),

mixed as (
    select measure_id
    from classes
    group by measure_id
    having count(distinct unit) > 1
),

told as (
    select distinct
        claims.measure_id,
        claims.story_id
    from claims
    inner join mixed on claims.measure_id = mixed.measure_id
),

-- a claim that its own article gives in the other currency is what the article says, not what a rate makes of it
own as (
    select
        claims.class_id,
        rates.rate_id,
        restatements.modifier,
        restatements.value,
        restatements.value_low,
        restatements.value_high,
        restatements.low,
        restatements.high
    from rates
    inner join claims on rates.priced_figure_id = claims.figure_id
    inner join restatements on rates.rate_id = restatements.figure_id
)

select
    classes.measure_id,
    classes.class_id,
    classes.is_active,
    rates.rate_id,
    rates.path as rate_path,
    rates.surface as rate_surface,
    rates.priced_unit,
    rates.unit,
    rates.low as rate_low,
    rates.high as rate_high,
    own.class_id is not null as is_restated,
    coalesce(own.modifier, classes.modifier) as modifier,
    case when own.class_id is null then classes.value * rates.value else own.value end as value,
    case when own.class_id is null then classes.value_low * rates.value else own.value_low end as value_low,
    case when own.class_id is null then classes.value_high * rates.value else own.value_high end as value_high,
    case when own.class_id is null then least(classes.low * rates.low, classes.low * rates.high) else own.low end
        as low,
    case when own.class_id is null then greatest(classes.high * rates.low, classes.high * rates.high) else own.high end
        as high
from classes
inner join told on classes.measure_id = told.measure_id
inner join rates
    on
        told.story_id = rates.story_id
        and classes.unit = rates.priced_unit
left join own
    on
        classes.class_id = own.class_id
        and rates.rate_id = own.rate_id
