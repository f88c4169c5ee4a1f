{#-
  A table that a build which goes on brings up to date part by part (see `maintenance`), and any other makes anew.
-#}
{% materialization maintained, adapter='duckdb' -%}
    {%- if not goes_on() -%}
        {{ return(made_anew('table')) }}
    {%- endif -%}
    {%- set part, changes = config.get('meta')['part'], maintenance('changes_' ~ this.identifier) -%}
    {%- set fresh, compared = 'temp."new_' ~ this.identifier ~ '"', 'temp."compared_' ~ this.identifier ~ '"' -%}
    {%- set unpublished = maintenance('unpublished_' ~ this.identifier) -%}
    {%- set recomputed = in_dirty(part, dirty_parts()) if part else 'true' -%}

    {% set n_changes = 0 %}
    {% if not part or find_dirty() %}
        {% set recompute %}
            create or replace temp table {{ fresh }} as select * from {{ this }} limit 0;
            insert into {{ fresh }} by name {{ compiled_code }};
            create or replace temp table {{ compared }} as
            with before as (
                select * from {{ this }}
                where {{ recomputed }}
            ),

            gone as (
                select * from before
                except all
                select * from {{ fresh }}
            ),

            new as (
                select * from {{ fresh }}
                except all
                select * from before
            )

            select *, false as is_new from gone
            union all
            select *, true as is_new from new;
            select count(*) from {{ compared }}
        {% endset %}
        {% set n_changes = run_query(recompute).columns[0].values()[0] %}
    {% endif %}

    {% if n_changes %}
        -- in one transaction, of which the end is what takes time
        {% call statement('main') -%}
            create table {{ changes }} as select * from {{ compared }};
            delete from {{ this }} where {{ recomputed }};
            insert into {{ this }} select * from {{ fresh }};
            {% if this.schema in ('facts', 'marts') -%}
            -- for the next publication; the first column is the key (contract)
            create table if not exists {{ unpublished }} as select #1 as key from {{ this }} limit 0;
            insert into {{ unpublished }} select distinct #1 from {{ changes }}
            {%- endif %}
        {%- endcall %}
        {{ adapter.commit() }}
        {% do graph['maintenance']['changed'].append(this.identifier) %}
    {% else %}
        {% call noop_statement('main', 'UNCHANGED') -%}{%- endcall %}
    {% endif %}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{%- endmaterialization %}

{#- A view is made once for all builds that go on from each other. -#}
{% materialization view, adapter='duckdb' -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if goes_on() and existing is not none and existing.is_view -%}
        {% call noop_statement('main', 'UNCHANGED') -%}{%- endcall %}
        {{ return({'relations': [this.incorporate(type='view')]}) }}
    {%- endif -%}
    {{ return(made_anew('view')) }}
{%- endmaterialization %}

{#- Makes a table or a view with its comments, in one transaction: what was there before stands until the end. dbt's own
    materializations say the same in eight statements, of which each takes longer than most queries do on little data.
    Where comments are kept, contracts are enforced (dbt_project.yml): each column that is described is there. -#}
{% macro made_anew(kind) -%}
    {%- set existing, target = load_cached_relation(this), this.incorporate(type=kind) -%}
    {% call statement('main') -%}
        {% if existing is not none -%}
            drop {{ existing.type }} {{ existing }};
        {% endif -%}
        {{ create_table_as(false, target, compiled_code) if kind == 'table' else create_view_as(target, compiled_code) }};
        {% if config.persist_relation_docs() and model.description -%}
            comment on {{ kind }} {{ target }} is {{ duckdb_escape_comment(model.description) }};
        {% endif -%}
        {% if config.persist_column_docs() -%}
            {% for column in model.columns.values() if column.description -%}
                comment on column {{ target }}.{{ adapter.quote(column.name) }} is {{ duckdb_escape_comment(column.description) }};
            {% endfor -%}
        {% endif -%}
    {%- endcall %}
    {{ adapter.commit() }}
    {{ return({'relations': [target]}) }}
{%- endmacro %}

{#- Lists the parts of this model that have to be recomputed (`dirty_parts`); whether there are any. -#}
{% macro find_dirty() -%}
    {%- set meta = config.get('meta') -%}
    {%- set touched = touched_parts(meta['touched']) -%}
    {%- if touched is none -%}
        {{ return(false) }}
    {%- endif -%}
    {% set found %}
        create or replace temp table {{ dirty_parts() }} as {{ touched }}
        {%- if meta['spread'] %};
        insert into {{ dirty_parts() }}
        select part from ({{ with_relations(meta['spread'], dirty=dirty_parts()) }}) as spread (part)
        where part is not null and part not in (select part from {{ dirty_parts() }})
        {%- endif %};
        select count(*) from {{ dirty_parts() }}
    {% endset %}
    {{ return(run_query(found).columns[0].values()[0] > 0) }}
{%- endmacro %}
