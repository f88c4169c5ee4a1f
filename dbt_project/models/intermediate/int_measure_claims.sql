with claims as not materialized (
    select * from {{ ref('int_figure_claims') }}
),

pairs as (
    select * from {{ ref('int_figure_pairs') }}
),

labelled as (
    select * from {{ ref('int_figure_labels') }}
),

rates as (
    select * from {{ ref('int_rates') }}
),

ledger as (
    {{ decisions_on(ref('int_adjudications'), ['figure']) | indent(4) }}
),

-- figures of one definition measure one thing, beside those that are alike
defined as (
    select
        figure_id as figure_a,
        min(figure_id) over (partition by definition_key) as figure_b
    from claims
    where definition_key is not null
),

links as (
    select
        figure_a,
        figure_b
    from pairs
    union all
    select
        figure_a,
        figure_b
    from defined
    where figure_a <> figure_b
),

tied as (
    {{ tied_together('claims', 'figure_id', 'figure_id', 'links', 'figure_a', 'figure_b') | indent(4) }}
),

grouped as (
    select
        claims.figure_id,
        claims.article_id,
        claims.definition_key,
        tied.node,
        tied.lead_node,
        tied.lead_figure_id
    from claims
    inner join tied on claims.figure_id = tied.figure_id
),

measures as (
    select
        lead_node,
        {{ short_hash(["'measure'", "coalesce(max(definition_key), any_value(lead_figure_id))"]) }} as measure_id,
        count(*) as n_claims
    from grouped
    group by lead_node
),

told_again as (
    select
        lead_node,
        article_id
    from grouped
    group by lead_node, article_id
    having count(*) > 1
),

beside_others as (
    select
        grouped.lead_node,
        grouped.node,
        claims.*
    from told_again
    inner join grouped
        on
            told_again.lead_node = grouped.lead_node
            and told_again.article_id = grouped.article_id
    inner join claims on grouped.figure_id = claims.figure_id
),

-- an article that gives two numbers for it shows that the description is too coarse to tell them apart
ambiguous as (
    select distinct
        a.lead_node,
        a.article_id
    from beside_others as a
    inner join beside_others as b
        on
            a.lead_node = b.lead_node
            and a.article_id = b.article_id
            and a.node < b.node
    where a.unit = b.unit and {{ interval_verdict('a', 'b') }} = 'contradictory'
    union
    select
        a.lead_node,
        a.article_id
    from beside_others as a
    inner join beside_others as b
        on
            a.lead_node = b.lead_node
            and a.article_id = b.article_id
    inner join rates
        on
            a.story_id = rates.story_id
            and a.unit = rates.priced_unit
            and b.unit = rates.unit
    group by a.lead_node, a.article_id, a.node, b.node
    having not bool_or(a.low * rates.low <= b.high and b.low <= a.high * rates.high)
),

comparable as (
    select
        measures.measure_id,
        claims.figure_id,
        ledger.decision,
        ledger.note
    from claims
    inner join grouped on claims.figure_id = grouped.figure_id
    inner join measures on grouped.lead_node = measures.lead_node
    left join ambiguous
        on
            grouped.lead_node = ambiguous.lead_node
            and grouped.article_id = ambiguous.article_id
    left join ledger on claims.figure_id = ledger.fact_id
    where
        ambiguous.lead_node is null
        and (
            measures.n_claims > 1
            or claims.definition is not null
            or (claims.head is not null and coalesce(claims.subject, claims.event) is not null)
        )
),

accepted as (
    {{ accepted_in('comparable', 'decision', 'measure_id') | indent(4) }}
)

select
    comparable.measure_id,
    {{ short_hash([
        "comparable.measure_id", "labelled.unit", "labelled.modifier", "labelled.value", "labelled.value_low",
        "labelled.value_high", "labelled.low", "labelled.high"
    ]) }} as class_id,
    labelled.figure_id,
    labelled.article_id,
    labelled.story_id,
    labelled.source_id,
    labelled.path,
    labelled.char_start,
    labelled.char_end,
    labelled.surface,
    labelled.definition,
    labelled.label,
    labelled.subject,
    labelled.agreement_key,
    labelled.unit,
    labelled.modifier,
    labelled.value,
    labelled.value_low,
    labelled.value_high,
    labelled.low,
    labelled.high,
    comparable.note,
    {{ stands('comparable.decision', 'accepted.measure_id') }} as is_active
from comparable
inner join labelled on comparable.figure_id = labelled.figure_id
left join accepted on comparable.measure_id = accepted.measure_id
