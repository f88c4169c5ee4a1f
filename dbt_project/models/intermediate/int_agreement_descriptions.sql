{{ maintained('agreement_key', {
    'int_agreement_claims': 'agreement_key',
    'int_party_verdicts': 'agreement_key',
    'int_parties': 'select agreement_key from {this} where list_has_any(parties, (select list(party) from {changes}))'
}) }}

with claims as (
    select * from {{ part_of(ref('int_agreement_claims'), 'agreement_key') }}
),

party_verdicts as (
    select * from {{ part_of(ref('int_party_verdicts'), 'agreement_key') }}
),

known_parties as (
    select * from {{ ref('int_parties') }}
),

grouped as (
    select
        agreement_key,
        arg_min(name, (-length(name), agreement_id)) as name,
        mode(instrument order by agreement_id) as instrument,
        -- a report that names one party only leaves the others unnamed
        coalesce(
            mode(parties order by agreement_id) filter (where len(parties) > 1),
            mode(parties order by agreement_id)
        ) as parties,
        mode(subject order by agreement_id) as subject
    from claims
    group by agreement_key
),

settled as (
    select
        grouped.agreement_key,
        grouped.name,
        grouped.instrument,
        coalesce(party_verdicts.common_parties, grouped.parties) as parties,
        grouped.subject,
        {{ agreement_noun('grouped.instrument') }} as noun,
        {{ bare_subject('grouped.subject') }} as topic
    from grouped
    left join party_verdicts on grouped.agreement_key = party_verdicts.agreement_key
),

members as (
    select
        agreement_key,
        unnest(parties) as party
    from settled
),

party_lists as (
    select
        members.agreement_key,
        string_agg(
            coalesce(known_parties.name, members.party), ', ' order by coalesce(known_parties.name, members.party)
        ) as party_names
    from members
    left join known_parties on members.party = known_parties.party
    group by members.agreement_key
)

select
    settled.agreement_key,
    settled.name,
    settled.instrument,
    settled.parties,
    settled.subject,
    case
        when settled.name is not null then trim(settled.name, '‘’“”"'' ')
        when settled.topic is null then settled.noun
        -- the subject says itself what kind of agreement it is
        when {{ has_any("' ' || lower(settled.topic) || ' '", "'" ~ agreement_nouns() ~ "'") }} then settled.topic
        else settled.noun || ': ' || settled.topic
    end
    || coalesce(' (' || party_lists.party_names || ')', '') as label
from settled
left join party_lists on settled.agreement_key = party_lists.agreement_key
