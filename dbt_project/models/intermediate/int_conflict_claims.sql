with articles as (
    select * from {{ ref('stg_articles') }}
),

measure_verdicts as (
    select * from {{ ref('int_measure_verdicts') }}
    where stated_verdict in ('contradictory', 'divergent')
),

measure_claims as (
    select * from {{ ref('int_measure_claims') }}
),

measure_outliers as (
    select * from {{ ref('int_measure_outliers') }}
),

date_verdicts as (
    select * from {{ ref('int_date_verdicts') }}
    where stated_verdict in ('contradictory', 'divergent')
),

date_claims as (
    select * from {{ ref('int_date_claims') }}
),

party_verdicts as (
    select * from {{ ref('int_party_verdicts') }}
    where stated_verdict in ('contradictory', 'divergent')
),

agreements as (
    select * from {{ ref('int_agreements') }}
),

agreement_parties as (
    select * from {{ ref('int_agreement_parties') }}
),

agreement_clusters as (
    select * from {{ ref('int_agreement_clusters') }}
),

commitment_verdicts as (
    select * from {{ ref('int_commitment_verdicts') }}
    where is_date_conflict or is_amount_conflict
),

commitment_claims as (
    select * from {{ ref('int_commitment_claims') }}
),

quote_verdicts as (
    select * from {{ ref('int_quote_verdicts') }}
),

quote_claims as (
    select * from {{ ref('int_quote_clusters') }}
),

figures as (
    select
        {{ short_hash(["'conflict'", "'figure'", "verdicts.measure_id"]) }} as conflict_id,
        {{ short_hash([
            "claims.measure_id", "claims.modifier", "claims.value", "claims.value_low", "claims.value_high", "claims.low",
            "claims.high"
        ]) }} as class_id,
        claims.figure_id as fact_id,
        claims.article_id,
        claims.path,
        claims.char_start,
        claims.char_end,
        claims.surface,
        case claims.modifier
            when 'exact' then '' when 'at_least' then 'at least ' when 'up_to' then 'up to ' when 'approx' then 'about '
            when 'range' then '' else claims.modifier || ' '
        end
        || case
            when claims.value is null
                then {{ number_text('claims.value_low') }} || ' to ' || {{ number_text('claims.value_high') }}
            else {{ number_text('claims.value') }}
        end
        || ' ' || claims.unit as value_text,
        nullif(claims.low, cast('-infinity' as double)) as value_low,
        nullif(claims.high, cast('infinity' as double)) as value_high,
        cast(null as date) as date_low,
        cast(null as date) as date_high
    from measure_verdicts as verdicts
    inner join measure_claims as claims on verdicts.measure_id = claims.measure_id
),

dates as (
    select
        {{ short_hash(["'conflict'", "'date'", "verdicts.agreement_key", "verdicts.role"]) }} as conflict_id,
        case
            when claims.date_edtf is not null
                then {{ short_hash([
                    "claims.agreement_key", "claims.role", "claims.date_edtf", "claims.date_low", "claims.date_high"
                ]) }}
        end as class_id,
        claims.agreement_id as fact_id,
        claims.article_id,
        claims.path,
        claims.char_start,
        claims.char_end,
        claims.surface,
        coalesce(claims.date_edtf, {{ weekday_name('claims.weekday') }}) as value_text,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        claims.date_low,
        claims.date_high
    from date_verdicts as verdicts
    inner join date_claims as claims
        on
            verdicts.agreement_key = claims.agreement_key
            and verdicts.role = claims.role
),

parties as (
    select
        {{ short_hash(["'conflict'", "'party'", "verdicts.agreement_key"]) }} as conflict_id,
        {{ short_hash(["verdicts.agreement_key", "agreement_parties.parties"]) }} as class_id,
        agreements.agreement_id as fact_id,
        agreements.article_id,
        agreements.path,
        agreements.char_start,
        agreements.char_end,
        agreements.surface,
        array_to_string(agreement_parties.parties, ', ') as value_text,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        cast(null as date) as date_low,
        cast(null as date) as date_high
    from party_verdicts as verdicts
    inner join agreement_clusters on verdicts.agreement_key = agreement_clusters.agreement_key
    inner join agreements on agreement_clusters.agreement_id = agreements.agreement_id
    inner join agreement_parties on agreements.agreement_id = agreement_parties.agreement_id
    where len(agreement_parties.parties) >= 2
),

