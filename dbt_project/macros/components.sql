{#-
  Connected components by propagating the smallest label. `nodes` has a column node (integer; the smaller, the more it
  leads), `edges` the columns a and b, in both directions. Yields node and label, the smallest node it is tied to: a
  function of the set of edges, whatever their order. `using key` keeps one row a node, so a round costs its edges.
-#}
{% macro connected_components(nodes, edges) -%}
    with recursive labels (node, label) using key (node) as (
        select
            nodes.node,
            nodes.node as label
        from {{ nodes }} as nodes
        union
        select
            edges.b as node,
            min(labels.label) as label
        from labels
        inner join {{ edges }} as edges on labels.node = edges.a
        inner join recurring.labels as known on edges.b = known.node
        where labels.label < known.label
        group by edges.b
    )

    select
        labels.node,
        labels.label
    from labels
{%- endmacro %}
