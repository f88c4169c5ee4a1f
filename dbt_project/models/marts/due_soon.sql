{{ config(materialized='view') }}

with commitments as (
    select * from {{ ref('commitments') }}
)

select
    commitment_key,
    agreement_key,
    who,
    what,
    strength,
    due_low,
    due_high,
    date_diff('day', current_date, due_high) as days_left
from commitments
where due_high >= current_date
order by due_high, commitment_key
