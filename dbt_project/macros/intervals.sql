{#-
  Codebook, section 6, as SQL. A claim is an interval; these macros build it and compare two of them.
  Open ends are infinite, ends are closed when compared.
-#}

{#- Half of what the digits of an exact number leave open. Bounds, ranges and approximations are never widened. -#}
{% macro rounding(claim) -%}
    case
        when {{ claim }}.modifier <> 'exact' or {{ claim }}.value is null or {{ claim }}.last_digit is null then 0.0
        when {{ claim }}.scaled then {{ claim }}.last_digit / 2
        when abs({{ claim }}.value) < 1000 then 0.0
        else least({{ claim }}.last_digit / 2, {{ var('rounding_cap') }} * abs({{ claim }}.value))
    end
{%- endmacro %}

{% macro interval_low(claim) -%}
    case
        when {{ claim }}.modifier = 'exact' then {{ claim }}.value - ({{ rounding(claim) }})
        else coalesce({{ claim }}.value_low, cast('-infinity' as double))
    end
{%- endmacro %}

{% macro interval_high(claim) -%}
    case
        when {{ claim }}.modifier = 'exact' then {{ claim }}.value + ({{ rounding(claim) }})
        else coalesce({{ claim }}.value_high, cast('infinity' as double))
    end
{%- endmacro %}

{#- The share of the larger by which two numbers differ; 0 for two zeros. -#}
{% macro distance(a, b) -%}
    case when {{ a }} = {{ b }} then 0.0 else abs({{ a }} - {{ b }}) / greatest(abs({{ a }}), abs({{ b }})) end
{%- endmacro %}

{#-
  How far apart the numbers stand that two claims state. A range states its ends: a number inside it is no distance away,
  one outside is as far as the nearer end; two ranges are as far apart as the nearer of their like ends.
-#}
{% macro stated_distance(a, b) -%}
    case
        when {{ a }}.value is not null and {{ b }}.value is not null
            then {{ distance(a ~ '.value', b ~ '.value') }}
        when {{ a }}.value is null and {{ b }}.value is null
            then least(
                coalesce({{ distance(a ~ '.value_low', b ~ '.value_low') }}, 0.0),
                coalesce({{ distance(a ~ '.value_high', b ~ '.value_high') }}, 0.0)
            )
        when {{ a }}.value is null and {{ b }}.value between {{ a }}.value_low and {{ a }}.value_high then 0.0
        when {{ b }}.value is null and {{ a }}.value between {{ b }}.value_low and {{ b }}.value_high then 0.0
        when {{ a }}.value is null
            then least({{ distance(a ~ '.value_low', b ~ '.value') }}, {{ distance(a ~ '.value_high', b ~ '.value') }})
        else least({{ distance(a ~ '.value', b ~ '.value_low') }}, {{ distance(a ~ '.value', b ~ '.value_high') }})
    end
{%- endmacro %}

{#-
  The verdict on two claims in one unit. Each of a and b names a relation with value, value_low, value_high, modifier,
  low and high (the interval). Tested in the codebook's order: agree, contradictory, divergent, compatible. The slack of
  one part in a billion is for binary fractions, not for numbers that differ.
-#}
{% macro interval_verdict(a, b) -%}
    case
        when {{ a }}.modifier = {{ b }}.modifier
            and {{ same(a ~ '.value', b ~ '.value') }}
            and {{ same(a ~ '.value_low', b ~ '.value_low') }}
            and {{ same(a ~ '.value_high', b ~ '.value_high') }} then 'agree'
        when {{ a }}.modifier = 'exact' and {{ b }}.modifier = 'exact'
            and (
                {{ a }}.value between {{ b }}.low - 1e-9 * abs({{ b }}.low) and {{ b }}.high + 1e-9 * abs({{ b }}.high)
                or {{ b }}.value between {{ a }}.low - 1e-9 * abs({{ a }}.low) and {{ a }}.high + 1e-9 * abs({{ a }}.high)
            ) then 'agree'
        when greatest({{ a }}.low, {{ b }}.low)
            > least({{ a }}.high, {{ b }}.high) + 1e-9 * abs(least({{ a }}.high, {{ b }}.high)) then 'contradictory'
        when {{ stated_distance(a, b) }} > {{ var('tolerance') }} + 1e-9 then 'divergent'
        else 'compatible'
    end
{%- endmacro %}

{#-
  The verdict on two dates of one event. Days that share no day contradict each other, but for a day's difference where
  the article only names a day relative to its own: that is the day of writing or a time zone. Without a year in the
  text, the day and month decide.
-#}
{% macro date_verdict(a, b) -%}
    case
        when {{ a }}.date_edtf = {{ b }}.date_edtf then 'agree'
        when {{ a }}.date_low is null or {{ b }}.date_low is null
            then case
                when {{ a }}.date_edtf not like '____-__-__' or {{ b }}.date_edtf not like '____-__-__' then 'compatible'
                when right({{ a }}.date_edtf, 5) = right({{ b }}.date_edtf, 5) then 'agree'
                else 'contradictory'
            end
        when greatest({{ a }}.date_low, {{ b }}.date_low)
            > least({{ a }}.date_high, {{ b }}.date_high)
            + cast({{ a }}.is_inferred or {{ b }}.is_inferred as integer) then 'contradictory'
        when {{ a }}.date_low = {{ b }}.date_low and {{ a }}.date_high = {{ b }}.date_high then 'agree'
        else 'compatible'
    end
{%- endmacro %}
