with claims as (
    select * from {{ ref('int_figure_claims') }}
),

pairs as (
    select * from {{ ref('int_figure_pairs') }}
),

labels as (
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
        claims.* exclude (words, what, definition_label),
        tied.node,
        tied.lead_node,
        tied.lead_figure_id,
        count(*) over (partition by tied.lead_node) as n_claims,
        max(claims.definition_key) over (partition by tied.lead_node) as measure_definition_key
    from claims
    inner join tied on claims.figure_id = tied.figure_id
),

-- an article that gives two numbers for it shows that the description is too coarse to tell them apart
ambiguous as (
    select distinct
        a.lead_node,
        a.article_id
    from grouped as a
    inner join grouped as b
        on
            a.lead_node = b.lead_node
            and a.article_id = b.article_id
            and a.node < b.node
    where a.unit = b.unit and {{ interval_verdict('a', 'b') }} = 'contradictory'
    union
    select
        a.lead_node,
        a.article_id
    from grouped as a
    inner join grouped as b
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
    select grouped.*
    from grouped
    left join ambiguous
        on
            grouped.lead_node = ambiguous.lead_node
            and grouped.article_id = ambiguous.article_id
    where
        ambiguous.lead_node is null
        and (
            grouped.n_claims > 1
            or grouped.definition is not null
            or (grouped.head is not null and coalesce(grouped.subject, grouped.event) is not null)
        )
),

measured as (
    select
        {{ short_hash(["'measure'", "coalesce(comparable.measure_definition_key, comparable.lead_figure_id)"]) }}
            as measure_id,
        comparable.*,
        labels.label,
        ledger.decision,
        ledger.note
    from comparable
    inner join labels on comparable.figure_id = labels.figure_id
    left join ledger on comparable.figure_id = ledger.fact_id
)

select
    measure_id,
    {{ short_hash(["measure_id", "unit", "modifier", "value", "value_low", "value_high", "low", "high"]) }} as class_id,
    figure_id,
    article_id,
    story_id,
    source_id,
    path,
    char_start,
    char_end,
    surface,
    definition,
    label,
    subject,
    agreement_key,
    unit,
    modifier,
    value,
    value_low,
    value_high,
    low,
    high,
    note,
    {{ stands('decision', 'measure_id') }} as is_active
from measured
