with agreements as (
    select * from {{ ref('int_agreements') }}
),

resolved as (
    select * from {{ ref('int_agreement_parties') }}
),

clusters as (
    select * from {{ ref('int_agreement_clusters') }}
),

ledger as (
    select * from {{ ref('int_adjudications') }}
    where not is_stale and coalesce(kind, 'party') = 'party'
    qualify row_number() over (partition by fact_id order by decided_on desc, kind asc) = 1
),

claims as (
    select
        clusters.agreement_key,
        clusters.source_id,
        agreements.agreement_id,
        resolved.parties,
        ledger.decision,
        ledger.note,
        bool_or(coalesce(ledger.decision = 'accept', false)) over (partition by clusters.agreement_key) as has_accepted
    from agreements
    inner join clusters on agreements.agreement_id = clusters.agreement_id
    inner join resolved on agreements.agreement_id = resolved.agreement_id
    left join ledger on agreements.agreement_id = ledger.fact_id
    -- one named party among unnamed ones says nothing about who else takes part
    where len(resolved.parties) >= 2
),

classes as (
    select
        agreement_key,
        parties,
        count(distinct source_id) as n_sources,
        string_agg(distinct note, '; ' order by note) as notes,
        bool_or(
            case
                when decision = 'reject' then false
                when has_accepted then coalesce(decision = 'accept', false)
                else true
            end
        ) as is_active
    from claims
    group by agreement_key, parties
)

select
    agreement_key,
    parties,
    n_sources,
    is_active,
    notes
from classes
