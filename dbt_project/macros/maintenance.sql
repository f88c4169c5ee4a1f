{#-
  Incremental view maintenance by recomputing affected parts (Gupta & Mumick, "Maintenance of Materialized Views", IEEE
  Data Engineering Bulletin 18(2), 1995). A model falls into parts, the rows of one article or of one agreement, say, and
  a part is a function of some rows of its inputs. A build that goes on from the one before recomputes the parts that rows
  touch which changed above it, and hands down the rows that came out differently, so that what changes nothing ends
  there. A build from nothing makes plain tables, and both end with the same rows.

  Schema `maintenance` holds what that takes: `state` (one row: of which version of the project the tables are, whether
  they are whole, whether this build goes on from them), `articles` (what was built of each), `changes_<model>` (rows
  gone and new, by `is_new`) and `unpublished_<model>` (keys of rows changed since the last publication; see `list_unpublished`). Publishing writes to `state` which snapshot holds the tables as
  they are, empties the keys, and counts in `taken_over` the rows that it changed in the published file since that was
  last made anew. What a build knows of itself, `goes_on` and the models that have `changed`, stands in dbt's `graph` under
  this name while it lasts: asking the database again and again takes longer than most models do.
-#}

{#- In the first line of a model: its part (a column or several, any of which may name it), and how changes touch it.
    `touched` maps an input to a column of it that names the part, or to a query for parts; `spread` adds parts to
    `{dirty}`. In queries, {changes} stands for the changed rows of the input, {this} for the model before, {model} for
    any other. Without a part all is made anew and compared. -#}
{% macro maintained(part=none, touched={}, spread=none) -%}
    {{ config(materialized='maintained', meta={
        'part': [part] if part is string else (part or []), 'touched': touched, 'spread': spread
    }) }}
{%- endmacro %}

{#- An input, or in a build that goes on, the rows of it that belong to parts that are recomputed. -#}
{% macro part_of(relation, columns) -%}
    {%- if goes_on() -%}
        (
            select * from {{ relation }}
            where {{ in_dirty([columns] if columns is string else columns, dirty_parts()) }}
        )
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}

{#- An input, or in a build that goes on, those rows of it that have `shared` in common with a row of a part that is
    recomputed. -#}
{% macro meeting_part_of(relation, shared, columns) -%}
    {%- if goes_on() -%}
        (select * from {{ relation }} where {{ shared }} in (select {{ shared }} from {{ part_of(relation, columns) }}))
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}

{#- Whether a row belongs to a part that is recomputed; any does in a build from nothing. -#}
{% macro is_dirty(columns) -%}
    {%- if goes_on() -%}
        ({{ in_dirty([columns] if columns is string else columns, dirty_parts()) }})
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- Whether this build goes on from the one before (`open_build`). A unit test has rows of its own, and no others. -#}
{% macro goes_on() -%}
    {%- if execute is not defined or not execute or model.resource_type == 'unit_test' -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(graph.get('maintenance', {}).get('goes_on', false)) }}
{%- endmacro %}

{#- The parts of a model that are recomputed, in column `part`; of this one, if no other is named. -#}
{% macro dirty_parts(name=none) -%}
    temp."dirty_{{ name or this.identifier }}"
{%- endmacro %}

{#- A table of schema `maintenance`. -#}
{% macro maintenance(table) -%}
    "{{ target.database }}".maintenance."{{ table }}"
{%- endmacro %}

{#- Whether a row belongs to one of the parts in a table of them. -#}
{% macro in_dirty(columns, dirty) -%}
    {%- for column in columns -%}
        {{ column }} in (select part from {{ dirty }}){{ ' or ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- Those of some models of which rows have changed in this build. -#}
{% macro changed_among(models) -%}
    {{ return(graph['maintenance']['changed'] | select('in', models) | list) }}
{%- endmacro %}

{#- A query of `touched` or `spread` with relations in the place of their names. -#}
{% macro with_relations(query, changes=none, dirty=none) -%}
    {%- set ns = namespace(query=query) -%}
    {%- if changes is not none -%}
        {%- set ns.query = ns.query | replace('{changes}', maintenance('changes_' ~ changes)) -%}
    {%- endif -%}
    {%- if dirty is not none -%}
        {%- set ns.query = ns.query | replace('{dirty}', dirty) -%}
    {%- endif -%}
    {%- set ns.query = ns.query | replace('{this}', this | string) -%}
    {%- for id in model.depends_on.nodes -%}
        {%- if id in graph.nodes -%}
            {%- set node = graph.nodes[id] -%}
            {%- set ns.query = ns.query | replace('{' ~ node.name ~ '}', node.relation_name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(ns.query) }}
{%- endmacro %}

{#- A query for the parts that changed inputs touch; none where no input has changed. -#}
{% macro touched_parts(touched) -%}
    {%- set queries = [] -%}
    {%- for name in changed_among(touched.keys()) -%}
        {%- set how = touched[name] -%}
        {%- set query = how if ' ' in how else 'select ' ~ how ~ ' from {changes}' -%}
        {%- do queries.append(
            'select part from (' ~ with_relations(query, changes=name) ~ ') as touched (part) where part is not null'
        ) -%}
    {%- endfor -%}
    {{ return(queries | join(' union ') or none) }}
{%- endmacro %}
