{#-
  Which rows a change shifts in blocks that are cut by size and paired within reach (`neighbours`).
-#}

{#-
  From changed features of articles, the articles of which pairs may differ: all in a block that has become rare or common,
  and in a block that many share those within reach of a row that came or went.
-#}
{% macro articles_in_shifted_blocks() -%}
    with changed as (
        select * from {changes}
    ),

    present as (
        select *
        from {int_story_features}
        where feature in (select feature from changed)
    ),

    moved as (
        select
            feature,
            count(*) filter (where is_new) - count(*) filter (where not is_new) as n_more
        from changed
        group by feature
    ),

    sized as (
        select
            moved.feature,
            count(present.article_id) as n_now,
            n_now - any_value(moved.n_more) as n_before
        from moved
        left join present on moved.feature = present.feature
        group by moved.feature
    ),

    cut as (
        select
            feature,
            least(n_now, n_before) > {{ var('max_block') }} as is_common,
            (n_now > {{ var('max_block') }}) <> (n_before > {{ var('max_block') }})
            or (greatest(n_now, n_before) <= {{ var('max_block') }} and {{ turns_rare('n_now', 'n_before') }}) as is_shifted
        from sized
    ),

    weekly as (
        select
            present.article_id,
            present.feature,
            present.published_low,
            changed.article_id is not null as is_changed,
            1 as n_now,
            case when changed.article_id is null then 1 else 0 end as n_before
        from present
        inner join cut on present.feature = cut.feature and cut.is_common
        left join changed
            on
                changed.is_new
                and present.article_id = changed.article_id
                and present.feature = changed.feature
        union all
        select
            changed.article_id,
            changed.feature,
            changed.published_low,
            true as is_changed,
            0 as n_now,
            1 as n_before
        from changed
        inner join cut on changed.feature = cut.feature and cut.is_common
        where not changed.is_new
    ),

    placed as (
        select
            weekly.*,
            hash(feature, date_trunc('week', published_low)) as block,
            row_number() over (partition by block order by published_low, article_id) as place
        from weekly
    ),

    blocks as (
        select
            block,
            count(*) filter (where is_changed) as n_changed,
            {{ turns_rare('sum(n_now)', 'sum(n_before)') }} as is_shifted
        from placed
        group by block
        having n_changed > 0
    )

    select article_id from changed
    union
    select present.article_id
    from present
    inner join cut on present.feature = cut.feature and cut.is_shifted
    union
    select placed.article_id
    from placed
    inner join blocks on placed.block = blocks.block and blocks.is_shifted
    union
    select a.article_id
    from placed as a
    inner join blocks on a.block = blocks.block
    inner join placed as b
        on
            a.block = b.block
            and b.is_changed
            and a.place between b.place - {{ var('max_block') }} - blocks.n_changed
            and b.place + {{ var('max_block') }} + blocks.n_changed
{%- endmacro %}

{#- Whether a block is rare in one of two states only. -#}
{% macro turns_rare(n_now, n_before) -%}
    ({{ n_now }} <= {{ var('rare_block') }}) <> ({{ n_before }} <= {{ var('rare_block') }})
{%- endmacro %}
