{{ maintained() }}

with measure_pairs as (
    select * from {{ ref('int_measure_pairs') }}
),

date_pairs as (
    select * from {{ ref('int_date_pairs') }}
),

party_pairs as (
    select * from {{ ref('int_party_pairs') }}
),

commitment_pairs as (
    select * from {{ ref('int_commitment_pairs') }}
),

quote_pairs as (
    select * from {{ ref('int_quote_pairs') }}
),

quote_claims as (
    select * from {{ ref('int_quote_clusters') }}
),

uttered as (
    select
        a.quote_key,
        quote_pairs.kind,
        case quote_pairs.kind when 'attribution' then a.speaker_class else a.wording_class end as class_a,
        case quote_pairs.kind when 'attribution' then b.speaker_class else b.wording_class end as class_b,
        quote_pairs.verdict
    from quote_pairs
    inner join quote_claims as a on quote_pairs.quote_a = a.quote_id
    inner join quote_claims as b on quote_pairs.quote_b = b.quote_id
    where quote_pairs.kind is not null
),

pairs as (
    select
        {{ conflict_id('figure', ['measure_id']) }} as conflict_id,
        class_a,
        class_b,
        verdict,
        distance,
        rate_path,
        rate_surface,
        priced_unit,
        rate_unit,
        rate_low,
        rate_high,
        is_restated,
        exchanged_class,
        exchanged_low,
        exchanged_high
    from measure_pairs
    union all by name
    select
        {{ conflict_id('date', ['agreement_key', 'role']) }} as conflict_id,
        class_a,
        class_b,
        verdict
    from date_pairs
    union all by name
    select
        {{ conflict_id('party', ['agreement_key']) }} as conflict_id,
        class_a,
        class_b,
        verdict
    from party_pairs
    union all by name
    select
        case kind
            when 'date' then {{ conflict_id('deadline', ['commitment_key']) }}
            else {{ conflict_id('amount', ['commitment_key']) }}
        end as conflict_id,
        class_a,
        class_b,
        verdict
    from commitment_pairs
    union all by name
    select distinct
        case kind
            when 'attribution' then {{ conflict_id('attribution', ['quote_key']) }}
            else {{ conflict_id('wording', ['quote_key']) }}
        end as conflict_id,
        class_a,
        class_b,
        verdict
    from uttered
)

select
    conflict_id,
    class_a,
    class_b,
    verdict,
    distance,
    rate_path,
    rate_surface,
    priced_unit,
    rate_unit,
    rate_low,
    rate_high,
    is_restated,
    exchanged_class,
    exchanged_low,
    exchanged_high
from pairs
where {{ disputes('verdict') }}
