{{ maintained('commitment_id', {'int_commitments': 'commitment_id', 'int_commitment_clusters': 'commitment_id'}) }}

with commitments as (
    select * from {{ part_of(ref('int_commitments'), 'commitment_id') }}
),

clusters as (
    select * from {{ part_of(ref('int_commitment_clusters'), 'commitment_id') }}
)

select
    commitments.commitment_id,
    {{ evidence_columns('commitments') }},

    commitments.surface,
    clusters.agreement_key,
    clusters.commitment_key,
    commitments.who,
    commitments.what,
    commitments.strength,
    commitments.amount,
    commitments.amount_low,
    commitments.amount_high,
    commitments.amount_unit,
    commitments.deadline,
    commitments.due_low,
    commitments.due_high,
    commitments.negative,
    commitments.conditional
from commitments
inner join clusters on commitments.commitment_id = clusters.commitment_id
