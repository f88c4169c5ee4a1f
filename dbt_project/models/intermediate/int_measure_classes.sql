{{ maintained('measure_id', {'int_measure_claims': 'measure_id'}) }}

with claims as (
    select * from {{ part_of(ref('int_measure_claims'), 'measure_id') }}
),

-- claims of one value and bound are one class: verdicts are between classes, however many say the same
classes as (
    select
        class_id,
        measure_id,
        unit,
        modifier,
        value,
        value_low,
        value_high,
        low,
        high,
        count(*) as n_claims,
        count(distinct source_id) as n_sources,
        bool_or(is_active) as is_active,
        min(figure_id) as first_figure_id
    from claims
    group by all
)

select *
from classes
qualify row_number() over (partition by measure_id order by n_sources desc, first_figure_id asc) <= 200
