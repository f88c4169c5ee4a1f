with claims as (
    select * from {{ ref('int_date_claims') }}
),

classes as (
    select * from {{ ref('int_date_classes') }}
),

pairs as (
    select * from {{ ref('int_date_pairs') }}
),

noted as (
    select
        agreement_key,
        role,
        string_agg(distinct note, '; ' order by note) as notes
    from claims
    group by agreement_key, role
),

worst as (
    select
        agreement_key,
        role,
        max({{ verdict_rank('verdict') }}) as worst_rank,
        max({{ verdict_rank('verdict') }}) filter (where is_active) as active_rank
    from pairs
    group by agreement_key, role
),

-- the best date is the narrowest, as most sources give it
preferred as (
    select
        agreement_key,
        role,
        cast(sum(n_claims) as bigint) as n_claims,
        sum(n_claims) filter (where is_active) as n_active,
        cast(sum(n_sources) as bigint) as n_sources,
        arg_min(
            class_id,
            (
                coalesce(date_diff('day', date_low, date_high), 999999),
                -n_sources,
                -n_weekday_sources,
                first_agreement_id
            )
        ) filter (where is_active) as class_id
    from classes
    group by agreement_key, role
),

-- all disputes are with this one date, and at least two sources, weekdays included, say otherwise
suspects as (
    select
        disputed.agreement_key,
        disputed.role,
        disputed.class_id,
        count(*) over (partition by disputed.agreement_key, disputed.role) as n_suspects
    from (
        select
            classes.agreement_key,
            classes.role,
            classes.class_id,
            any_value(classes.n_sources + classes.n_weekday_sources) as n_standing_with,
            count(*) as n_against,
            sum(others.n_sources + others.n_weekday_sources) as n_sources_against
        from classes
        inner join pairs
            on classes.class_id in (pairs.class_a, pairs.class_b) and pairs.verdict = 'contradictory'
        inner join classes as others
            on others.class_id in (pairs.class_a, pairs.class_b) and classes.class_id <> others.class_id
        group by classes.agreement_key, classes.role, classes.class_id
    ) as disputed
    inner join (
        select
            agreement_key,
            role,
            count(*) as n_disputes
        from pairs
        where verdict = 'contradictory'
        group by agreement_key, role
    ) as disputes
        on
            disputed.agreement_key = disputes.agreement_key
            and disputed.role = disputes.role
            and disputed.n_against = disputes.n_disputes
    where disputed.n_standing_with = 1 and disputed.n_sources_against >= 2
)

select
    preferred.agreement_key,
    preferred.role,
    case
        when worst.worst_rank is not null then {{ verdict_name('worst.worst_rank') }}
        when preferred.n_claims > 1 then 'agree'
        else 'single'
    end as stated_verdict,
    case
        when worst.active_rank is not null then {{ verdict_name('worst.active_rank') }}
        when preferred.n_active > 1 then 'agree'
        else 'single'
    end as verdict,
    preferred.n_sources,
    best.date_edtf,
    best.date_low,
    best.date_high,
    suspects.class_id as outlier_class_id,
    noted.notes
from preferred
inner join noted
    on
        preferred.agreement_key = noted.agreement_key
        and preferred.role = noted.role
left join classes as best on preferred.class_id = best.class_id
left join worst
    on
        preferred.agreement_key = worst.agreement_key
        and preferred.role = worst.role
left join suspects
    on
        preferred.agreement_key = suspects.agreement_key
        and preferred.role = suspects.role
        and suspects.n_suspects = 1
