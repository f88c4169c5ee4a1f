with agreements as (
    select * from {{ ref('agreements') }}
),

date_verdicts as (
    select * from {{ ref('int_date_verdicts') }}
),

commitments as (
    select * from {{ ref('commitments') }}
),

agreed as (
    select
        date_verdicts.date_low as event_date_low,
        date_verdicts.date_high as event_date_high,
        date_verdicts.role,
        agreements.agreement_key,
        cast(null as varchar) as commitment_key,
        coalesce(
            agreements.name,
            replace(agreements.instrument, '_', ' ') || coalesce(' on ' || agreements.subject, '')
        ) || ' of ' || array_to_string(agreements.parties, ', ') as label,
        date_verdicts.n_sources as n_articles
    from date_verdicts
    inner join agreements on date_verdicts.agreement_key = agreements.agreement_key
    -- a disputed date is no event
    where date_verdicts.verdict not in ('contradictory', 'divergent') and date_verdicts.date_low is not null
),

due as (
    select
        due_low as event_date_low,
        due_high as event_date_high,
        'due' as role,
        agreement_key,
        commitment_key,
        array_to_string(who, ', ') || ': ' || what as label,
        n_articles
    from commitments
    where due_high is not null
),

events as (
    select * from agreed
    union all
    select * from due
)

select
    event_date_low,
    event_date_high,
    role,
    agreement_key,
    commitment_key,
    label,
    n_articles
from events
