{{ maintained('agreement_key', {'int_agreement_claims': 'agreement_key'}) }}

with claims as not materialized (
    select * from {{ part_of(ref('int_agreement_claims'), 'agreement_key') }}
    where date_edtf is not null or weekday is not null
),

accepted as (
    {{ accepted_in('claims', 'date_decision', 'agreement_key, role') | indent(4) }}
),

ruled as (
    select
        claims.*,
        {{ stands('claims.date_decision', 'accepted.agreement_key') }} as is_active
    from claims
    left join accepted
        on
            claims.agreement_key = accepted.agreement_key
            and claims.role = accepted.role
),

classes as (
    select
        {{ date_class('ruled') }} as class_id,
        agreement_key,
        role,
        date_edtf,
        date_low,
        date_high,
        bool_and(date_inferred) as is_inferred,
        count(*) as n_claims,
        count(distinct source_id) as n_sources,
        min(agreement_id) as first_agreement_id,
        bool_or(is_active) as is_active
    from ruled
    where date_edtf is not null
    group by all
),

weekdays as (
    select
        agreement_key,
        role,
        weekday,
        count(distinct source_id) as n_sources
    from claims
    where weekday is not null
    group by agreement_key, role, weekday
),

-- an article that names only a weekday stands with the full dates that fall on it, and with a day without a year,
-- which falls on every weekday in some year
supported as (
    select
        classes.class_id,
        sum(weekdays.n_sources) as n_weekday_sources
    from classes
    inner join weekdays
        on
            classes.agreement_key = weekdays.agreement_key
            and classes.role = weekdays.role
            and (
                (classes.date_low = classes.date_high and isodow(classes.date_low) = weekdays.weekday)
                or (classes.date_low is null and classes.date_edtf like 'XXXX-__-__')
            )
    group by classes.class_id
)

select
    classes.*,
    coalesce(supported.n_weekday_sources, 0) as n_weekday_sources
from classes
left join supported on classes.class_id = supported.class_id
