{#-
  For `touched`: the articles of which a claim may have become one that others carry too, or that none does any more. They
  are those of claims that changed, and of claims in a group (`group_key`) of an input that has or had one source only.
-#}
{% macro articles_left_or_joined(name, group_key) -%}
    with moved as (
        select
            {{ group_key }},
            count(*) filter (where is_new) as n_new
        from {changes}
        group by {{ group_key }}
    ),

    few as (
        select moved.{{ group_key }}
        from moved
        inner join {{ '{' ~ name ~ '}' }} as known on moved.{{ group_key }} = known.{{ group_key }}
        group by moved.{{ group_key }}
        having count(distinct known.source_id) - any_value(moved.n_new) < 2
    )

    select article_id from {changes}
    union
    select article_id from {{ '{' ~ name ~ '}' }}
    where {{ group_key }} in (select {{ group_key }} from few)
{%- endmacro %}
