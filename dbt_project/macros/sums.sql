{#-
  How a text says that amounts are the parts of a total: closed classes of wording, for the words between two figures.
  What is no such wording is no sum; a missed sum costs less than a false one.
-#}

{#- After the total: the parts that follow are all of it. -#}
{% macro parts_in_full() -%}
    '(?i)(\b(made up of|consist(s|ed|ing)? of|compris(es|ed|ing)|composed of|combin(es|ed|ing)|namely|(split|divided) (between|into|among)|bestehend aus|bestående av)\b|:)[^.;:()]{0,40}$'
{%- endmacro %}

{#- After the total: the parts that follow are some of it. -#}
{% macro parts_in_part() -%}
    '(?i)\b(including|includes|of which|of that|among them|davon|darunter|dont|varav|incluidos|de los cuales)\b[^.;:()]{0,40}$'
{%- endmacro %}

{#- Before the total: what was listed is all of it. -#}
{% macro total_in_full() -%}
    '(?i)\b(for an? (grand |combined |overall )?total of|totall?ing|adding up to|(amount|add|sum)s? (up )?to|insgesamt|sammanlagt)\s*$'
{%- endmacro %}

{#- Before the total: what was listed is some of it. -#}
{% macro total_in_part() -%}
    '(?i)\b(bringing|takes|taking|brings) (the|its|their) (overall |combined )?total (to|at)\s*$'
{%- endmacro %}

{#- Between two parts: a list goes on. -#}
{% macro parts_go_on() -%}
    '(?i)^[^.;:()“”"]{0,80}(,|\b(and|und|et|y|och|plus)\b)[^.;:()“”"]{0,80}$'
{%- endmacro %}

{#- Between two figures: the second is compared with the first, replaces it or is of another time. -#}
{% macro other_amount() -%}
    '(?i)\b(than|compared|against|instead|rather|not|or|up|down|rising|falling|rose|fell|previous(ly)?|earlier|last|next|per|each|every|annual(ly)?|additional|another|further|more|extra|again|worth|cost|costs|als|pro|jeweils|mer)\b|\b(from|to|by|at|with)\s*$'
{%- endmacro %}

{#- At the start of a sentence: what follows are parts of the amount of the sentence before. -#}
{% macro parts_of_the_last() -%}
    '(?i)^(of (this|that|these|those|the (total|sum|amount|money))|davon|varav)\b'
{%- endmacro %}

{#- A colon and the names of a list up to the end of the sentence, in the words after a count. -#}
{% macro named_list() -%}
    {%- set name = "(the )?\\p{Lu}[\\p{L}.’''-]*( (of|the|de|da|and|\\p{Lu}[\\p{L}.’''-]*)){0,5}" -%}
    '^[^:;.,()]{0,40}(?::|, namely) ({{ name }}(, {{ name }})+,? and {{ name }})[.”"]*$'
{%- endmacro %}
