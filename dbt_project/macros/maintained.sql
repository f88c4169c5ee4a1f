{#-
  A table that a build which goes on brings up to date part by part (see `maintenance`), and any other makes as a table.
-#}
{% materialization maintained, adapter='duckdb' -%}
    {%- if not goes_on() -%}
        {{ return(context['materialization_table_duckdb']()) }}
    {%- endif -%}
    {%- set part = config.get('meta')['part'] -%}
    {%- set changes, fresh = maintenance('changes_' ~ this.identifier), maintenance('new_' ~ this.identifier) -%}
    {%- set dirty = maintenance('dirty_' ~ this.identifier) -%}
    {%- set recomputed = in_dirty(part, dirty) if part else 'true' -%}

    {% set n_changes = 0 %}
    {% if not part or find_dirty(dirty) %}
        {% do run_query('create or replace table ' ~ fresh ~ ' as select * from ' ~ this ~ ' limit 0') %}
        {% do run_query('insert into ' ~ fresh ~ ' by name ' ~ compiled_code) %}
        {% set compared %}
            create or replace table {{ changes }} as
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
            select *, true as is_new from new
        {% endset %}
        {% do run_query(compared) %}
        {% set n_changes = count_of(changes) %}
    {% endif %}

    {% if n_changes %}
        {% call statement('main') -%}
            delete from {{ this }} where {{ recomputed }};
            insert into {{ this }} select * from {{ fresh }}
        {%- endcall %}
        {% if this.schema in ('facts', 'marts') %}
            {% do note_unpublished(changes) %}
        {% endif %}
    {% else %}
        {% do run_query('drop table if exists ' ~ changes) %}
        {% call noop_statement('main', 'UNCHANGED') -%}{%- endcall %}
    {% endif %}
    {% do run_query('drop table if exists ' ~ fresh) %}
    {{ adapter.commit() }}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{%- endmaterialization %}

{#- Lists the parts of this model that have to be recomputed in the table `dirty`; whether there are any. -#}
{% macro find_dirty(dirty) -%}
    {%- set meta = config.get('meta') -%}
    {%- set touched = touched_parts(meta['touched']) -%}
    {%- if touched is none -%}
        {{ return(false) }}
    {%- endif -%}
    {% do run_query('create or replace table ' ~ dirty ~ ' as ' ~ touched) %}
    {% if meta['spread'] %}
        {% set spread %}
            create or replace table {{ dirty }} as
            select part from {{ dirty }}
            union
            select part from ({{ with_relations(meta['spread'], dirty=dirty) }}) as spread (part)
        {% endset %}
        {% do run_query(spread) %}
    {% endif %}
    {{ return(count_of(dirty) > 0) }}
{%- endmacro %}

{#- Keeps the keys of changed rows for the next publication: the first column is the key (contract). -#}
{% macro note_unpublished(changes) -%}
    {%- set key = adapter.get_columns_in_relation(this)[0].quoted -%}
    {%- set unpublished = maintenance('unpublished_' ~ this.identifier) -%}
    {% set noted %}
        create table if not exists {{ unpublished }} as
        select {{ key }} as key from {{ changes }} limit 0;
        insert into {{ unpublished }}
        select distinct {{ key }} from {{ changes }}
    {% endset %}
    {% do run_query(noted) %}
{%- endmacro %}
