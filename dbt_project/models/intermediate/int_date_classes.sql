with claims as (
    select * from {{ ref('int_date_claims') }}
),

ruled as (
    select
        claims.*,
        bool_or(coalesce(decision = 'accept', false)) over (partition by agreement_key, role) as has_accepted
    from claims
),

classes as (
    select
        agreement_key,
        role,
        date_edtf,
        date_low,
        date_high,
        bool_and(date_inferred) as is_inferred,
        count(*) as n_claims,
        count(distinct source_id) as n_sources,
        min(agreement_id) as first_agreement_id,
        bool_or(
            case
                when decision = 'reject' then false
                when has_accepted then coalesce(decision = 'accept', false)
                else true
            end
        ) as is_active
    from ruled
    where date_edtf is not null
    group by agreement_key, role, date_edtf, date_low, date_high
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
        classes.agreement_key,
        classes.role,
        classes.date_edtf,
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
    group by classes.agreement_key, classes.role, classes.date_edtf
)

select
    {{ short_hash([
        "classes.agreement_key", "classes.role", "classes.date_edtf", "classes.date_low", "classes.date_high"
    ]) }} as class_id,
    classes.agreement_key,
    classes.role,
    classes.date_edtf,
    classes.date_low,
    classes.date_high,
    classes.is_inferred,
    classes.n_claims,
    classes.n_sources,
    coalesce(supported.n_weekday_sources, 0) as n_weekday_sources,
    classes.first_agreement_id,
    classes.is_active
from classes
left join supported
    on
        classes.agreement_key = supported.agreement_key
        and classes.role = supported.role
        and classes.date_edtf = supported.date_edtf
