{#-
  What a row more or less changes in a block whose rows are paired with those that follow within reach (`neighbours`):
  rows before it reach one less or one more of those after it. Rows of a block stand in the order of their keys.
-#}

{#- For `touched`: keys of rows that came to blocks or left them, and of those within reach before them. -#}
{% macro reaching_over_changes(blocks, key) -%}
    with members as (
        select
            block,
            {{ key }} as row_key,
            false as is_changed
        from { {{- blocks -}} }
        where block in (select block from {changes})
        union all
        select distinct
            block,
            {{ key }} as row_key,
            true as is_changed
        from {changes}
    ),

    placed as (
        select
            members.*,
            count(*) filter (where not is_changed) over (
                partition by block order by row_key, is_changed rows unbounded preceding
            ) as place
        from members
    ),

    followed as (
        select
            placed.*,
            min(place) filter (where is_changed) over (
                partition by block order by row_key, is_changed rows between current row and unbounded following
            ) as next_change
        from placed
    )

    select distinct row_key
    from followed
    where is_changed or place + {{ var('max_block') }} >= next_change
{%- endmacro %}

{#- Rows with their places in their blocks: all, or those that are recomputed and those within reach of one. -#}
{% macro near_dirty(placed, key) -%}
    {%- if not goes_on() -%}
    select * from {{ placed }}
    {%- else -%}
    with marked as (
        select
            {{ placed }}.*,
            case when {{ is_dirty(key) }} then place end as dirty_place
        from {{ placed }}
    ),

    reached as (
        select
            marked.*,
            max(dirty_place) over (partition by block order by place rows unbounded preceding) as last_dirty,
            min(dirty_place) over (
                partition by block order by place rows between current row and unbounded following
            ) as next_dirty
        from marked
    )

    select * exclude (dirty_place, last_dirty, next_dirty)
    from reached
    where
        last_dirty + {{ var('max_block') }} >= place
        or place + {{ var('max_block') }} >= next_dirty
    {%- endif -%}
{%- endmacro %}
