{#- Every value of the column stands in the other relation. dbt's own test of this name looks at all rows each time. -#}
{% test relationships(model, column_name, to, field) %}
with parents as (
    select {{ field }} as key_value from {{ to }}
)

select {{ column_name }} as orphan_value
from {{ unproved_links(model, column_name, to, field) }}
where {{ column_name }} is not null and {{ column_name }} not in (select key_value from parents where key_value is not null)
{% endtest %}
