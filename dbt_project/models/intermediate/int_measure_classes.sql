with claims as (
    select * from {{ ref('int_measure_claims') }}
),

ruled as (
    select
        claims.*,
        bool_or(coalesce(decision = 'accept', false)) over (partition by measure_id) as has_accepted
    from claims
),

-- claims of one value and bound are one class: verdicts are between classes, however many say the same
classes as (
    select
        measure_id,
        modifier,
        value,
        value_low,
        value_high,
        low,
        high,
        count(*) as n_claims,
        count(distinct source_id) as n_sources,
        bool_or(
            case
                when decision = 'reject' then false
                when has_accepted then coalesce(decision = 'accept', false)
                else true
            end
        ) as is_active,
        min(figure_id) as first_figure_id
    from ruled
    group by measure_id, modifier, value, value_low, value_high, low, high
)

select
    {{ short_hash(["measure_id", "modifier", "value", "value_low", "value_high", "low", "high"]) }} as class_id,
    measure_id,
    modifier,
    value,
    value_low,
    value_high,
    low,
    high,
    n_claims,
    n_sources,
    is_active,
    first_figure_id
from classes
qualify row_number() over (partition by measure_id order by n_sources desc, first_figure_id asc) <= 200
