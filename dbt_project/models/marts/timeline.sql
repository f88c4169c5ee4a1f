{{ maintained(['agreement_key', 'commitment_key'], {
    'int_agreement_descriptions': 'agreement_key', 'int_date_verdicts': 'agreement_key',
    'commitments': 'commitment_key', 'int_commitment_descriptions': 'commitment_key'
}) }}

with descriptions as (
    select * from {{ part_of(ref('int_agreement_descriptions'), 'agreement_key') }}
),

date_verdicts as (
    select * from {{ part_of(ref('int_date_verdicts'), 'agreement_key') }}
),

commitments as (
    select * from {{ part_of(ref('commitments'), ['agreement_key', 'commitment_key']) }}
),

commitment_descriptions as (
    select * from {{ ref('int_commitment_descriptions') }}
),

agreed as (
    select
        date_verdicts.date_low as event_date_low,
        date_verdicts.date_high as event_date_high,
        date_verdicts.role,
        date_verdicts.agreement_key,
        cast(null as varchar) as commitment_key,
        descriptions.label,
        date_verdicts.n_sources as n_articles
    from date_verdicts
    inner join descriptions on date_verdicts.agreement_key = descriptions.agreement_key
    -- a disputed date is no event
    where not date_verdicts.is_disputed and date_verdicts.date_low is not null
),

due as (
    select
        commitments.due_low as event_date_low,
        commitments.due_high as event_date_high,
        'due' as role,
        commitments.agreement_key,
        commitments.commitment_key,
        commitment_descriptions.label,
        commitments.n_articles
    from commitments
    inner join commitment_descriptions on commitments.commitment_key = commitment_descriptions.commitment_key
    where commitments.due_high is not null
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
