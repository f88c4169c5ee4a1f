with classes as (
    select * from {{ ref('int_measure_classes') }}
),

pairs as (
    select * from {{ ref('int_measure_pairs') }}
    where verdict in ('contradictory', 'divergent')
),

sides as (
    select
        measure_id,
        class_a as class_id,
        class_b as other_class_id
    from pairs
    union all
    select
        measure_id,
        class_b as class_id,
        class_a as other_class_id
    from pairs
),

disputes as (
    select
        measure_id,
        count(*) as n_disputes
    from pairs
    group by measure_id
),

standing as (
    select
        sides.measure_id,
        sides.class_id,
        any_value(classes.n_sources) as n_sources,
        count(*) as n_against,
        sum(others.n_sources) as n_sources_against
    from sides
    inner join classes on sides.class_id = classes.class_id
    inner join classes as others on sides.other_class_id = others.class_id
    group by sides.measure_id, sides.class_id
),

-- every dispute is with this one claim, and at least two sources say otherwise
suspects as (
    select
        standing.measure_id,
        standing.class_id
    from standing
    inner join disputes on standing.measure_id = disputes.measure_id
    where
        standing.n_against = disputes.n_disputes
        and standing.n_sources = 1
        and standing.n_sources_against >= 2
)

select
    measure_id,
    min(class_id) as class_id
from suspects
group by measure_id
having count(*) = 1
