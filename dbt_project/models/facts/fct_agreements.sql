with agreements as (
    select * from {{ ref('int_agreements') }}
),

clusters as (
    select * from {{ ref('int_agreement_clusters') }}
)

select
    agreements.agreement_id,
    agreements.article_id,
    agreements.path,
    agreements.segment,
    agreements.language,
    agreements.char_start,
    agreements.char_end,
    agreements.sentence,
    agreements.rule,
    agreements.extractor_version,

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
    agreements.subject
from agreements
inner join clusters on agreements.agreement_id = clusters.agreement_id
