{#-
  Rows of one block are paired only with those that follow them within `max_block` places. A join by block alone looks
  at every two rows of it; by stretches of so many places, a row meets those of its own stretch and the next.
-#}

{#- Each row of `rows` (its `place` counts from 1), once for each stretch from which it can be reached. -#}
{% macro neighbours(rows) -%}
    select
        {{ rows }}.*,
        unnest([place // {{ var('max_block') }}, place // {{ var('max_block') }} - 1]) as stretch
    from {{ rows }}
{%- endmacro %}

{#- Whether `b`, one of `neighbours`, follows `a` within reach. -#}
{% macro within_reach(a, b) -%}
    {{ a }}.place // {{ var('max_block') }} = {{ b }}.stretch
    and {{ a }}.place < {{ b }}.place
    and {{ a }}.place + {{ var('max_block') }} >= {{ b }}.place
{%- endmacro %}

{#- For `touched`: of rows that stay in their block, those that other rows come into reach of or go out of reach of,
    because rows before these came or went. That is so where the last row within reach is another than before. -#}
{% macro moved_in_reach(model, block, id, in_order, part) -%}
    with changed as (
        select * from {changes}
    ),

    now as (
        select * from {{ '{' ~ model ~ '}' }}
        where {{ block }} in (select {{ block }} from changed)
    ),

    before as (
        select * from now
        where ({{ block }}, {{ id }}) not in (select ({{ block }}, {{ id }}) from changed where is_new)
        union all
        select * exclude (is_new) from changed
        where not is_new
    ),

    last_now as (
        select
            *,
            lead(({{ in_order }}), {{ var('max_block') }}) over (
                partition by {{ block }} order by {{ in_order }}
            ) as last_in_reach
        from now
    ),

    last_before as (
        select
            *,
            lead(({{ in_order }}), {{ var('max_block') }}) over (
                partition by {{ block }} order by {{ in_order }}
            ) as last_in_reach
        from before
    )

    select now.{{ part }}
    from last_now as now
    inner join last_before as before on now.{{ block }} = before.{{ block }} and now.{{ id }} = before.{{ id }}
    where now.last_in_reach is distinct from before.last_in_reach
{%- endmacro %}
