{#-
  What a data test has to look at in a build that goes on from one that has passed it (see `maintenance`): the rows that
  have changed since. Of relations that are not maintained, and where tests run by themselves, that is all of them.
-#}

{#- The rows of a relation that may break a rule for single rows. -#}
{% macro unproved(relation) -%}
    {{- changed_rows(relation, true) or relation -}}
{%- endmacro %}

{#- Those that may be one of two: of a key that no new row has there are no more than before. -#}
{% macro unproved_keys(relation, column) -%}
    {%- set new = changed_rows(relation, true) -%}
    {%- if new is none -%}
        {{ relation }}
    {%- else -%}
        (
            select * from {{ relation }}
            where {{ column }} is null or {{ column }} in (select {{ column }} from {{ new }})
        )
    {%- endif -%}
{%- endmacro %}

{#- Those of which the row that they name elsewhere may be missing: they are new, or it is gone. -#}
{% macro unproved_links(relation, column, to, field) -%}
    {%- set new, gone = changed_rows(relation, true), changed_rows(to, false) -%}
    {%- if new is none or gone is none -%}
        {{ relation }}
    {%- else -%}
        (
            select {{ column }} from {{ new }}
            union all
            select {{ column }} from {{ relation }}
            where {{ column }} in (select {{ field }} from {{ gone }})
        )
    {%- endif -%}
{%- endmacro %}

{#- Those of articles of which a claim is new, or the text has gone or come; the text of an article never changes. -#}
{% macro unproved_articles(relation, claims, articles) -%}
    {%- set changed = [changed_rows(articles, false)] -%}
    {%- for facts in claims -%}
        {%- do changed.append(changed_rows(facts, true)) -%}
    {%- endfor -%}
    {%- if none in changed -%}
        {{ relation }}
    {%- else -%}
        (
            select * from {{ relation }}
            where article_id in (
                select article_id from {{ maintenance('changes_raw') }}
                union
                select article_id from {{ changed | join(' union select article_id from ') }}
            )
        )
    {%- endif -%}
{%- endmacro %}

{#- The rows that this build has added to a maintained model, or those that it took away; none where all rows have to be
    looked at. -#}
{% macro changed_rows(relation, is_new) -%}
    {%- if execute is not defined or not execute or flags.WHICH != 'build' or not goes_on() -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set maintained = [] -%}
    {%- for node in graph.nodes.values() if node.relation_name == relation | string -%}
        {%- if node.resource_type == 'model' and node.config.materialized == 'maintained' -%}
            {%- do maintained.append(node.alias) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not maintained -%}
        {{ return(none) }}
    {%- elif changed_among(maintained) -%}
        {{ return(
            '(select * exclude (is_new) from ' ~ maintenance('changes_' ~ maintained[0]) ~ ' where is_new = ' ~ is_new ~ ')'
        ) }}
    {%- endif -%}
    {{ return('(select * from ' ~ relation ~ ' where false)') }}
{%- endmacro %}
