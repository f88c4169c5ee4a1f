{{ maintained('conflict_id', {
    'raw': 'select conflict_id from {this} where article_id in (select article_id from {changes})',
    'int_conflict_pairs': 'conflict_id',
    'int_measure_verdicts': conflicts_about(['figure'], ['measure_id']),
    'int_measure_claims': conflicts_about(['figure'], ['measure_id']),
    'int_measure_classes': conflicts_about(['figure'], ['measure_id']),
    'int_date_verdicts': conflicts_about(['date'], ['agreement_key', 'role']),
    'int_date_classes': conflicts_about(['date'], ['agreement_key', 'role']),
    'int_party_verdicts': conflicts_about(['party'], ['agreement_key']),
    'int_party_classes': conflicts_about(['party'], ['agreement_key']),
    'int_agreement_claims': conflicts_about(['date'], ['agreement_key', 'role'])
        ~ ' union all ' ~ conflicts_about(['party'], ['agreement_key']),
    'int_commitment_verdicts': conflicts_about(['deadline', 'amount'], ['commitment_key']),
    'int_commitment_claims': conflicts_about(['deadline', 'amount'], ['commitment_key']),
    'int_quote_verdicts': conflicts_about(['attribution', 'wording'], ['quote_key']),
    'int_quote_clusters': conflicts_about(['attribution', 'wording'], ['quote_key']),
    'int_sums': conflicts_about(['sum'], ['figure_id'])
}) }}

with articles as (
    select * from {{ ref('stg_articles') }}
),

pairs as (
    select * from {{ part_of(ref('int_conflict_pairs'), 'conflict_id') }}
),

measures as (
    {{ disputed('int_measure_verdicts') | indent(4) }}
),

measure_claims as (
    select * from {{ ref('int_measure_claims') }}
),

measure_classes as (
    select * from {{ ref('int_measure_classes') }}
),

dates as (
    {{ disputed('int_date_verdicts') | indent(4) }}
),

date_classes as (
    select * from {{ ref('int_date_classes') }}
),

parties as (
    {{ disputed('int_party_verdicts') | indent(4) }}
),

party_classes as (
    select * from {{ ref('int_party_classes') }}
),

sums as (
    {{ disputed('int_sums') | indent(4) }}
),

commitments as (
    {{ disputed('int_commitment_verdicts') | indent(4) }}
),

quotes as (
    {{ disputed('int_quote_verdicts') | indent(4) }}
),

-- few claims are disputed: the others are left out before they are held for all that reads them
figures as (
    select * from {{ ref('int_figure_intervals') }}
    where article_id in (select article_id from sums)
),

agreement_claims as (
    select * from {{ ref('int_agreement_claims') }}
    where
        agreement_key in (select agreement_key from dates)
        or agreement_key in (select agreement_key from parties)
),

commitment_claims as (
    select * from {{ ref('int_commitment_claims') }}
    where commitment_key in (select commitment_key from commitments)
),

quote_claims as (
    select * from {{ ref('int_quote_clusters') }}
    where quote_key in (select quote_key from quotes)
),

