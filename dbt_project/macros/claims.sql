{#- What the claims of all kinds have in common: where they stand, what they are called, who has ruled on them. -#}

{#- One row for each span of a list that annotations hold. -#}
{% macro spans_of(annotations, kind) -%}
    select
        article_id,
        extractor_version,
        unnest({{ kind }}) as span,
        cast(generate_subscripts({{ kind }}, 1) - 1 as integer) as position
    from {{ annotations }}
{%- endmacro %}

{#- The columns that a span of every kind of claim has. -#}
{% macro span_columns() -%}
    article_id,
    extractor_version,
    position,
    span.char_start,
    span.char_end,
    span.rule,
    span.segment,
    span.language,
    span.sentence_start,
    span.sentence_end
{%- endmacro %}

{#-
  Claims with the words they stand on and an id: a hash of article, kind, span and `content`, the columns that make the
  claim. Exact repeats are told apart by their order, before the text of the article is at hand: sorting it would cost.
-#}
{% macro identified(claims, kind, content) -%}
    select
        numbered.*,
        articles.path,
        articles.published_low,
        {{ span_of('articles.text', 'numbered.char_start', 'numbered.char_end') }} as surface,
        {{ span_of('articles.text', 'numbered.sentence_start', 'numbered.sentence_end') }} as sentence,
        {{ fact_id('content_hash', 'ordinal') }} as fact_id
    from (
        select
            claims.*,
            {{ short_hash(["claims.article_id", "'" ~ kind ~ "'", "char_start", "char_end"] + content) }} as content_hash,
            row_number() over (partition by content_hash order by claims.position) as ordinal
        from {{ claims }} as claims
    ) as numbered
    inner join articles on numbered.article_id = articles.article_id
{%- endmacro %}

{#- The columns that every fact table starts with, after its id. -#}
{% macro evidence_columns(claims) -%}
    {%- for column in [
        'article_id', 'path', 'segment', 'language', 'char_start', 'char_end', 'sentence', 'rule', 'extractor_version'
    ] -%}
        {{ claims }}.{{ column }}{{ ',\n    ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The columns by which a conflict shows one of its claims. -#}
{% macro shown_claim(claims, fact_id, words='surface') -%}
    {{ claims }}.{{ fact_id }} as fact_id,
    {{ claims }}.article_id,
    {{ claims }}.path,
    {{ claims }}.char_start,
    {{ claims }}.char_end,
    {{ claims }}.{{ words }} as surface
{%- endmacro %}

{#- The last decision of the ledger on each claim that bears on one of these kinds of conflict. -#}
{% macro decisions_on(ledger, kinds) -%}
    select * from {{ ledger }}
    where not is_stale and (kind is null or kind in ({% for kind in kinds %}'{{ kind }}'{{ ', ' if not loop.last }}{% endfor %}))
    qualify row_number() over (partition by fact_id order by decided_on desc, kind asc) = 1
{%- endmacro %}

{#- The groups of claims of which the ledger accepts some. -#}
{% macro accepted_in(claims, decision, group_key) -%}
    select distinct {{ group_key }}
    from {{ claims }}
    where {{ decision }} = 'accept'
{%- endmacro %}

{#- Whether a claim still counts after the ledger: not rejected, and where others were accepted, accepted too. -#}
{% macro stands(decision, any_accepted) -%}
    coalesce({{ decision }} <> 'reject', true)
    and (coalesce({{ decision }} = 'accept', false) or {{ any_accepted }} is null)
{%- endmacro %}

{#- Claims of one date of one event are one class. -#}
{% macro date_class(claims) -%}
    {{ short_hash([
        claims ~ '.agreement_key', claims ~ '.role', claims ~ '.date_edtf', claims ~ '.date_low', claims ~ '.date_high'
    ]) }}
{%- endmacro %}

{#- Claims of one set of parties of one agreement are one class. -#}
{% macro party_class(claims) -%}
    {{ short_hash([claims ~ '.agreement_key', claims ~ '.parties']) }}
{%- endmacro %}
