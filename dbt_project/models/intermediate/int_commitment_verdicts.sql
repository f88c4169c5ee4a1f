{{ maintained('commitment_key', {
    'int_commitment_claims': 'commitment_key',
    'int_commitment_pairs': 'commitment_key',
    'int_measure_claims': '
        select claims.commitment_key
        from {int_commitment_claims} as claims
        inner join {changes} as changes
            on
                claims.article_id = changes.article_id
                and (claims.figure_id = changes.figure_id or claims.agreement_key = changes.agreement_key)
    ',
    'int_measure_verdicts': '
        select claims.commitment_key
        from {int_commitment_claims} as claims
        inner join {int_measure_claims} as measure_claims
            on
                claims.article_id = measure_claims.article_id
                and (claims.figure_id = measure_claims.figure_id or claims.agreement_key = measure_claims.agreement_key)
        where measure_claims.measure_id in (
            select measure_id from {changes} group by measure_id, stated_verdict having count(*) = 1
        )
    '
}) }}

with claims as (
    select * from {{ part_of(ref('int_commitment_claims'), 'commitment_key') }}
),

pairs as (
    select * from {{ part_of(ref('int_commitment_pairs'), 'commitment_key') }}
),

measure_claims as (
    select * from {{ ref('int_measure_claims') }}
),

measure_verdicts as (
    select * from {{ ref('int_measure_verdicts') }}
),

worst as (
    select
        commitment_key,
        bool_or(verdict = 'contradictory') filter (where kind = 'date') as dates_differ,
        bool_or(verdict = 'contradictory') filter (where kind = 'figure') as amounts_differ,
        bool_or(verdict = 'contradictory' and is_active) filter (where kind = 'date') as dates_disputed,
        bool_or(verdict = 'contradictory' and is_active) filter (where kind = 'figure') as amounts_disputed,
        count(*) as n_pairs
    from pairs
    group by commitment_key
),

-- a dispute about the figure that the commitment repeats is told once, as one of that measure
told as (
    select
        claims.commitment_key,
        bool_or({{ disputes('measure_verdicts.stated_verdict') }}) as is_told
    from claims
    inner join measure_claims
        on
            claims.article_id = measure_claims.article_id
            and (
                claims.figure_id = measure_claims.figure_id
                or (claims.agreement_key = measure_claims.agreement_key and measure_claims.definition = 'deadline')
            )
    inner join measure_verdicts on measure_claims.measure_id = measure_verdicts.measure_id
    group by claims.commitment_key
),

noted as (
    select
        commitment_key,
        string_agg(distinct note, '; ' order by note) as notes
    from claims
    where note is not null
    group by commitment_key
),

grouped as (
    select
        commitment_key,
        min(agreement_key) as agreement_key,
        arg_min(who, (-len(who), commitment_id)) as who,
        arg_min(what, (-length(what), commitment_id)) as what,
        arg_min(
            strength,
            (
                case strength when 'binding' then 1 when 'pledged' then 2 when 'intended' then 3 else 4 end,
                commitment_id
            )
        ) as strength,
        bool_or(negative) as negative,
        mode(amount_unit order by commitment_id) as amount_unit,
        max(low) filter (where stands) as common_low,
        min(high) filter (where stands) as common_high,
        min(low) as hull_low,
        max(high) as hull_high,
        max(due_low) filter (where stands) as due_low,
        min(due_high) filter (where stands) as due_high,
        count(*) as n_claims,
        count(distinct article_id) as n_articles
    from claims
    group by commitment_key
)

select
    grouped.commitment_key,
    grouped.agreement_key,
    grouped.who,
    grouped.what,
    grouped.strength,
    grouped.negative,
    grouped.amount_unit,
    grouped.n_claims,
    grouped.n_articles,
    noted.notes,
    case
        when coalesce(worst.dates_disputed, false) or coalesce(worst.amounts_disputed, false) then 'contradictory'
        when grouped.n_claims = 1 then 'single'
        when worst.n_pairs > 0 then 'compatible'
        else 'agree'
    end as verdict,
    coalesce(worst.dates_disputed, false) as is_date_disputed,
    coalesce(worst.amounts_disputed, false) as is_amount_disputed,
    coalesce(worst.dates_differ, false) and not coalesce(told.is_told, false) as is_date_conflict,
    coalesce(worst.amounts_differ, false) and not coalesce(told.is_told, false) as is_amount_conflict,
    case when worst.amounts_disputed then grouped.hull_low else grouped.common_low end as amount_low,
    case when worst.amounts_disputed then grouped.hull_high else grouped.common_high end as amount_high,
    case
        when not coalesce(worst.dates_disputed, false) and grouped.due_low <= grouped.due_high then grouped.due_low
    end as due_low,
    case
        when not coalesce(worst.dates_disputed, false) and grouped.due_low <= grouped.due_high then grouped.due_high
    end as due_high
from grouped
left join noted on grouped.commitment_key = noted.commitment_key
left join worst on grouped.commitment_key = worst.commitment_key
left join told on grouped.commitment_key = told.commitment_key
