with verdicts as (
    select * from {{ ref('int_measure_verdicts') }}
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
