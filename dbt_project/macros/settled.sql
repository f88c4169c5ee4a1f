{#-
  Rows tied together (`tied_together`) in a build that goes on. A group may be large, and most of what changes leaves it
  as it is: each row that a tie came to or left is looked at with those it is tied to, and where these still hang
  together, or leave one piece that goes on beyond them, the group stands and is taken for one row, its lead.
-#}

{#-
  For `spread`, of a model of `rows`, each with its `group_key` and the `lead` of its group: keys of rows whose group may
  be another. {dirty} holds the rows that changed and those that a tie came to or left.
-#}
{% macro unsettled(rows, key, in_order, pairs, a, b, group_key, lead) -%}
    {%- set rows, pairs = '{' ~ rows ~ '}', '{' ~ pairs ~ '}' -%}
    with touched as (
        select * from {{ rows }}
        where {{ key }} in (select part from {dirty})
    ),

    links as (
        select
            {{ a }} as row_a,
            {{ b }} as row_b
        from {{ pairs }}
        where
            {{ a }} in (select {{ key }} from touched)
            or {{ b }} in (select {{ key }} from touched)
    ),

    around as (
        select * from {{ rows }}
        where {{ key }} in (
            select {{ key }} from touched
            union
            select row_a from links
            union
            select row_b from links
        )
    ),

    pieces as (
        {{ tied_together('around', key, in_order, pairs, a, b) | indent(8) }}
    ),

    outward as (
        select {{ a }} as row_key
        from {{ pairs }}
        where {{ a }} in (select {{ key }} from around) and {{ b }} not in (select {{ key }} from around)
        union
        select {{ b }} as row_key
        from {{ pairs }}
        where {{ b }} in (select {{ key }} from around) and {{ a }} not in (select {{ key }} from around)
    ),

    going_on as (
        select distinct lead_node from pieces
        where {{ key }} in (select row_key from outward)
    ),

    placed as (
        select
            known.*,
            known.{{ key }} in (select part from {dirty}) as is_touched,
            pieces.lead_node as piece,
            pieces.lead_node in (select lead_node from going_on) as goes_on
        from {this} as known
        left join pieces on known.{{ key }} = pieces.{{ key }}
        where known.{{ group_key }} in (
            select {{ group_key }} from {this}
            where {{ key }} in (select part from {dirty})
        )
    ),

    broken as (
        select {{ group_key }}
        from placed
        group by {{ group_key }}
        having
            count(distinct piece) filter (where goes_on) > 1
            or bool_or({{ key }} = {{ lead }} and (is_touched or not coalesce(goes_on, true)))
    ),

    loose as (
        select {{ key }} from pieces
        where lead_node not in (select lead_node from going_on)
        union
        select {{ key }} from placed
        where {{ group_key }} in (select {{ group_key }} from broken)
        union
        select {{ key }} from touched
        where {{ key }} not in (select {{ key }} from {this})
    ),

    -- what stands for a row: itself, or the group that it stays in
    standing as (
        select
            known.{{ key }},
            known.{{ group_key }},
            known.{{ lead }}
        from {this} as known
        where known.{{ key }} not in (select {{ key }} from loose)
    ),

    loose_links as (
        select
            row_a,
            row_b
        from links
        union
        select
            {{ a }} as row_a,
            {{ b }} as row_b
        from {{ pairs }}
        where
            {{ a }} in (select {{ key }} from loose)
            or {{ b }} in (select {{ key }} from loose)
    ),

    bridges as (
        select distinct
            coalesce(a.{{ lead }}, loose_links.row_a) as lead_a,
            coalesce(b.{{ lead }}, loose_links.row_b) as lead_b
        from loose_links
        left join standing as a on loose_links.row_a = a.{{ key }}
        left join standing as b on loose_links.row_b = b.{{ key }}
        where lead_a <> lead_b
    ),

    -- a row that has become the earliest of its group leads it
    overtaking as (
        select
            standing.{{ lead }} as lead_a,
            standing.{{ key }} as lead_b
        from standing
        inner join touched on standing.{{ key }} = touched.{{ key }}
    ),

    all_bridges as (
        select * from bridges
        union
        select * from overtaking
    ),

    group_leads as (
        select * from {{ rows }}
        where {{ key }} in (
            select lead_a from all_bridges
            union
            select lead_b from all_bridges
        )
    ),

    led as (
        {{ tied_together('group_leads', key, in_order, 'all_bridges', 'lead_a', 'lead_b') | indent(8) }}
    )

    select {{ key }} from loose
    union
    select standing.{{ key }}
    from standing
    inner join led on standing.{{ lead }} = led.{{ key }}
    where led.{{ key }} <> led.lead_{{ key }}
{%- endmacro %}

{#- The ties to follow: all, or those of rows that are recomputed, to the lead of the group where the other is not. -#}
{% macro unsettled_pairs(pairs, a, b, key, lead) -%}
    {%- if not goes_on() -%}
    select
        {{ a }},
        {{ b }}
    from {{ pairs }}
    {%- else -%}
    with settled as (
        select * from {{ this }}
        where {{ key }} not in (select part from {{ maintenance('dirty_' ~ this.identifier) }})
    )

    select distinct
        coalesce(a.{{ lead }}, pairs.{{ a }}) as {{ a }},
        coalesce(b.{{ lead }}, pairs.{{ b }}) as {{ b }}
    from {{ part_of(pairs, [a, b]) }} as pairs
    left join settled as a on pairs.{{ a }} = a.{{ key }}
    left join settled as b on pairs.{{ b }} = b.{{ key }}
    {%- endif -%}
{%- endmacro %}

{#- The rows to tie together: all, or those that are recomputed and those that the ties to follow lead to. -#}
{% macro unsettled_rows(rows, key, links, a, b) -%}
    select * from {{ rows }}
    {%- if goes_on() %}
    where {{ is_dirty(key) }} or {{ key }} in (select {{ a }} from {{ links }} union select {{ b }} from {{ links }})
    {%- endif -%}
{%- endmacro %}
