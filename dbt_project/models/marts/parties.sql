{{ maintained('party', {
    'agreements': 'select unnest(parties) from {changes}',
    'commitments': 'select unnest(who) from {changes}',
    'int_parties': 'party'
}) }}

with agreements as (
    select * from {{ ref('agreements') }}
),

commitments as (
    select * from {{ ref('commitments') }}
),

known as (
    select * from {{ ref('int_parties') }}
),

taking_part as (
    select
        unnest(parties) as party,
        agreement_key,
        cast(null as varchar) as commitment_key
    from agreements
    union all
    select
        unnest(who) as party,
        cast(null as varchar) as agreement_key,
        commitment_key
    from commitments
),

counted as (
    select
        party,
        count(distinct agreement_key) as n_agreements,
        count(distinct commitment_key) as n_commitments
    from {{ part_of('taking_part', 'party') }}
    group by party
)

select
    counted.party,
    coalesce(known.name, counted.party) as name,
    coalesce(
        known.kind,
        case
            when counted.party = 'EU' then 'bloc'
            when regexp_matches(counted.party, '^[A-Z]{2}$') then 'state'
            else 'body'
        end
    ) as kind,
    counted.n_agreements,
    counted.n_commitments
from counted
left join known on counted.party = known.party
