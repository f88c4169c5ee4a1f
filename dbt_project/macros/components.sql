{#-
  Rows tied to each other, directly or through others, by propagating the smallest label. `pairs` ties the `key` of one
  row (`a`) to that of another (`b`). Yields each row's key and place, and those of its lead, the
  row of its group that comes first in `in_order`: a function of the set of pairs, whatever their order. `using key` keeps one row a node, so a round costs
  its edges.
-#}
{% macro tied_together(rows, key, in_order, pairs, a, b) -%}
    with recursive nodes as (
        select
            {{ key }} as id,
            row_number() over (order by {{ in_order }}) as node
        from {{ rows }}
    ),

    links as (
        select
            a.node as a,
            b.node as b
        from {{ pairs }} as pairs
        inner join nodes as a on pairs.{{ a }} = a.id
        inner join nodes as b on pairs.{{ b }} = b.id
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

    labels (node, label) using key (node) as (
        select
            node,
            node as label
        from nodes
        union
        select
            edges.b as node,
            min(labels.label) as label
        from labels
        inner join edges on labels.node = edges.a
        inner join recurring.labels as known on edges.b = known.node
        where labels.label < known.label
        group by edges.b
    )

    select
        nodes.id as {{ key }},
        nodes.node,
        labels.label as lead_node,
        leads.id as lead_{{ key }}
    from labels
    inner join nodes on labels.node = nodes.node
    inner join nodes as leads on labels.label = leads.node
{%- endmacro %}
