{#- Sixteen hex digits over what a row is about. A missing part counts as itself, so that ('a', null) is not ('a'). -#}
{% macro short_hash(parts) -%}
    left(md5(concat_ws('|'{% for part in parts %}, coalesce(cast({{ part }} as varchar), '~'){% endfor %})), 16)
{%- endmacro %}

{#- The id of a fact from its content hash: repeats of one claim at one span are told apart by their order. -#}
{% macro fact_id(content_hash, ordinal) -%}
    case when {{ ordinal }} = 1 then {{ content_hash }} else left(md5({{ content_hash }} || '#' || {{ ordinal }}), 16) end
{%- endmacro %}

{#- The text between two offsets, which count Unicode code points from 0, the end exclusive. -#}
{% macro span_of(text, char_start, char_end) -%}
    substr({{ text }}, {{ char_start }} + 1, {{ char_end }} - ({{ char_start }}))
{%- endmacro %}

{#- The day a period (ISO 8601: P30D, P2W, P6M, P1Y) after another day; null for any other period. -#}
{% macro after_period(day, period) -%}
    cast({{ day }} + case right({{ period }}, 1)
        when 'D' then to_days(try_cast(regexp_extract({{ period }}, '^P(\d{1,5})D$', 1) as integer))
        when 'W' then to_days(7 * try_cast(regexp_extract({{ period }}, '^P(\d{1,4})W$', 1) as integer))
        when 'M' then to_months(try_cast(regexp_extract({{ period }}, '^P(\d{1,4})M$', 1) as integer))
        when 'Y' then to_years(try_cast(regexp_extract({{ period }}, '^P(\d{1,3})Y$', 1) as integer))
    end as date)
{%- endmacro %}

{#- Equal, or both missing. -#}
{% macro same(a, b) -%}
    ({{ a }} is not distinct from {{ b }})
{%- endmacro %}

{#- The fewest or the most days that a period may last: months have 28 to 31. Null for what is no period. -#}
{% macro period_days(period, end) -%}
    try_cast(regexp_extract({{ period }}, '^P(\d{1,5})[DWMY]$', 1) as double) * case right({{ period }}, 1)
        when 'D' then 1
        when 'W' then 7
        when 'M' then {{ 28 if end == 'low' else 31 }}
        when 'Y' then {{ 365 if end == 'low' else 366 }}
    end
{%- endmacro %}
