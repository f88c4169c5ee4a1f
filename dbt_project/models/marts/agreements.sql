{{ maintained('agreement_key', {
    'int_agreement_claims': 'agreement_key', 'int_agreement_descriptions': 'agreement_key',
    'int_date_verdicts': 'agreement_key', 'int_party_verdicts': 'agreement_key'
}) }}

with claims as (
    select * from {{ part_of(ref('int_agreement_claims'), 'agreement_key') }}
),

descriptions as (
    select * from {{ part_of(ref('int_agreement_descriptions'), 'agreement_key') }}
),

date_verdicts as (
    select * from {{ part_of(ref('int_date_verdicts'), 'agreement_key') }}
),

party_verdicts as (
    select * from {{ part_of(ref('int_party_verdicts'), 'agreement_key') }}
),

ladder as (
    select
        claims.*,
        case status
            when 'proposed' then 1 when 'planned' then 2 when 'announced' then 3 when 'signed' then 4
            when 'in_force' then 5 when 'suspended' then 6 when 'ended' then 7
        end as step
    from claims
),

grouped as (
    select
        agreement_key,
        arg_max(status, step) as status,
        arg_max(role, (step, role = status, date_edtf is not null, role)) as status_role,
        count(distinct article_id) as n_articles
    from ladder
    group by agreement_key
),

-- the date of the furthest status that has one
dated as (
    select
        date_verdicts.agreement_key,
        arg_min(
            date_verdicts.role,
            (date_verdicts.role <> grouped.status_role, date_verdicts.date_low, date_verdicts.role)
        ) as role
    from date_verdicts
    inner join grouped on date_verdicts.agreement_key = grouped.agreement_key
    group by date_verdicts.agreement_key
)

select
    grouped.agreement_key,
    descriptions.name,
    descriptions.instrument,
    descriptions.parties,
    grouped.status,
    case when not date_verdicts.is_disputed then date_verdicts.date_edtf end as date_edtf,
    case when not date_verdicts.is_disputed then date_verdicts.date_low end as date_low,
    case when not date_verdicts.is_disputed then date_verdicts.date_high end as date_high,
    date_verdicts.verdict as date_verdict,
    descriptions.subject,
    grouped.n_articles,
    coalesce(party_verdicts.verdict, 'agree') as party_verdict
from grouped
inner join descriptions on grouped.agreement_key = descriptions.agreement_key
left join dated on grouped.agreement_key = dated.agreement_key
left join date_verdicts
    on
        dated.agreement_key = date_verdicts.agreement_key
        and dated.role = date_verdicts.role
left join party_verdicts on grouped.agreement_key = party_verdicts.agreement_key
