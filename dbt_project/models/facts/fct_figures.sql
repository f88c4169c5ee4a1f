{{ maintained('article_id', {'int_figures': 'article_id', 'int_measure_claims': 'article_id'}) }}

with figures as (
    select * from {{ part_of(ref('int_figures'), 'article_id') }}
),

measure_claims as (
    select * from {{ part_of(ref('int_measure_claims'), 'article_id') }}
)

select
    figures.figure_id,
    {{ evidence_columns('figures') }},

    figures.surface,
    figures.value,
    figures.value_low,
    figures.value_high,
    figures.modifier,
    figures.unit,
    figures.unit_kind,
    figures.what,
    figures.subject,
    measure_claims.measure_id,
    figures.attributed_to,
    figures.quote_id,

    figures.head,
    figures.object,
    figures.stage,
    figures.base,
    figures.event,
    figures.period
from figures
left join measure_claims on figures.figure_id = measure_claims.figure_id
