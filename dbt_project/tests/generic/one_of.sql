{#- Each of these columns holds one of its values; missing only in those listed as `missing`. -#}
{% test one_of(model, columns, missing=[]) %}
    {% for column, values in columns.items() -%}
        select
            '{{ column }}' as column_name,
            {{ column }} as stray_value,
            count(*) as n_rows
        from {{ unproved(model) }}
        where
            {{ column }} not in ({% for value in values %}'{{ value }}'{{ ', ' if not loop.last }}{% endfor %})
            {% if column not in missing %}or {{ column }} is null{% endif %}
        group by {{ column }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
{% endtest %}
