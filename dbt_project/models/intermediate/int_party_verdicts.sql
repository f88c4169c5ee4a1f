with classes as (
    select * from {{ ref('int_party_classes') }}
),

pairs as (
    select * from {{ ref('int_party_pairs') }}
),

noted as (
    select
        agreement_key,
        string_agg(distinct notes, '; ' order by notes) as notes
    from classes
    group by agreement_key
),

worst as (
    select
        agreement_key,
        max({{ verdict_rank('verdict') }}) as worst_rank,
        max({{ verdict_rank('verdict') }}) filter (where is_active) as active_rank,
        count(*) as n_disputes
    from pairs
    group by agreement_key
),

-- every dispute is with this one set of parties, which one source gives and at least two contradict
suspects as (
    select
        classes.agreement_key,
        classes.parties
    from classes
    inner join pairs
        on
            classes.agreement_key = pairs.agreement_key
            and classes.parties in (pairs.parties_a, pairs.parties_b)
    inner join classes as others
        on
            classes.agreement_key = others.agreement_key
            and others.parties in (pairs.parties_a, pairs.parties_b)
            and classes.parties <> others.parties
    inner join worst on classes.agreement_key = worst.agreement_key
    group by classes.agreement_key, classes.parties
    having
        count(*) = any_value(worst.n_disputes)
        and any_value(classes.n_sources) = 1
        and sum(others.n_sources) >= 2
),

standing as (
    select
        agreement_key,
        parties,
        count(*) over (partition by agreement_key) as n_sets
    from classes
    where is_active
),

named as (
    select
        agreement_key,
        n_sets,
        unnest(parties) as party
    from standing
),

in_all as (
    select
        agreement_key,
        party
    from named
    group by agreement_key, party
    having count(*) = any_value(n_sets)
),

common as (
    select
        agreement_key,
        list(party order by party) as parties
    from in_all
    group by agreement_key
)

select
    worst.agreement_key,
    {{ verdict_name('worst.worst_rank') }} as stated_verdict,
    case when worst.active_rank is null then 'agree' else {{ verdict_name('worst.active_rank') }} end as verdict,
    common.parties as common_parties,
    case when count(suspects.parties) = 1 then min(suspects.parties) end as outlier_parties,
    any_value(noted.notes) as notes
from worst
left join common on worst.agreement_key = common.agreement_key
inner join noted on worst.agreement_key = noted.agreement_key
left join suspects on worst.agreement_key = suspects.agreement_key
group by worst.agreement_key, worst.worst_rank, worst.active_rank, common.parties
