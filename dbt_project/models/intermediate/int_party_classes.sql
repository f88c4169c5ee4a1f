{{ maintained('agreement_key', {'int_agreement_claims': 'agreement_key'}) }}

with claims as not materialized (
    select * from {{ part_of(ref('int_agreement_claims'), 'agreement_key') }}
    -- one named party among unnamed ones says nothing about who else takes part
    where len(parties) >= 2
),

accepted as (
    {{ accepted_in('claims', 'party_decision', 'agreement_key') | indent(4) }}
),

ruled as (
    select
        claims.*,
        {{ stands('claims.party_decision', 'accepted.agreement_key') }} as is_active
    from claims
    left join accepted on claims.agreement_key = accepted.agreement_key
)

select
    {{ party_class('ruled') }} as class_id,
    agreement_key,
    parties,
    count(distinct source_id) as n_sources,
    bool_or(is_active) as is_active,
    string_agg(distinct party_note, '; ' order by party_note) as notes
from ruled
group by all
