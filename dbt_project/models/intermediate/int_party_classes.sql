with claims as (
    select * from {{ ref('int_agreement_claims') }}
    -- one named party among unnamed ones says nothing about who else takes part
    where len(parties) >= 2
),

ruled as (
    select
        claims.*,
        {{ stands('party_decision', 'agreement_key') }} as is_active
    from claims
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
