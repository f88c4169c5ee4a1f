{#-
  Rows tied to each other, directly or through others, by propagating the smallest label. `pairs` ties the `key` of one
  row (`a`) to that of another (`b`). Yields each row's key and place, and those of its lead, the
  row of its group that comes first in `in_order`: a function of the set of pairs, whatever their order. Rows that many
  tie are first drawn together: each stands for itself or a neighbour, the one of the smallest hash, which most of those
  around it choose too. So few are left that labels must pass. `using key` keeps one row a node, so a round costs its edges.
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
        union all
        select
            node as a,
            node as b
        from nodes
    ),

    stand_ins as (
        select
            a as node,
            arg_min(b, hash(b)) as stand_in
        from edges
        group by a
    ),

    bridges as (
        select distinct
            a.stand_in as a,
            b.stand_in as b
        from edges
        inner join stand_ins as a on edges.a = a.node
        inner join stand_ins as b on edges.b = b.node
        where a.stand_in <> b.stand_in
    ),

    labels (node, label) using key (node) as (
        select distinct
            a as node,
            a as label
        from bridges
        union
        select
            bridges.b as node,
            min(labels.label) as label
        from labels
        inner join bridges on labels.node = bridges.a
        inner join recurring.labels as known on bridges.b = known.node
        where labels.label < known.label
        group by bridges.b
    ),

    members as (
        select
            stand_ins.node,
            coalesce(labels.label, stand_ins.stand_in) as label
        from stand_ins
        left join labels on stand_ins.stand_in = labels.node
    ),

    leads as (
        select
            label,
            min(node) as lead_node
        from members
        group by label
    )

    select
        nodes.id as {{ key }},
        nodes.node,
        leads.lead_node,
        first_nodes.id as lead_{{ key }}
    from members
    inner join nodes on members.node = nodes.node
    inner join leads on members.label = leads.label
    inner join nodes as first_nodes on leads.lead_node = first_nodes.node
{%- endmacro %}
