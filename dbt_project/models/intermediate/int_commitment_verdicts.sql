with commitments as (
    select * from {{ ref('int_commitments') }}
),

clusters as (
    select * from {{ ref('int_commitment_clusters') }}
),

date_verdicts as (
    select * from {{ ref('int_date_verdicts') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

ledger as (
    select * from {{ ref('int_adjudications') }}
    where not is_stale and decision = 'reject'
),

-- the day from which a period counts: that of the agreement, where it is not disputed, else the article's own
announced as (
    select
        agreement_key,
        min(date_low) as announced_low,
        min(date_high) as announced_high
    from date_verdicts
    where
        role in ('announced', 'signed', 'effective')
        and verdict not in ('contradictory', 'divergent')
    group by agreement_key
),

disputed as (
    select distinct agreement_key
    from date_verdicts
    where verdict in ('contradictory', 'divergent')
),

dated as (
    select
        clusters.commitment_key,
        clusters.agreement_key,
        clusters.source_id,
        commitments.commitment_id,
        commitments.article_id,
        commitments.who,
        commitments.what,
        commitments.strength,
        commitments.amount,
        commitments.amount_unit,
        commitments.amount_low,
        commitments.amount_high,
        commitments.negative,
        commitments.deadline,
        coalesce(commitments.amount_low, case when commitments.amount is not null then cast('-infinity' as double) end)
            as low,
        coalesce(commitments.amount_high, case when commitments.amount is not null then cast('infinity' as double) end)
            as high,
        coalesce(
            commitments.due_low,
            case
                when commitments.deadline like 'P%' and disputed.agreement_key is null
                    then coalesce(announced.announced_low, articles.published_low)
            end
        ) as due_low,
        coalesce(
            commitments.due_high,
            case
                when commitments.deadline like 'P%' and disputed.agreement_key is null
                    then {{ after_period(
                        'coalesce(announced.announced_high, articles.published_high)', 'commitments.deadline'
                    ) }}
            end
        ) as due_high
    from commitments
    inner join clusters on commitments.commitment_id = clusters.commitment_id
    inner join articles on commitments.article_id = articles.article_id
    left join announced on clusters.agreement_key = announced.agreement_key
    left join disputed on clusters.agreement_key = disputed.agreement_key
    left join ledger on commitments.commitment_id = ledger.fact_id
    where ledger.fact_id is null
),

grouped as (
    select
        commitment_key,
        any_value(agreement_key) as agreement_key,
        arg_min(who, (-len(who), commitment_id)) as who,
        arg_min(what, (-length(what), commitment_id)) as what,
        arg_min(
            strength,
            (
                case strength when 'binding' then 1 when 'pledged' then 2 when 'intended' then 3 else 4 end,
                commitment_id
            )
        ) as strength,
        bool_or(negative) as negative,
        mode(amount_unit order by commitment_id) as amount_unit,
        max(low) as common_low,
        min(high) as common_high,
        min(low) as hull_low,
        max(high) as hull_high,
        max(due_low) as due_low,
        min(due_high) as due_high,
        count(distinct deadline) filter (where deadline like 'P%') as n_periods,
        count(distinct concat_ws('|', amount, amount_low, amount_high)) filter (where high is not null) as n_amounts,
        count(*) as n_claims,
        count(distinct article_id) as n_articles
    from dated
    group by commitment_key
)

select
    commitment_key,
    agreement_key,
    who,
    what,
    strength,
    negative,
    amount_unit,
    n_claims,
    n_articles,
    case
        when coalesce(common_low > common_high, false) or coalesce(due_low > due_high, false) or n_periods > 1
            then 'contradictory'
        when n_claims = 1 then 'single'
        when n_amounts > 1 then 'compatible'
        else 'agree'
    end as verdict,
    case when coalesce(common_low > common_high, false) then hull_low else common_low end as amount_low,
    case when coalesce(common_low > common_high, false) then hull_high else common_high end as amount_high,
    case when coalesce(due_low <= due_high, true) and n_periods <= 1 then due_low end as due_low,
    case when coalesce(due_low <= due_high, true) and n_periods <= 1 then due_high end as due_high
from grouped
