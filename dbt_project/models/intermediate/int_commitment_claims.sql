{{ maintained('article_id', {
    'raw': 'article_id', 'int_commitments': 'article_id', 'int_claim_parties': 'article_id',
    'int_commitment_clusters': 'article_id', 'int_figures': 'article_id', 'int_adjudications': 'article_id',
    'int_date_verdicts': '
        select article_id from {this}
        where agreement_key in (
            select agreement_key from {changes}
            group by agreement_key, role, is_disputed, date_low, date_high
            having count(*) = 1
        )
    '
}) }}

with commitments as (
    select * from {{ part_of(ref('int_commitments'), 'article_id') }}
),

parties as (
    select * from {{ part_of(ref('int_claim_parties'), 'article_id') }}
),

clusters as (
    select * from {{ part_of(ref('int_commitment_clusters'), 'article_id') }}
),

figures as (
    select * from {{ part_of(ref('int_figures'), 'article_id') }}
),

intervals as (
    select * from {{ part_of(ref('int_figure_intervals'), 'article_id') }}
),

date_verdicts as (
    select * from {{ ref('int_date_verdicts') }}
),

articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

ledger as (
    {{ decisions_on(ref('int_adjudications'), ['date', 'figure']) | indent(4) }}
),

-- the figure that an amount repeats, which knows how its digits are rounded
stated as (
    select
        commitments.commitment_id,
        min(figures.figure_id) as figure_id
    from commitments
    inner join figures
        on
            commitments.article_id = figures.article_id
            and commitments.amount_unit = figures.unit
            and figures.char_start between commitments.sentence_start and commitments.sentence_end
            and {{ same('commitments.amount', 'figures.value') }}
    group by commitments.commitment_id
),

-- the day from which a period counts: that of the agreement, where it is not disputed, else the article's own
announced as (
    select
        agreement_key,
        bool_or(is_disputed) as is_disputed,
        min(date_low) filter (where role in ('announced', 'signed', 'effective')) as announced_low,
        min(date_high) filter (where role in ('announced', 'signed', 'effective')) as announced_high
    from date_verdicts
    group by agreement_key
),

claims as (
    select
        clusters.commitment_key,
        clusters.agreement_key,
        clusters.source_id,
        commitments.commitment_id,
        commitments.article_id,
        commitments.path,
        commitments.char_start,
        commitments.char_end,
        commitments.surface,

        parties.parties as who,
        commitments.what,
        commitments.strength,
        commitments.negative,

        stated.figure_id,
        commitments.amount,
        coalesce(intervals.unit, commitments.amount_unit) as amount_unit,
        case
            when commitments.amount_unit is not null
                then coalesce(intervals.low, commitments.amount_low, cast('-infinity' as double))
        end as low,
        case
            when commitments.amount_unit is not null
                then coalesce(intervals.high, commitments.amount_high, cast('infinity' as double))
        end as high,

        commitments.deadline,
        {{ period_days('commitments.deadline', 'low') }} as period_low,
        {{ period_days('commitments.deadline', 'high') }} as period_high,
        case
            when commitments.deadline like 'P%' and not coalesce(announced.is_disputed, false)
                then coalesce(commitments.due_low, announced.announced_low, articles.published_low)
            when commitments.deadline not like 'P%' then commitments.due_low
        end as due_low,
        case
            when commitments.deadline like 'P%' and not coalesce(announced.is_disputed, false)
                then coalesce(
                    commitments.due_high,
                    {{ after_period(
                        'coalesce(announced.announced_high, articles.published_high)', 'commitments.deadline'
                    ) }}
                )
            when commitments.deadline not like 'P%' then commitments.due_high
        end as due_high,

        coalesce(ledger.decision <> 'reject', true) as stands,
        stands or coalesce(ledger.kind <> 'date', false) as deadline_stands,
        stands or coalesce(ledger.kind <> 'figure', false) as amount_stands,
        ledger.note
    from commitments
    inner join clusters on commitments.commitment_id = clusters.commitment_id
    inner join parties on commitments.commitment_id = parties.fact_id
    inner join articles on commitments.article_id = articles.article_id
    left join stated on commitments.commitment_id = stated.commitment_id
    left join intervals on stated.figure_id = intervals.figure_id
    left join announced on clusters.agreement_key = announced.agreement_key
    left join ledger on commitments.commitment_id = ledger.fact_id
),

bounded as (
    select
        claims.*,
        case when period_low is null then 'day' else 'period' end as deadline_unit,
        coalesce(period_low, date_diff('day', date '1970-01-01', due_low)) as deadline_low,
        coalesce(period_high, date_diff('day', date '1970-01-01', due_high)) as deadline_high
    from claims
)

select
    bounded.*,
    case
        when deadline_low is not null and deadline_high is not null
            then {{ short_hash(["commitment_key", "'date'", "deadline_unit", "deadline_low", "deadline_high"]) }}
    end as deadline_class,
    case
        when low is not null
            then {{ short_hash(["commitment_key", "'figure'", "amount_unit", "low", "high"]) }}
    end as amount_class
from bounded
