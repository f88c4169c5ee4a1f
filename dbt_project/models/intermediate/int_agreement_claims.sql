{{ maintained('agreement_id', {
    'int_agreements': 'agreement_id', 'int_claim_parties': 'fact_id', 'int_agreement_clusters': 'agreement_id',
    'int_adjudications': 'fact_id'
}) }}

with agreements as (
    select * from {{ part_of(ref('int_agreements'), 'agreement_id') }}
),

parties as (
    select * from {{ part_of(ref('int_claim_parties'), 'fact_id') }}
),

clusters as (
    select * from {{ part_of(ref('int_agreement_clusters'), 'agreement_id') }}
),

date_ledger as (
    {{ decisions_on(ref('int_adjudications'), ['date']) | indent(4) }}
),

party_ledger as (
    {{ decisions_on(ref('int_adjudications'), ['party']) | indent(4) }}
)

select
    clusters.agreement_key,
    agreements.agreement_id,
    agreements.article_id,
    clusters.source_id,
    agreements.path,
    agreements.char_start,
    agreements.char_end,
    agreements.surface,

    agreements.name,
    agreements.instrument,
    coalesce(parties.parties, []) as parties,
    agreements.status,
    agreements.subject,

    coalesce(agreements.date_role, agreements.status) as role,
    agreements.date_edtf,
    agreements.date_low,
    agreements.date_high,
    agreements.date_inferred,
    -- a weekday counts as evidence where the text gives no date of its own
    case when agreements.date_low is null then agreements.weekday end as weekday,

    date_ledger.decision as date_decision,
    date_ledger.note as date_note,
    party_ledger.decision as party_decision,
    party_ledger.note as party_note
from agreements
inner join clusters on agreements.agreement_id = clusters.agreement_id
left join parties on agreements.agreement_id = parties.fact_id
left join date_ledger on agreements.agreement_id = date_ledger.fact_id
left join party_ledger on agreements.agreement_id = party_ledger.fact_id
