{#- The column identifies a row: never missing, never twice. One query where unique and not_null are two. -#}
{% test key(model, column_name) %}
select
    {{ column_name }} as key_value,
    count(*) as n_rows
from {{ unproved_keys(model, column_name) }}
group by {{ column_name }}
having {{ column_name }} is null or count(*) > 1
{% endtest %}
