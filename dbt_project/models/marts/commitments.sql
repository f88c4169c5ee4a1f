{{ maintained('commitment_key', {'int_commitment_verdicts': 'commitment_key'}) }}

with verdicts as (
    select * from {{ part_of(ref('int_commitment_verdicts'), 'commitment_key') }}
)

select
    commitment_key,
    agreement_key,
    who,
    what,
    strength,
    nullif(amount_low, cast('-infinity' as double)) as amount_low,
    nullif(amount_high, cast('infinity' as double)) as amount_high,
    amount_unit,
    due_low,
    due_high,
    verdict,
    n_articles,
    negative
from verdicts
