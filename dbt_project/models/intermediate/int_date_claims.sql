with agreements as (
    select * from {{ ref('int_agreements') }}
),

clusters as (
    select * from {{ ref('int_agreement_clusters') }}
),

ledger as (
    select * from {{ ref('int_adjudications') }}
    where not is_stale and coalesce(kind, 'date') = 'date'
    qualify row_number() over (partition by fact_id order by decided_on desc, kind asc) = 1
)

select
    clusters.agreement_key,
    coalesce(agreements.date_role, agreements.status) as role,
    agreements.agreement_id,
    agreements.article_id,
    clusters.source_id,
    agreements.path,
    agreements.char_start,
    agreements.char_end,
    agreements.surface,
    agreements.date_edtf,
    agreements.date_low,
    agreements.date_high,
    agreements.date_inferred,
    -- a weekday counts as evidence where the text gives no date of its own
    case when agreements.date_low is null then agreements.weekday end as weekday,
    ledger.decision,
    ledger.note
from agreements
inner join clusters on agreements.agreement_id = clusters.agreement_id
left join ledger on agreements.agreement_id = ledger.fact_id
where agreements.date_edtf is not null or agreements.weekday is not null
