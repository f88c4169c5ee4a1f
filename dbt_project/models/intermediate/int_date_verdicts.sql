{{ maintained('agreement_key', {
    'int_agreement_claims': 'agreement_key', 'int_date_classes': 'agreement_key', 'int_date_pairs': 'agreement_key'
}) }}

with claims as (
    select * from {{ part_of(ref('int_agreement_claims'), 'agreement_key') }}
    where date_edtf is not null or weekday is not null
),

classes as (
    select * from {{ part_of(ref('int_date_classes'), 'agreement_key') }}
),

pairs as (
    select * from {{ part_of(ref('int_date_pairs'), 'agreement_key') }}
),

noted as (
    select
        agreement_key,
        role,
        string_agg(distinct date_note, '; ' order by date_note) as notes
    from claims
    group by agreement_key, role
),

worst as (
    {{ gravest('pairs', 'agreement_key, role') | indent(4) }}
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

judged as (
    select
        preferred.*,
        {{ verdict_of('worst.worst_rank', 'preferred.n_claims') }} as stated_verdict,
        {{ verdict_of('worst.active_rank', 'preferred.n_active') }} as verdict
    from preferred
    left join worst
        on
            preferred.agreement_key = worst.agreement_key
            and preferred.role = worst.role
)

select
    judged.agreement_key,
    judged.role,
    judged.stated_verdict,
    judged.verdict,
    {{ disputes('judged.verdict') }} as is_disputed,
    judged.n_sources,
    best.date_edtf,
    best.date_low,
    best.date_high,
    noted.notes
from judged
inner join noted
    on
        judged.agreement_key = noted.agreement_key
        and judged.role = noted.role
left join classes as best on judged.class_id = best.class_id
