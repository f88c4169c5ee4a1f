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
  claim. Exact repeats are told apart by their order; they stand on one span, and few claims share theirs.
-#}
{% macro identified(claims, kind, content) -%}
    {%- set content_hash = short_hash(
        ["claims.article_id", "'" ~ kind ~ "'", "claims.char_start", "claims.char_end"] + content
    ) -%}
    select
        claims.*,
        articles.path,
        articles.published_low,
        {{ span_of('articles.text', 'claims.sentence_start', 'claims.sentence_end') }} as sentence,
        -- out of its sentence, to which the way is shorter than through the text
        {{ span_of(
            'sentence', '(claims.char_start - claims.sentence_start)', '(claims.char_end - claims.sentence_start)'
        ) }} as surface,
        {{ content_hash }} as content_hash,
        {{ fact_id('content_hash', 'coalesce(repeats.ordinal, 1)') }} as fact_id
    from {{ claims }} as claims
    inner join articles on claims.article_id = articles.article_id
    left join (
        select
            claims.article_id,
            claims.position,
            row_number() over (partition by {{ content_hash }} order by claims.position) as ordinal
        from {{ claims }} as claims
        inner join (
            select
                article_id,
                char_start,
                char_end
            from {{ claims }}
            group by article_id, char_start, char_end
            having count(*) > 1
        ) as spans
            on
                claims.article_id = spans.article_id
                and claims.char_start = spans.char_start
                and claims.char_end = spans.char_end
    ) as repeats
        on
            claims.article_id = repeats.article_id
            and claims.position = repeats.position
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
