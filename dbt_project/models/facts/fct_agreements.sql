{{ maintained('agreement_id', {'int_agreements': 'agreement_id', 'int_agreement_clusters': 'agreement_id'}) }}

with agreements as (
    select * from {{ part_of(ref('int_agreements'), 'agreement_id') }}
),

clusters as (
    select * from {{ part_of(ref('int_agreement_clusters'), 'agreement_id') }}
)

select
    agreements.agreement_id,
    {{ evidence_columns('agreements') }},

    agreements.surface,
    clusters.agreement_key,
    agreements.name,
    agreements.instrument,
    agreements.parties,
    agreements.status,
    agreements.date_edtf,
    agreements.date_low,
    agreements.date_high,
    agreements.date_role,
    agreements.date_inferred,
    agreements.weekday,
    agreements.subject,
    agreements.earlier
from agreements
inner join clusters on agreements.agreement_id = clusters.agreement_id
