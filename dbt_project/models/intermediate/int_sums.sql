{{ maintained('article_id', {'int_figures': 'article_id', 'int_adjudications': 'article_id'}) }}

with figures as (
    select * from {{ part_of(ref('int_figure_intervals'), 'article_id') }}
    where
        unit_kind in ('money', 'count', 'mass', 'length', 'area', 'volume', 'energy', 'power')
        and converts is null
        and coalesce(base, 'together') = 'together'
),

ledger as (
    {{ decisions_on(ref('int_adjudications'), ['figure']) | indent(4) }}
),

-- most sentences hold one figure of a unit and no list: they are told apart before any text is read
counted_in as (
    select
        figure_id,
        count(*) over (partition by article_id, sentence_start, unit) as n_figures
    from figures
),

-- the figures of one unit in one sentence in their order, each with the words since the one before
placed as (
    select
        figures.*,
        counted_in.n_figures,
        row_number() over same_unit as place,
        {{ span_of(
            'sentence', 'coalesce(lag(char_end) over same_unit, sentence_start) - sentence_start',
            'char_start - sentence_start'
        ) }} as words_before
    from figures
    inner join counted_in on figures.figure_id = counted_in.figure_id
    where counted_in.n_figures >= 2
    window same_unit as (partition by article_id, sentence_start, unit order by char_start)
),

-- what may be the total of the sentence after it
alone as (
    select
        figures.*,
        1 as place
    from figures
    inner join counted_in on figures.figure_id = counted_in.figure_id
    where counted_in.n_figures = 1
),

read as (
    select
        placed.*,
        regexp_matches(words_before, {{ parts_go_on() }})
        and not regexp_matches(words_before, {{ other_amount() }}) as goes_on,
        regexp_matches(words_before, {{ parts_in_full() }}) as opens_full,
        regexp_matches(words_before, {{ parts_in_part() }}) as opens_part,
        regexp_matches(words_before, {{ total_in_full() }}) as closes_full,
        regexp_matches(words_before, {{ total_in_part() }}) as closes_part
    from placed
),

sentences as (
    select
        article_id,
        sentence_start,
        unit,
        any_value(sentence) as sentence,
        any_value(n_figures) as n_figures,
        bool_or(place = 2 and opens_full) as opens_full,
        bool_or(place = 2 and opens_part) as opens_part,
        bool_or(place = n_figures and closes_full) as closes_full,
        bool_or(place = n_figures and closes_part) as closes_part,
        bool_and(goes_on) filter (where place > 2) as goes_on_after_first,
        bool_and(goes_on) filter (where place > 1 and place < n_figures) as goes_on_to_last,
        bool_and(goes_on) filter (where place > 1) as goes_on_throughout
    from read
    group by article_id, sentence_start, unit
),

-- where the total stands, which figures are its parts, and whether these are all of them
told as (
    select
        article_id,
        sentence_start,
        sentence_start as total_sentence,
        unit,
        1 as total_place,
        opens_full as in_full
    from sentences
    where n_figures >= 3 and (opens_full or opens_part) and goes_on_after_first
    union all
    select
        article_id,
        sentence_start,
        sentence_start as total_sentence,
        unit,
        n_figures as total_place,
        closes_full as in_full
    from sentences
    where n_figures >= 3 and (closes_full or closes_part) and goes_on_to_last
    union all
    select
        parts.article_id,
        parts.sentence_start,
        totals.sentence_start as total_sentence,
        parts.unit,
        0 as total_place,
        false as in_full
    from sentences as parts
    inner join alone as totals
        on
            parts.article_id = totals.article_id
            and parts.unit = totals.unit
            and parts.sentence_start - totals.sentence_start - length(totals.sentence) between 0 and 2
    where
        parts.n_figures >= 2
        and parts.goes_on_throughout
        and regexp_matches(parts.sentence, {{ parts_of_the_last() }})
),

added as (
    select
        told.article_id,
        told.sentence_start,
        told.total_sentence,
        told.unit,
        told.total_place,
        told.in_full,
        sum(parts.low order by parts.char_start) as low,
        sum(parts.high order by parts.char_start) as high,
        list(parts.figure_id order by parts.char_start) as part_ids,
        string_agg('"' || parts.surface || '"', ' and ' order by parts.char_start) as parts
    from told
    inner join placed as parts
        on
            told.article_id = parts.article_id
            and told.sentence_start = parts.sentence_start
            and told.unit = parts.unit
            and told.total_place <> parts.place
    group by all
),

totals as (
    select * exclude (n_figures, words_before)
    from placed
    union all by name
    select * from alone
),

sums as (
    select
        totals.figure_id,
        totals.article_id,
        totals.surface,
        totals.path,
        totals.low as total_low,
        totals.high as total_high,
        added.low,
        added.high,
        added.part_ids,
        added.parts,
        added.in_full
    from added
    inner join totals
        on
            added.article_id = totals.article_id
            and added.total_sentence = totals.sentence_start
            and added.unit = totals.unit
            and totals.place = greatest(added.total_place, 1)
),

off as (
    select
        *,
        'parts of "' || surface || '"' as label,
        '"' || surface || '" in ' || path || ' means ' || {{ interval_text('total_low', 'total_high') }}
        || ', its parts ' || parts || ' add up to ' || {{ interval_text('low', 'high') }} || '.' as explanation
    from sums
    where
        low > total_high + 1e-9 * abs(total_high)
        or (in_full and high < total_low - 1e-9 * abs(total_low))
),

-- a count and the names that follow it; "and" may stand in a name, so their number has two ends
listed as (
    select
        figure_id,
        article_id,
        surface,
        path,
        value,
        char_end,
        {{ span_of('sentence', 'char_end - sentence_start', 'length(sentence)') }} as rest,
        regexp_extract(rest, {{ named_list() }}, 1) as names
    from figures
    where
        unit_kind = 'count' and modifier = 'exact' and value between 3 and 40
        and (contains(sentence, ':') or contains(sentence, ', namely '))
),

counted as (
    select
        *,
        len(string_split(names, ', ')) as n_least,
        n_least + len(regexp_extract_all(names, '[^,] and ')) as n_most,
        cast(char_end + instr(rest, names) - 1 as integer) as names_start
    from listed
    where names <> ''
),

miscounted as (
    select
        *,
        'names after "' || surface || '"' as label,
        '"' || surface || '" in ' || path || ' is followed by ' || {{ interval_text('n_least', 'n_most') }} || ' names.'
            as explanation
    from counted
    where value not between n_least and n_most
),

members as (
    select
        figure_id,
        unnest([figure_id] || part_ids) as member_id
    from off
    union all
    select
        figure_id,
        figure_id as member_id
    from miscounted
),

found as (
    select
        figure_id,
        article_id,
        label,
        explanation,
        part_ids
    from off
    union all by name
    select
        figure_id,
        article_id,
        label,
        explanation,
        names,
        names_start,
        n_least,
        n_most
    from miscounted
),

ruled as (
    select
        members.figure_id,
        string_agg(distinct ledger.note, '; ' order by ledger.note) as notes
    from members
    inner join ledger on members.member_id = ledger.fact_id
    group by members.figure_id
)

select
    found.*,
    ruled.notes,
    ruled.notes is null as is_disputed
from found
left join ruled on found.figure_id = ruled.figure_id
