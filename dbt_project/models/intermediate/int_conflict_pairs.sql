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

figures as (
    select
        {{ short_hash(["'conflict'", "'figure'", "measure_id"]) }} as conflict_id,
        class_a,
        class_b,
        verdict,
        distance
    from measure_pairs
),

dates as (
    select
        {{ short_hash(["'conflict'", "'date'", "agreement_key", "role"]) }} as conflict_id,
        class_a,
        class_b,
        verdict,
        cast(null as double) as distance
    from date_pairs
),

parties as (
    select
        {{ short_hash(["'conflict'", "'party'", "agreement_key"]) }} as conflict_id,
        {{ short_hash(["agreement_key", "parties_a"]) }} as class_a,
        {{ short_hash(["agreement_key", "parties_b"]) }} as class_b,
        verdict,
        cast(null as double) as distance
    from party_pairs
),

commitments as (
    select
        case kind
            when 'date' then {{ short_hash(["'conflict'", "'deadline'", "commitment_key"]) }}
            else {{ short_hash(["'conflict'", "'amount'", "commitment_key"]) }}
        end as conflict_id,
        class_a,
        class_b,
        verdict,
        cast(null as double) as distance
    from commitment_pairs
),

attributions as (
    select distinct
        {{ short_hash(["'conflict'", "'attribution'", "a.quote_key"]) }} as conflict_id,
        {{ short_hash(["a.quote_key", "a.speaker"]) }} as class_a,
        {{ short_hash(["b.quote_key", "b.speaker"]) }} as class_b,
        quote_pairs.verdict,
        cast(null as double) as distance
    from quote_pairs
    inner join quote_claims as a on quote_pairs.quote_a = a.quote_id
    inner join quote_claims as b on quote_pairs.quote_b = b.quote_id
    where quote_pairs.kind = 'attribution'
),

wordings as (
    select distinct
        {{ short_hash(["'conflict'", "'wording'", "a.quote_key"]) }} as conflict_id,
        {{ short_hash(["a.quote_key", "a.words"]) }} as class_a,
        {{ short_hash(["b.quote_key", "b.words"]) }} as class_b,
        quote_pairs.verdict,
        cast(null as double) as distance
    from quote_pairs
    inner join quote_claims as a on quote_pairs.quote_a = a.quote_id
    inner join quote_claims as b on quote_pairs.quote_b = b.quote_id
    where quote_pairs.kind = 'wording'
),

pairs as (
    select * from figures
    union all
    select * from dates
    union all
    select * from parties
    union all
    select * from commitments
    union all
    select * from attributions
    union all
    select * from wordings
)

select
    conflict_id,
    class_a,
    class_b,
    verdict,
    distance
from pairs
where verdict in ('contradictory', 'divergent')