deadlines as (
    select
        {{ short_hash(["'conflict'", "'deadline'", "verdicts.commitment_key"]) }} as conflict_id,
        {{ short_hash([
            "claims.commitment_key", "'date'", "case when claims.period_low is null then 'day' else 'period' end",
            "coalesce(claims.period_low, date_diff('day', date '1970-01-01', claims.due_low))",
            "coalesce(claims.period_high, date_diff('day', date '1970-01-01', claims.due_high))"
        ]) }} as class_id,
        claims.commitment_id as fact_id,
        claims.article_id,
        claims.path,
        claims.char_start,
        claims.char_end,
        claims.surface,
        claims.deadline as value_text,
        claims.period_low as value_low,
        claims.period_high as value_high,
        claims.due_low as date_low,
        claims.due_high as date_high
    from commitment_verdicts as verdicts
    inner join commitment_claims as claims on verdicts.commitment_key = claims.commitment_key
    where verdicts.is_date_conflict and claims.deadline is not null
),

amounts as (
    select
        {{ short_hash(["'conflict'", "'amount'", "verdicts.commitment_key"]) }} as conflict_id,
        {{ short_hash(["claims.commitment_key", "'figure'", "claims.amount_unit", "claims.low", "claims.high"]) }}
            as class_id,
        claims.commitment_id as fact_id,
        claims.article_id,
        claims.path,
        claims.char_start,
        claims.char_end,
        claims.surface,
        {{ interval_text('claims.low', 'claims.high') }} || ' ' || claims.amount_unit as value_text,
        nullif(claims.low, cast('-infinity' as double)) as value_low,
        nullif(claims.high, cast('infinity' as double)) as value_high,
        cast(null as date) as date_low,
        cast(null as date) as date_high
    from commitment_verdicts as verdicts
    inner join commitment_claims as claims on verdicts.commitment_key = claims.commitment_key
    where verdicts.is_amount_conflict and claims.low is not null
),

attributions as (
    select
        {{ short_hash(["'conflict'", "'attribution'", "verdicts.quote_key"]) }} as conflict_id,
        {{ short_hash(["verdicts.quote_key", "claims.speaker"]) }} as class_id,
        claims.quote_id as fact_id,
        claims.article_id,
        claims.path,
        claims.char_start,
        claims.char_end,
        claims.quote_text as surface,
        coalesce(claims.speaker, 'no speaker') as value_text,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        cast(null as date) as date_low,
        cast(null as date) as date_high
    from quote_verdicts as verdicts
    inner join quote_claims as claims on verdicts.quote_key = claims.quote_key
    where verdicts.attribution_verdict is not null
),

wordings as (
    select
        {{ short_hash(["'conflict'", "'wording'", "verdicts.quote_key"]) }} as conflict_id,
        {{ short_hash(["verdicts.quote_key", "claims.words"]) }} as class_id,
        claims.quote_id as fact_id,
        claims.article_id,
        claims.path,
        claims.char_start,
        claims.char_end,
        claims.quote_text as surface,
        claims.quote_text as value_text,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        cast(null as date) as date_low,
        cast(null as date) as date_high
    from quote_verdicts as verdicts
    inner join quote_claims as claims on verdicts.quote_key = claims.quote_key
    where verdicts.wording_verdict is not null
),

claims as (
    select * from figures
    union all
    select * from dates
    union all
    select * from parties
    union all
    select * from deadlines
    union all
    select * from amounts
    union all
    select * from attributions
    union all
    select * from wordings
),

outliers as (
    select class_id from measure_outliers
    union
    select outlier_class_id as class_id from date_verdicts
    where outlier_class_id is not null
    union
    select {{ short_hash(["agreement_key", "outlier_parties"]) }} as class_id from party_verdicts
    where outlier_parties is not null
)

select
    claims.conflict_id,
    claims.class_id,
    claims.fact_id,
    claims.article_id,
    claims.path,
    claims.char_start,
    claims.char_end,
    claims.surface,
    claims.value_text,
    claims.value_low,
    claims.value_high,
    claims.date_low,
    claims.date_high,
    outliers.class_id is not null as outlier,
    articles.loaded_at
from claims
inner join articles on claims.article_id = articles.article_id
left join outliers on claims.class_id = outliers.class_id
