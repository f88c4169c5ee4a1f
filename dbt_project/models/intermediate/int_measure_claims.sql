{{ maintained(
    'measure_id',
    {
        'int_figure_measures': 'measure_id',
        'int_figure_claims': '
            select measure_id from {int_figure_measures} where figure_id in (select figure_id from {changes})
        ',
        'int_rates': 'select measure_id from {int_figure_measures} where story_id in (select story_id from {changes})',
        'int_adjudications': '
            select measure_id from {int_figure_measures} where figure_id in (select fact_id from {changes})
        ',
        'int_story_topics': '
            select measure_id from {int_figure_measures} where story_id in (select story_id from {changes})
        ',
        'int_agreement_descriptions': '
            select measures.measure_id
            from {int_figure_claims} as claims
            inner join {int_figure_measures} as measures on claims.figure_id = measures.figure_id
            where claims.agreement_key in (select agreement_key from {changes})
        ',
        'int_parties': '
            select measures.measure_id
            from {int_figure_claims} as claims
            inner join {int_figure_measures} as measures on claims.figure_id = measures.figure_id
            where claims.subject in (
                select subject from {int_figure_claims}
                group by subject
                having list_has_any(string_split(subject, \'+\'), (select list(party) from {changes}))
            )
        ',
    }
) }}

with grouped as (
    select * from {{ part_of(ref('int_figure_measures'), 'measure_id') }}
),

claims as not materialized (
    select * from {{ ref('int_figure_claims') }}
    {% if goes_on() %}
        where figure_id in (select figure_id from grouped)
    {% endif %}
),

labelled as (
    select * from {{ ref('int_figure_labels') }}
),

rates as (
    select * from {{ ref('int_rates') }}
),

ledger as (
    {{ decisions_on(ref('int_adjudications'), ['figure']) | indent(4) }}
),

told_again as (
    select
        measure_id,
        article_id
    from grouped
    group by measure_id, article_id
    having count(*) > 1
),

beside_others as (
    select
        grouped.measure_id,
        claims.*
    from told_again
    inner join grouped
        on
            told_again.measure_id = grouped.measure_id
            and told_again.article_id = grouped.article_id
    inner join claims on grouped.figure_id = claims.figure_id
),

-- an article that gives two numbers for it shows that the description is too coarse to tell them apart
ambiguous as (
    select distinct
        a.measure_id,
        a.article_id
    from beside_others as a
    inner join beside_others as b
        on
            a.measure_id = b.measure_id
            and a.article_id = b.article_id
            and a.figure_id < b.figure_id
    where a.unit = b.unit and {{ interval_verdict('a', 'b') }} = 'contradictory'
    union
    select
        a.measure_id,
        a.article_id
    from beside_others as a
    inner join beside_others as b
        on
            a.measure_id = b.measure_id
            and a.article_id = b.article_id
    inner join rates
        on
            a.story_id = rates.story_id
            and a.unit = rates.priced_unit
            and b.unit = rates.unit
    group by a.measure_id, a.article_id, a.figure_id, b.figure_id
    having not bool_or(a.low * rates.low <= b.high and b.low <= a.high * rates.high)
),

comparable as (
    select
        grouped.measure_id,
        claims.figure_id,
        ledger.decision,
        ledger.note
    from claims
    inner join grouped on claims.figure_id = grouped.figure_id
    left join ambiguous
        on
            grouped.measure_id = ambiguous.measure_id
            and grouped.article_id = ambiguous.article_id
    left join ledger on claims.figure_id = ledger.fact_id
    where
        ambiguous.measure_id is null
        and (
            grouped.n_claims > 1
            or claims.definition is not null
            or (claims.head is not null and coalesce(claims.subject, claims.event) is not null)
        )
),

accepted as (
    {{ accepted_in('comparable', 'decision', 'measure_id') | indent(4) }}
)

select
    comparable.measure_id,
    {{ short_hash([
        "comparable.measure_id", "labelled.unit", "labelled.modifier", "labelled.value", "labelled.value_low",
        "labelled.value_high", "labelled.low", "labelled.high"
    ]) }} as class_id,
    labelled.figure_id,
    labelled.article_id,
    labelled.story_id,
    labelled.source_id,
    labelled.path,
    labelled.char_start,
    labelled.char_end,
    labelled.surface,
    labelled.definition,
    labelled.label,
    labelled.subject,
    labelled.agreement_key,
    labelled.unit,
    labelled.modifier,
    labelled.value,
    labelled.value_low,
    labelled.value_high,
    labelled.low,
    labelled.high,
    comparable.note,
    {{ stands('comparable.decision', 'accepted.measure_id') }} as is_active
from comparable
inner join labelled on comparable.figure_id = labelled.figure_id
left join accepted on comparable.measure_id = accepted.measure_id
