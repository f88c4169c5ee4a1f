{#- From pairs of claims to the verdict on what they measure. Each relation of pairs has is_active and verdict. -#}

{#- Verdicts in order of gravity, so that the worst of many is their maximum. -#}
{% macro verdict_rank(verdict) -%}
    case {{ verdict }} when 'agree' then 1 when 'compatible' then 2 when 'divergent' then 3 when 'contradictory' then 4 end
{%- endmacro %}

{% macro verdict_name(rank) -%}
    case {{ rank }} when 1 then 'agree' when 2 then 'compatible' when 3 then 'divergent' when 4 then 'contradictory' else 'single' end
{%- endmacro %}

{#- The gravest verdict of each group, over all pairs and over those of which the ledger rejects neither. -#}
{% macro gravest(pairs, group_key) -%}
    select
        {{ group_key }},
        max({{ verdict_rank('verdict') }}) as worst_rank,
        max({{ verdict_rank('verdict') }}) filter (where is_active) as active_rank
    from {{ pairs }}
    group by {{ group_key }}
{%- endmacro %}

{#- The verdict on a group: the gravest of its pairs, and without pairs whether one claim or more say the same. -#}
{% macro verdict_of(rank, n_claims) -%}
    case
        when {{ rank }} is not null then {{ verdict_name(rank) }}
        when {{ n_claims }} > 1 then 'agree'
        else 'single'
    end
{%- endmacro %}

{#- Whether a verdict keeps a value from being shown. -#}
{% macro disputes(verdict) -%}
    {{ verdict }} in ('contradictory', 'divergent')
{%- endmacro %}

{#- The id of the conflict about one thing. -#}
{% macro conflict_id(kind, keys) -%}
    {{ short_hash(["'conflict'", "'" ~ kind ~ "'"] + keys) }}
{%- endmacro %}

{#- A query for the ids of conflicts of several kinds about the things in changed rows (see `maintained`). -#}
{% macro conflicts_about(kinds, keys) -%}
    {%- set ids = [] -%}
    {%- for kind in kinds -%}
        {%- do ids.append(conflict_id(kind, keys)) -%}
    {%- endfor -%}
    select unnest([{{ ids | join(', ') }}]) from {changes}
{%- endmacro %}

{#- The things of one kind about which there is a conflict; in a build that goes on, those of conflicts recomputed. -#}
{% macro disputed(verdicts) -%}
    {%- set conflicts = {
        'int_measure_verdicts': [('figure', ['measure_id'], disputes('stated_verdict'))],
        'int_date_verdicts': [('date', ['agreement_key', 'role'], disputes('stated_verdict'))],
        'int_party_verdicts': [('party', ['agreement_key'], disputes('stated_verdict'))],
        'int_commitment_verdicts': [
            ('deadline', ['commitment_key'], 'is_date_conflict'), ('amount', ['commitment_key'], 'is_amount_conflict')
        ],
        'int_quote_verdicts': [
            ('attribution', ['quote_key'], 'attribution_verdict is not null'),
            ('wording', ['quote_key'], 'wording_verdict is not null')
        ],
        'int_sums': [('sum', ['figure_id'], 'true')]
    }[verdicts] -%}
    select * from {{ ref(verdicts) }}
    where
    {%- for kind, keys, condition in conflicts %}
        {{ 'or ' if not loop.first }}({{ condition }} and {{ is_dirty(conflict_id(kind, keys)) }})
    {%- endfor %}
{%- endmacro %}
