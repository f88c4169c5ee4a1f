{{ config(materialized='view') }}

with figures as (
    select * from {{ ref('int_figures') }}
),

factors as (
    select * from {{ ref('unit_factors') }}
),

-- one unit for one dimension, so that kilotonnes meet tonnes
converted as (
    select
        figures.*,
        coalesce(factors.base_unit, figures.unit) as base_unit,
        coalesce(factors.factor, 1.0) as factor
    from figures
    left join factors on figures.unit = factors.unit
)

select
    figure_id,
    article_id,
    path,
    char_start,
    char_end,
    sentence_start,
    sentence,
    surface,

    what,
    head,
    subject,
    object,
    stage,
    base,
    event,
    period,
    converts,

    unit_kind,
    unit as stated_unit,
    value as stated_value,
    base_unit as unit,
    modifier,
    value * factor as value,
    value_low * factor as value_low,
    value_high * factor as value_high,
    factor * ({{ interval_low('converted') }}) as low,
    factor * ({{ interval_high('converted') }}) as high
from converted
