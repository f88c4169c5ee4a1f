with claims as (
    select * from {{ ref('int_figure_claims') }}
),

pairs as (
    select * from {{ ref('int_figure_pairs') }}
),

labels as (
    select * from {{ ref('int_figure_labels') }}
),

ledger as (
    select * from {{ ref('int_adjudications') }}
    where not is_stale and coalesce(kind, 'figure') = 'figure'
    qualify row_number() over (partition by fact_id order by decided_on desc, kind asc) = 1
),

nodes as (
    select
        figure_id,
        definition_key,
        row_number() over (order by figure_id) as node
    from claims
),

first_defined as (
    select
        node,
        min(node) over (partition by definition_key) as first_node
    from nodes
    where definition_key is not null
),

links as (
    select
        a.node as a,
        b.node as b
    from pairs
    inner join nodes as a on pairs.figure_a = a.figure_id
    inner join nodes as b on pairs.figure_b = b.figure_id
    union all
    select
        node as a,
        first_node as b
    from first_defined
    where node <> first_node
),

edges as (
    select
        a,
        b
    from links
    union all
    select
        b as a,
        a as b
    from links
),

components as (
    {{ connected_components('nodes', 'edges') | indent(4) }}
),

grouped as (
    select
        claims.*,
        nodes.node,
        components.label,
        first_nodes.figure_id as first_figure_id,
        count(*) over (partition by components.label) as n_claims,
        max(claims.definition_key) over (partition by components.label) as measure_definition_key
    from claims
    inner join nodes on claims.figure_id = nodes.figure_id
    inner join components on nodes.node = components.node
    inner join nodes as first_nodes on components.label = first_nodes.node
),

-- an article that gives two numbers for it shows that the description is too coarse to tell them apart
ambiguous as (
    select distinct
        a.label,
        a.article_id
    from grouped as a
    inner join grouped as b
        on
            a.label = b.label
            and a.article_id = b.article_id
            and a.node < b.node
    where {{ interval_verdict('a', 'b') }} = 'contradictory'
),

comparable as (
    select grouped.*
    from grouped
    left join ambiguous
        on
            grouped.label = ambiguous.label
            and grouped.article_id = ambiguous.article_id
    where
        ambiguous.label is null
        and (
            grouped.n_claims > 1
            or grouped.definition is not null
            or (grouped.head is not null and coalesce(grouped.subject, grouped.event) is not null)
        )
)

select
    {{ short_hash(["'measure'", "coalesce(comparable.measure_definition_key, comparable.first_figure_id)"]) }}
        as measure_id,
    comparable.figure_id,
    comparable.article_id,
    comparable.source_id,
    comparable.path,
    comparable.char_start,
    comparable.char_end,
    comparable.surface,
    comparable.definition,
    labels.label,
    comparable.subject,
    comparable.agreement_key,
    comparable.unit,
    comparable.modifier,
    comparable.value,
    comparable.value_low,
    comparable.value_high,
    comparable.low,
    comparable.high,
    ledger.decision,
    ledger.note
from comparable
inner join labels on comparable.figure_id = labels.figure_id
left join ledger on comparable.figure_id = ledger.fact_id
