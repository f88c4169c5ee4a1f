with classes as (
    select * from {{ ref('int_measure_classes') }}
),

pairs as (
    select * from {{ ref('int_measure_pairs') }}
),

claims as (
    select * from {{ ref('int_measure_claims') }}
),

counted as (
    select
        measure_id,
        count(*) as n_claims,
        count(distinct article_id) as n_articles,
        count(distinct source_id) as n_sources,
        mode(label order by figure_id) as label,
        min(subject) as subject,
        min(unit) as unit,
        min(agreement_key) as agreement_key,
        string_agg(distinct note, '; ' order by note) as notes
    from claims
    group by measure_id
),

worst as (
    select
        measure_id,
        max(verdict_rank) as worst_rank,
        max(verdict_rank) filter (where is_active) as active_rank
    from pairs
    group by measure_id
),

bounded as (
    select
        measure_id,
        sum(n_claims) as n_active,
        max(low) as common_low,
        min(high) as common_high,
        min(low) as hull_low,
        max(high) as hull_high
    from classes
    where is_active
    group by measure_id
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
        counted.notes,
        bounded.common_low,
        bounded.common_high,
        bounded.hull_low,
        bounded.hull_high,
        case
            when worst.worst_rank is not null then {{ verdict_name('worst.worst_rank') }}
            when counted.n_claims > 1 then 'agree'
            else 'single'
        end as stated_verdict,
        case
            when worst.active_rank is not null then {{ verdict_name('worst.active_rank') }}
            when bounded.n_active > 1 then 'agree'
            else 'single'
        end as verdict
    from counted
    left join worst on counted.measure_id = worst.measure_id
    left join bounded on counted.measure_id = bounded.measure_id
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
        and classes.value between judged.common_low and judged.common_high
    group by classes.measure_id
)

select
    judged.measure_id,
    judged.label,
    judged.subject,
    judged.unit,
    judged.agreement_key,
    judged.stated_verdict,
    judged.verdict,
    judged.verdict in ('contradictory', 'divergent') as is_disputed,
    judged.notes,
    case when judged.verdict not in ('contradictory', 'divergent') then precise.value end as value,
    case
        when judged.verdict in ('contradictory', 'divergent') then nullif(judged.hull_low, cast('-infinity' as double))
        else nullif(judged.common_low, cast('-infinity' as double))
    end as value_low,
    case
        when judged.verdict in ('contradictory', 'divergent') then nullif(judged.hull_high, cast('infinity' as double))
        else nullif(judged.common_high, cast('infinity' as double))
    end as value_high,
    judged.n_claims,
    judged.n_articles,
    judged.n_sources
from judged
left join precise on judged.measure_id = precise.measure_id
