{#- How numbers, intervals and lists are written in explanations that people read. -#}

{% macro number_text(number) -%}
    case
        when {{ number }} is null then 'open'
        when isinf({{ number }}) then 'open'
        when {{ number }} = trunc({{ number }}) and abs({{ number }}) < 1e15 then format('{:,}', cast({{ number }} as bigint))
        else regexp_replace(format('{:.4f}', {{ number }}), '\.?0+$', '')
    end
{%- endmacro %}

{% macro interval_text(low, high) -%}
    case
        when {{ low }} = {{ high }} then {{ number_text(low) }}
        when isinf({{ low }}) then 'at most ' || {{ number_text(high) }}
        when isinf({{ high }}) then 'at least ' || {{ number_text(low) }}
        else {{ number_text(low) }} || ' to ' || {{ number_text(high) }}
    end
{%- endmacro %}

{% macro weekday_name(isodow) -%}
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][{{ isodow }}]
{%- endmacro %}

{#- A label with its words in braces replaced by what stands for them; those that are missing leave nothing. -#}
{% macro filled(label, parts) -%}
    {%- set ns = namespace(text=label) -%}
    {%- for name, value in parts.items() -%}
        {%- set ns.text = "replace(" ~ ns.text ~ ", '{" ~ name ~ "}', coalesce(" ~ value ~ ", ''))" -%}
    {%- endfor -%}
    {{ ns.text }}
{%- endmacro %}

{#- A figure with its bound and unit. -#}
{% macro figure_text(claims) -%}
    case {{ claims }}.modifier
        when 'at_least' then 'at least ' when 'up_to' then 'up to ' when 'approx' then 'about '
        when 'exact' then '' when 'range' then '' else {{ claims }}.modifier || ' '
    end
    || case
        when {{ claims }}.value is not null then {{ number_text(claims ~ '.value') }}
        else {{ number_text(claims ~ '.value_low') }} || ' to ' || {{ number_text(claims ~ '.value_high') }}
    end
    || ' ' || {{ claims }}.unit
{%- endmacro %}

{#- Rates of exchange need their digits, not their places. -#}
{% macro rate_text(rate) -%}
    case when {{ rate }} >= 1e5 then {{ number_text('round(' ~ rate ~ ')') }} else format('{:.6g}', {{ rate }}) end
{%- endmacro %}

{#- How one of two claims in two currencies was put into the other's, and by whose word; nothing for one currency. -#}
{% macro exchange_text(pairs, exchanged) -%}
    case
        when {{ pairs }}.rate_path is null then ''
        else
            {{ pairs }}.rate_path
            || case
                when {{ pairs }}.is_restated
                    then ' itself gives "' || {{ exchanged }} || '" as "' || {{ pairs }}.rate_surface || '", '
                else
                    ' states ' || {{ rate_text(pairs ~ '.rate_low') }} || ' to ' || {{ rate_text(pairs ~ '.rate_high') }}
                    || ' ' || {{ pairs }}.rate_unit || ' for one ' || {{ pairs }}.priced_unit || ' ("'
                    || {{ pairs }}.rate_surface || '"), by which "' || {{ exchanged }} || '" is '
            end
            || {{ interval_text(
                'round(' ~ pairs ~ '.exchanged_low, 2)', 'round(' ~ pairs ~ '.exchanged_high, 2)'
            ) }}
            || ' ' || {{ pairs }}.rate_unit || '; '
    end
{%- endmacro %}
