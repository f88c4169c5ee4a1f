{{ maintained('measure_id', {'int_measure_classes': 'measure_id', 'int_exchanged_classes': 'measure_id'}) }}

with classes as (
    select * from {{ part_of(ref('int_measure_classes'), 'measure_id') }}
),

exchanged as (
    select * from {{ part_of(ref('int_exchanged_classes'), 'measure_id') }}
),

direct as (
    select
        a.measure_id,
        a.class_id as class_a,
        b.class_id as class_b,
        a.is_active and b.is_active as is_active,
        {{ stated_distance('a', 'b') }} as distance,
        {{ interval_verdict('a', 'b') }} as verdict
    from classes as a
    inner join classes as b
        on
            a.measure_id = b.measure_id
            and a.unit = b.unit
            and a.class_id < b.class_id
),

-- the first of two claims in two currencies, by a rate told in their story, beside the second
through_rates as (
    select
        a.measure_id,
        least(a.class_id, b.class_id) as class_a,
        greatest(a.class_id, b.class_id) as class_b,
        a.is_active and b.is_active as is_active,
        {{ stated_distance('a', 'b') }} as distance,
        {{ interval_verdict('a', 'b') }} as verdict,
        a.rate_id,
        a.rate_path,
        a.rate_surface,
        a.priced_unit,
        a.unit as rate_unit,
        a.rate_low,
        a.rate_high,
        a.is_restated,
        a.class_id as exchanged_class,
        a.low as exchanged_low,
        a.high as exchanged_high
    from exchanged as a
    inner join classes as b
        on
            a.measure_id = b.measure_id
            and a.unit = b.unit
)

select * from direct
union all by name
-- of several rates the one that brings the claims closest
select *
from through_rates
qualify
    row_number() over (
        partition by class_a, class_b order by {{ verdict_rank('verdict') }} asc, distance asc, rate_id asc
    ) = 1
