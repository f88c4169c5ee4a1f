{#- How what claims are about is called: a fixed grammar over what is known of it, never a clause with holes. -#}

{% macro agreement_noun(instrument) -%}
    case {{ instrument }} when 'other' then 'agreement' else replace({{ instrument }}, '_', ' ') end
{%- endmacro %}

{#- Beginnings of words by which a subject says itself what kind of agreement it speaks of. -#}
{% macro agreement_nouns() -%}
    {{ [
        'accord', 'agreement', 'alliance', 'bloc ', 'contract', 'deal ', 'deals ', 'declaration', 'framework', 'initiative',
        'joint venture', 'letter of intent', 'memorand', 'pact', 'partnership', 'plan ', 'plans ', 'protocol', 'treat',
        'venture', 'abkommen', 'absichtserkl', 'partnerschaft', 'vertrag', 'vereinbarung'
    ] | join('|') }}
{%- endmacro %}

{#- The subject of an agreement without its marks, partners and day, which labels give elsewhere or not. -#}
{% macro bare_subject(subject) -%}
    nullif(trim(regexp_replace(
        translate({{ subject }}, '“”„"', ''),
        '(?i) (with|between|mit|zwischen) .*$'
        || '| (on|in|am|im|by|since|seit) ((mon|tues|wednes|thurs|fri|satur|sun)day|[0-9]|'
        || '(january|february|march|april|may|june|july|august|september|october|november|december) ).*$',
        ''
    ), ' ,;:''‘’'), '')
{%- endmacro %}

{#- The plural of an English noun; words that do not inflect by rule and stand in the news are listed. -#}
{% macro plural(noun) -%}
    case
        when {{ noun }} = 'person' then 'people'
        when {{ noun }} = 'child' then 'children'
        when right({{ noun }}, 3) = 'man' then left({{ noun }}, -3) || 'men'
        when regexp_matches({{ noun }}, '[^aeiou]y$') then left({{ noun }}, -1) || 'ies'
        when regexp_matches({{ noun }}, '(ch|sh|x)$') then {{ noun }} || 'es'
        when right({{ noun }}, 1) = 's' then {{ noun }}
        else {{ noun }} || 's'
    end
{%- endmacro %}

{% macro possessive(name) -%}
    {{ name }} || case when right({{ name }}, 1) = 's' then '’' else '’s' end
{%- endmacro %}

{#- Names of states and bodies that stand with an article in a sentence. -#}
{% macro with_article(name) -%}
    case
        when regexp_matches(
            {{ name }},
            '^(United|European|African|Czech Republic|Dominican|Faroe|Netherlands|Philippines|Gambia|Bahamas|Maldives)\b'
            || '|(Islands|Republic|Emirates|Union|Bank|Agency|Organization|Ministry|Commission|Council)$'
        ) then 'the ' || {{ name }}
        else {{ name }}
    end
{%- endmacro %}

{#- What is done, without the day by which it is to be done. -#}
{% macro without_deadline(what) -%}
    regexp_replace(
        {{ what }},
        '(?i),? (by|until|before|within|no later than|bis|binnen|innerhalb von) ((the )?(end|middle|start)\b|[0-9]|'
        || 'january|february|march|april|may\b|june|july|august|september|october|november|december|'
        || '[a-z]+ (days?|weeks?|months?|years?)).*$',
        ''
    )
{%- endmacro %}

{#- What a figure is about where it is a class of goods: those are spoken of in the plural, materials are not. -#}
{% macro goods(object) -%}
    {{ object }}
    || case
        when regexp_matches({{ object }}, '(mineral|metal|earth|element|product|vaccine|chip)$') then 's' else ''
    end
{%- endmacro %}
