{#- Schemas are named exactly as configured, without the target's name in front: analysts write facts.fct_figures. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
