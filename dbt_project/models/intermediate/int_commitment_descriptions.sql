{{ maintained('commitment_key', {
    'int_commitment_verdicts': 'commitment_key',
    'int_parties': '
        select commitment_key from {int_commitment_verdicts}
        where list_has_any(who, (select list(party) from {changes}))
    '
}) }}

with verdicts as (
    select * from {{ part_of(ref('int_commitment_verdicts'), 'commitment_key') }}
),

known_parties as (
    select * from {{ ref('int_parties') }}
),

actors as (
    select
        commitment_key,
        unnest(who) as party
    from verdicts
),

actor_names as (
    select
        actors.commitment_key,
        string_agg(
            coalesce(known_parties.name, actors.party), ' and ' order by coalesce(known_parties.name, actors.party)
        ) as names
    from actors
    left join known_parties on actors.party = known_parties.party
    group by actors.commitment_key
)

select
    verdicts.commitment_key,
    actor_names.names || ': ' || verdicts.what as label,
    actor_names.names || ': ' || {{ without_deadline('verdicts.what') }} as undated_label
from verdicts
inner join actor_names on verdicts.commitment_key = actor_names.commitment_key
