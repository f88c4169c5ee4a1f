{{ maintained('measure_id', {'int_measure_verdicts': 'measure_id'}) }}

with verdicts as (
    select * from {{ part_of(ref('int_measure_verdicts'), 'measure_id') }}
)

select
    measure_id,
    label,
    subject,
    unit,
    verdict,
    value,
    value_low,
    value_high,
    n_claims,
    n_articles
from verdicts
