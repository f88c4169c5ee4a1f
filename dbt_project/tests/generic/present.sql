{#- None of these columns is ever missing. -#}
{% test present(model, columns) %}
select {{ columns | join(', ') }}
from {{ unproved(model) }}
where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