-- what each claim of a dispute says; the columns that make no sense for its kind are null
claims as (
    select
        {{ conflict_id('figure', ['measures.measure_id']) }} as conflict_id,
        claims.class_id,
        {{ shown_claim('claims', 'figure_id') | indent(4) }},
        {{ figure_text('claims') }} as value_text,
        nullif(claims.low, cast('-infinity' as double)) as value_low,
        nullif(claims.high, cast('infinity' as double)) as value_high
    from measures
    inner join measure_claims as claims on measures.measure_id = claims.measure_id
    union all by name
    select
        {{ conflict_id('date', ['dates.agreement_key', 'dates.role']) }} as conflict_id,
        case when claims.date_edtf is not null then {{ date_class('claims') }} end as class_id,
        {{ shown_claim('claims', 'agreement_id') | indent(4) }},
        coalesce(claims.date_edtf, {{ weekday_name('claims.weekday') }}) as value_text,
        claims.date_low,
        claims.date_high
    from dates
    inner join agreement_claims as claims
        on
            dates.agreement_key = claims.agreement_key
            and dates.role = claims.role
            and coalesce(claims.date_edtf, cast(claims.weekday as varchar)) is not null
    union all by name
    select
        {{ conflict_id('party', ['parties.agreement_key']) }} as conflict_id,
        {{ party_class('claims') }} as class_id,
        {{ shown_claim('claims', 'agreement_id') | indent(4) }},
        array_to_string(claims.parties, ', ') as value_text
    from parties
    inner join agreement_claims as claims
        on
            parties.agreement_key = claims.agreement_key
            and len(claims.parties) >= 2
    union all by name
    select
        {{ conflict_id('deadline', ['commitments.commitment_key']) }} as conflict_id,
        claims.deadline_class as class_id,
        {{ shown_claim('claims', 'commitment_id') | indent(4) }},
        claims.deadline as value_text,
        claims.period_low as value_low,
        claims.period_high as value_high,
        claims.due_low as date_low,
        claims.due_high as date_high
    from commitments
    inner join commitment_claims as claims on commitments.commitment_key = claims.commitment_key
    where commitments.is_date_conflict and claims.deadline is not null
    union all by name
    select
        {{ conflict_id('amount', ['commitments.commitment_key']) }} as conflict_id,
        claims.amount_class as class_id,
        {{ shown_claim('claims', 'commitment_id') | indent(4) }},
        {{ interval_text('claims.low', 'claims.high') }} || ' ' || claims.amount_unit as value_text,
        nullif(claims.low, cast('-infinity' as double)) as value_low,
        nullif(claims.high, cast('infinity' as double)) as value_high
    from commitments
    inner join commitment_claims as claims on commitments.commitment_key = claims.commitment_key
    where commitments.is_amount_conflict and claims.amount_class is not null
    union all by name
    select
        {{ conflict_id('attribution', ['quotes.quote_key']) }} as conflict_id,
        claims.speaker_class as class_id,
        {{ shown_claim('claims', 'quote_id', 'quote_text') | indent(4) }},
        coalesce(claims.speaker, 'no speaker') as value_text
    from quotes
    inner join quote_claims as claims on quotes.quote_key = claims.quote_key
    where quotes.attribution_verdict is not null
    union all by name
    select
        {{ conflict_id('wording', ['quotes.quote_key']) }} as conflict_id,
        claims.wording_class as class_id,
        {{ shown_claim('claims', 'quote_id', 'quote_text') | indent(4) }},
        claims.quote_text as value_text
    from quotes
    inner join quote_claims as claims on quotes.quote_key = claims.quote_key
    where quotes.wording_verdict is not null
    union all by name
    select
        {{ conflict_id('sum', ['sums.figure_id']) }} as conflict_id,
        {{ shown_claim('claims', 'figure_id') | indent(4) }},
        {{ figure_text('claims') }} as value_text,
        nullif(claims.low, cast('-infinity' as double)) as value_low,
        nullif(claims.high, cast('infinity' as double)) as value_high
    from sums
    inner join figures as claims on sums.figure_id = claims.figure_id or list_contains(sums.part_ids, claims.figure_id)
    union all by name
    select
        {{ conflict_id('sum', ['sums.figure_id']) }} as conflict_id,
        claims.figure_id as fact_id,
        claims.article_id,
        claims.path,
        sums.names_start as char_start,
        cast(sums.names_start + length(sums.names) as integer) as char_end,
        sums.names as surface,
        {{ interval_text('sums.n_least', 'sums.n_most') }} || ' names' as value_text,
        sums.n_least as value_low,
        sums.n_most as value_high
    from sums
    inner join figures as claims on sums.figure_id = claims.figure_id
    where sums.names is not null
),

-- how many sources take a side; with a date stand those too that name its weekday
sides as (
    select
        class_id,
        n_sources
    from measure_classes
    union all
    select
        class_id,
        n_sources + n_weekday_sources as n_sources
    from date_classes
    union all
    select
        class_id,
        n_sources
    from party_classes
),

opposed as (
    select
        conflict_id,
        class_a as class_id,
        class_b as other_id
    from pairs
    union all
    select
        conflict_id,
        class_b as class_id,
        class_a as other_id
    from pairs
),

-- every dispute is with this one side, which one source takes and at least two stand against
outliers as (
    select
        opposed.conflict_id,
        opposed.class_id
    from opposed
    inner join sides on opposed.class_id = sides.class_id
    inner join sides as others on opposed.other_id = others.class_id
    group by opposed.conflict_id, opposed.class_id
    qualify
        any_value(sides.n_sources) = 1
        and sum(others.n_sources) >= 2
        and 2 * count(*) = sum(count(*)) over (partition by opposed.conflict_id)
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
left join outliers
    on
        claims.conflict_id = outliers.conflict_id
        and claims.class_id = outliers.class_id
where {{ is_dirty('claims.conflict_id') }}
