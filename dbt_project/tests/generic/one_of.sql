{#- The column holds one of these values; missing only where that is said to be allowed. -#}
{% test one_of(model, column_name, values, missing=false) %}
select
    {{ column_name }} as stray_value,
    count(*) as n_rows
from {{ model }}
where
    {{ column_name }} not in ({% for value in values %}'{{ value }}'{{ ', ' if not loop.last }}{% endfor %})
    {% if not missing %}or {{ column_name }} is null{% endif %}
group by {{ column_name }}
{% endtest %}
