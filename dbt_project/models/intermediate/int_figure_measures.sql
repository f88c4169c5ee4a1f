{{ maintained(
    'figure_id',
    {
        'int_figure_claims': '
            select figure_id from {changes}
            union
            select figure_id from {int_figure_claims}
            where definition_key in (select definition_key from {changes})
        ',
        'int_figure_pairs': 'select unnest([figure_a, figure_b]) from {changes}',
    },
    spread='
        select figure_id from {this}
        where measure_id in (select measure_id from {this} where figure_id in (select part from {dirty}))
    '
) }}

with claims as materialized (
    select
        figure_id,
        article_id,
        story_id,
        definition_key
    from {{ part_of(ref('int_figure_claims'), 'figure_id') }}
),

-- both figures of a pair belong to one measure
pairs as (
    select * from {{ part_of(ref('int_figure_pairs'), 'figure_a') }}
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
        claims.story_id,
        claims.definition_key,
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
)

select
    grouped.figure_id,
    measures.measure_id,
    grouped.article_id,
    grouped.story_id,
    measures.n_claims
from grouped
inner join measures on grouped.lead_node = measures.lead_node
