{#- `text` with one blank wherever something else than letters and digits stands; most blanks are left as they are. -#}
{% macro spaced_words(text) -%}
    regexp_replace(
        {{ text }}, '[^\p{L}\p{N}\p{M} ][^\p{L}\p{N}\p{M}]*| [^\p{L}\p{N}\p{M}]+', ' ', 'g'
    )
{%- endmacro %}

{#-
  The distinct words of a text that carry meaning, as a list of hashes: lower case, no accents, no plural s, no stop
  words. A crude stem is enough here: these lists are only ever compared with each other, and numbers do that faster.
  Accents go when the typographic marks are gone, and endings while the words are one text: both cost less so.
-#}
{% macro content_words(text) -%}
    list_distinct(list_transform(
        list_filter(
            string_split(
                regexp_replace(
                    strip_accents({{ spaced_words('lower(' ~ text ~ ')') }}) || ' ', '(ies|y|es|s) ', ' ', 'g'
                ),
                ' '
            ),
            lambda word: len(word) > 2 and not list_contains({{ stop_words() }}, word)
        ),
        lambda word: hash(word)
    ))
{%- endmacro %}

{#- The closed classes of five languages, stemmed as `content_words` stems: they tie nothing to anything. -#}
{% macro stop_words() -%}
    [
        'the', 'and', 'for', 'with', 'from', 'that', 'thi', 'these', 'those', 'will', 'would', 'could', 'should', 'have', 'has',
        'had', 'wa', 'were', 'are', 'not', 'but', 'it', 'their', 'they', 'than', 'over', 'under', 'about', 'into', 'also',
        'said', 'say', 'such', 'other', 'more', 'most', 'which', 'who', 'whom', 'when', 'while', 'after', 'before', 'between',
        'der', 'die', 'das', 'und', 'mit', 'von', 'fur', 'den', 'dem', 'ein', 'eine', 'einer', 'sich', 'auf', 'auch',
        'les', 'des', 'une', 'pour', 'dans', 'avec', 'sur', 'par', 'est', 'que', 'qui', 'los', 'las', 'del', 'con', 'por',
        'para', 'una', 'och', 'att', 'det', 'som', 'med', 'till', 'fran', 'har'
    ]
{%- endmacro %}

{#- Of the shorter of two lists, the share that the other has too; null when either is empty. -#}
{% macro overlap(a, b) -%}
    len(list_intersect({{ a }}, {{ b }})) / nullif(least(len({{ a }}), len({{ b }})), 0)
{%- endmacro %}

{#- The same for words of a phrase or a lead: looking few words up one by one costs less than making sets of them. -#}
{% macro word_overlap(a, b) -%}
    len(list_filter({{ a }}, lambda word: list_contains({{ b }}, word))) / nullif(least(len({{ a }}), len({{ b }})), 0)
{%- endmacro %}

{#- A bit for each member of a list of hashes; members may share one. No bit in common, no member in common. -#}
{% macro bits_of(hashes) -%}
    coalesce(
        list_bit_or(list_transform({{ hashes }}, lambda member: cast(1 as bigint) << cast(member % 62 as int))), 0
    )
{%- endmacro %}

{#-
  The most that two lists may have in common, by their bits: as many as have a bit in common, and those that share theirs
  with another member of their list (`n_bitless`, members less bits).
-#}
{% macro shared_at_most(a, b) -%}
    (bit_count({{ a }}.bits & {{ b }}.bits) + least({{ a }}.n_bitless, {{ b }}.n_bitless))
{%- endmacro %}

{#- Of all that either list has, the share that both have; null when both are empty. -#}
{% macro jaccard(a, b) -%}
    len(list_intersect({{ a }}, {{ b }}))
    / nullif(len({{ a }}) + len({{ b }}) - len(list_intersect({{ a }}, {{ b }})), 0)
{%- endmacro %}

{#- Quoted words as they compare: lower case, no accents, no punctuation, single spaces. -#}
{% macro plain_words(text) -%}
    trim({{ spaced_words("strip_accents(lower(replace(replace(" ~ text ~ ", '’', ''), '''', '')))") }})
{%- endmacro %}

{#- Whole sentences as they compare: lower case, without the spaces and marks that one desk sets unlike another. -#}
{% macro plain_letters(text) -%}
    lower(replace(regexp_replace({{ text }}, '[\x{A0}\t\n.,;:!?…"“”„«»‘’''()\[\]–—-]+', '', 'g'), ' ', ''))
{%- endmacro %}

{#- The words by which a speaker is known: without courtesy titles, articles and the words that offices share. -#}
{% macro speaker_words(speaker) -%}
    list_sort(list_distinct(list_filter(
        string_split(
            regexp_replace(
                ' ' || {{ plain_words(speaker) }} || ' ', ' (united states|u s|us|u s a|usa|american) ', ' us '
            ),
            ' '
        ),
        lambda word: word <> ''
        and not list_contains(
            [
                'the', 'of', 'a', 's', 'office', 'and', 'in', 'by', 'for', 'mr', 'mrs', 'ms', 'dr', 'sir', 'ambassador',
                'president', 'minister', 'secretary', 'statement', 'spokesman', 'spokeswoman', 'spokesperson'
            ],
            word
        )
    )))
{%- endmacro %}

{#- Whether plain words, with a blank at both ends, hold a word that begins with one of the terms between bars. -#}
{% macro has_any(words, terms) -%}
    list_bool_or(list_transform(string_split({{ terms }}, '|'), lambda term: contains({{ words }}, ' ' || term)))
{%- endmacro %}

{#- The words of a person's name in their order, the surname last, without titles and offices in front of it. -#}
{% macro person_words(name) -%}
    list_filter(
        string_split({{ plain_words(name) }}, ' '),
        lambda word: not list_contains(
            [
                'mr', 'mrs', 'ms', 'dr', 'prof', 'sir', 'dame', 'lord', 'lady', 'herr', 'frau', 'ambassador', 'mayor',
                'president', 'prime', 'minister', 'chancellor', 'secretary', 'senator', 'governor', 'jr', 'sr'
            ],
            word
        )
    )
{%- endmacro %}

{#- What all of several lists hold, sorted; null where that is nothing. -#}
{% macro common_to_all(lists) -%}
    nullif(list_reduce({{ lists }}, lambda known, others: list_sort(list_intersect(known, others))), [])
{%- endmacro %}
