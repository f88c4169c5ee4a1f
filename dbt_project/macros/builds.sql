{#- The beginning and the end of a build: what it goes on from, and what the next one may go on from. -#}

{#- Before the first model: whether this build can go on from the one before, and which articles have changed since. -#}
{% macro open_build() -%}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        {%- set version, state, articles = env_var('ACCORD_RULES', ''), maintenance('state'), maintenance('articles') -%}
        {% set leftover = run_query(
            "select table_name from duckdb_tables() where schema_name = 'maintenance'"
            ~ " and starts_with(table_name, 'changes_')"
        ) %}
        {% set opened %}
            begin;
            create schema if not exists "{{ target.database }}".maintenance;
            {% for table in leftover.columns[0].values() %}
            drop table {{ maintenance(table) }};
            {% endfor %}
            create table if not exists {{ state }} (
                version varchar, is_whole boolean, goes_on boolean, published varchar
            );
            create table if not exists {{ articles }} (article_id varchar, digest ubigint);
            create table {{ maintenance('changes_raw') }} as
            select coalesce(built.article_id, now.article_id) as article_id
            from {{ articles }} as built
            full join ({{ article_digests() }}) as now on built.article_id = now.article_id
            where built.digest is distinct from now.digest;
            create or replace table {{ state }} as
            with last as (
                select
                    coalesce(bool_and(is_whole and version = '{{ version }}'), false) as is_known,
                    any_value(published) as published
                from {{ state }}
            ),

            decided as (
                select
                    last.*,
                    is_known
                    and '{{ version }}' <> ''
                    and not {{ flags.FULL_REFRESH }}
                    and (select count(*) from {{ maintenance('changes_raw') }})
                    <= {{ var('most_changed') }} * (select count(*) from {{ articles }}) as goes_on
                from last
            )

            select
                '{{ version }}' as version,
                false as is_whole,
                goes_on,
                case when goes_on then published end as published
            from decided;
            commit
        {% endset %}
        {% do run_query(opened) %}
        {% set going = run_query('select goes_on from ' ~ state).columns[0].values()[0] %}
        {% do graph.update({'maintenance': {'goes_on': going, 'changed': ['raw']}}) %}
        {% if not going %}
            {% set unpublished = run_query(
                "select table_name from duckdb_tables() where schema_name = 'maintenance'"
                ~ " and starts_with(table_name, 'unpublished_')"
            ) %}
            {% for table in unpublished.columns[0].values() %}
                {% do run_query('drop table ' ~ maintenance(table)) %}
            {% endfor %}
        {% endif %}
    {%- endif -%}
{%- endmacro %}

{#- After the last: whether all of it was built and found sound, so that the next build may go on from it. -#}
{% macro close_build(results) -%}
    {%- if execute and flags.WHICH == 'build' -%}
        {%- set sound = [] -%}
        {%- for result in results if result.status in ('success', 'pass', 'warn', 'no-op') -%}
            {%- do sound.append(result.node.unique_id) -%}
        {%- endfor -%}
        {%- set missing = [] -%}
        {%- for id, node in graph.nodes.items() -%}
            {%- if node.resource_type in ('model', 'seed', 'test') and node.config.materialized != 'ephemeral' -%}
                {%- if id not in sound -%}{%- do missing.append(id) -%}{%- endif -%}
            {%- endif -%}
        {%- endfor -%}
        {% if not missing %}
            {% do run_query(
                'begin; create or replace table ' ~ maintenance('articles') ~ ' as ' ~ article_digests() ~ '; '
                ~ (list_unpublished() if goes_on() else '')
                ~ 'update ' ~ maintenance('state') ~ ' set is_whole = true; commit'
            ) %}
        {% endif %}
    {%- endif -%}
{%- endmacro %}

{#- Statements that see to it that each published table that is maintained has a table of unpublished keys, though none
    has changed: any other may differ from what was published in any way. -#}
{% macro list_unpublished() -%}
    {%- for node in graph.nodes.values() -%}
        {%- if node.config.materialized == 'maintained' and node.schema in ('facts', 'marts') -%}
            create table if not exists {{ maintenance('unpublished_' ~ node.alias) }} as
            select #1 as key from {{ node.relation_name }} limit 0;
        {% endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- A digest of all that a build reads of each article. Its text is in its id. -#}
{% macro article_digests() -%}
    select
        articles.article_id,
        hash(articles, paths.paths, annotations.annotation_key) as digest
    from (select * exclude (text) from {{ source('raw', 'articles') }}) as articles
    left join (
        select
            article_id,
            list(path order by path) as paths
        from {{ source('raw', 'article_paths') }}
        group by article_id
    ) as paths on articles.article_id = paths.article_id
    left join {{ source('raw', 'annotations') }} as annotations
        on
            articles.article_id = annotations.article_id
            and articles.annotation_key = annotations.annotation_key
{%- endmacro %}
