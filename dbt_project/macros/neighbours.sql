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
