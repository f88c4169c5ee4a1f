{{ maintained('agreement_key', {'int_party_classes': 'agreement_key', 'int_party_pairs': 'agreement_key'}) }}

with classes as (
    select * from {{ part_of(ref('int_party_classes'), 'agreement_key') }}
),

pairs as (
    select * from {{ part_of(ref('int_party_pairs'), 'agreement_key') }}
),

worst as (
    {{ gravest('pairs', 'agreement_key') | indent(4) }}
),

summed as (
    select
        agreement_key,
        string_agg(distinct notes, '; ' order by notes) as notes,
        list(parties order by parties) filter (where is_active) as standing_parties
    from classes
    group by agreement_key
),

judged as (
    select
        summed.agreement_key,
        {{ verdict_name('worst.worst_rank') }} as stated_verdict,
        case when worst.active_rank is null then 'agree' else {{ verdict_name('worst.active_rank') }} end as verdict,
        {{ common_to_all('summed.standing_parties') }} as common_parties,
        summed.notes
    from summed
    inner join worst on summed.agreement_key = worst.agreement_key
)

select
    agreement_key,
    stated_verdict,
    verdict,
    {{ disputes('verdict') }} as is_disputed,
    common_parties,
    notes
from judged
