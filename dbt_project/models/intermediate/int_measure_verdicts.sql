{{ maintained(
    'measure_id',
    {'int_measure_classes': 'measure_id', 'int_measure_pairs': 'measure_id', 'int_measure_claims': 'measure_id'}
) }}

with classes as (
    select * from {{ part_of(ref('int_measure_classes'), 'measure_id') }}
),

pairs as (
    select * from {{ part_of(ref('int_measure_pairs'), 'measure_id') }}
),

claims as (
    select * from {{ part_of(ref('int_measure_claims'), 'measure_id') }}
),

counted as (
    select
        measure_id,
        count(*) as n_claims,
        count(distinct article_id) as n_articles,
        count(distinct source_id) as n_sources,
        mode(label order by figure_id) as label,
        min(subject) as subject,
        mode(unit order by unit) as unit,
        min(agreement_key) as agreement_key
    from claims
    group by measure_id
),

noted as (
    select
        measure_id,
        string_agg(distinct note, '; ' order by note) as notes
    from claims
    where note is not null
    group by measure_id
),

worst as (
    {{ gravest('pairs', 'measure_id') | indent(4) }}
),

-- of claims in several currencies, those in the one of most claims say the value
bounded as (
    select
        classes.measure_id,
        sum(classes.n_claims) as n_active,
        max(classes.low) filter (where classes.unit = counted.unit) as common_low,
        min(classes.high) filter (where classes.unit = counted.unit) as common_high,
        min(classes.low) filter (where classes.unit = counted.unit) as hull_low,
        max(classes.high) filter (where classes.unit = counted.unit) as hull_high
    from classes
    inner join counted on classes.measure_id = counted.measure_id
    where classes.is_active
    group by classes.measure_id
),

judged as (
    select
        counted.measure_id,
        counted.n_claims,
        counted.n_articles,
        counted.n_sources,
        counted.label,
        counted.subject,
        counted.unit,
        counted.agreement_key,
        noted.notes,
        bounded.common_low,
        bounded.common_high,
        bounded.hull_low,
        bounded.hull_high,
        {{ verdict_of('worst.worst_rank', 'counted.n_claims') }} as stated_verdict,
        {{ verdict_of('worst.active_rank', 'bounded.n_active') }} as verdict
    from counted
    left join noted on counted.measure_id = noted.measure_id
    left join worst on counted.measure_id = worst.measure_id
    left join bounded on counted.measure_id = bounded.measure_id
),

ruled as (
    select
        judged.*,
        {{ disputes('verdict') }} as is_disputed
    from judged
),

-- the best value: the most precise of the active claims whose number lies in the common interval
precise as (
    select
        classes.measure_id,
        arg_min(
            classes.value,
            (classes.high - classes.low, -classes.n_sources, classes.first_figure_id)
        ) as value
    from classes
    inner join judged on classes.measure_id = judged.measure_id
    where
        classes.is_active
        and classes.unit = judged.unit
        and classes.value between judged.common_low and judged.common_high
    group by classes.measure_id
)

select
    ruled.measure_id,
    ruled.label,
    ruled.subject,
    ruled.unit,
    ruled.agreement_key,
    ruled.stated_verdict,
    ruled.verdict,
    ruled.is_disputed,
    ruled.notes,
    case when not ruled.is_disputed then precise.value end as value,
    nullif(case when ruled.is_disputed then ruled.hull_low else ruled.common_low end, cast('-infinity' as double))
        as value_low,
    nullif(case when ruled.is_disputed then ruled.hull_high else ruled.common_high end, cast('infinity' as double))
        as value_high,
    ruled.n_claims,
    ruled.n_articles,
    ruled.n_sources
from ruled
left join precise on ruled.measure_id = precise.measure_id
