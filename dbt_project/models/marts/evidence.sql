{{ config(materialized='view') }}

{% for kind in ['figure', 'quote', 'agreement', 'date', 'commitment'] -%}
    select
        {{ kind }}_id as fact_id,
        '{{ kind }}' as kind,
        article_id,
        path,
        char_start,
        char_end,
        {{ 'quote_text' if kind == 'quote' else 'surface' }} as surface,
        sentence,
        rule
    from {{ ref('fct_' ~ kind ~ 's') }}
    {{ 'union all' if not loop.last }}
{% endfor %}
