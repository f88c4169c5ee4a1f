-- why: a value that the sources contradict is never shown as a fact. This holds whatever a model above does with it.
with measures as (
    select
        'measures' as mart,
        measure_id as row_key
    from {{ unproved(ref('measures')) }}
    where verdict in ('contradictory', 'divergent') and value is not null
),

agreements as (
    select
        'agreements' as mart,
        agreement_key as row_key
    from {{ unproved(ref('agreements')) }}
    where
        date_verdict in ('contradictory', 'divergent')
        and (date_edtf is not null or date_low is not null or date_high is not null)
),

quotes as (
    select
        'quotes' as mart,
        quote_key as row_key
    from {{ unproved(ref('quotes')) }}
    where verdict = 'contradictory' and speaker is not null
)

select
    mart,
    row_key
from measures
union all
select
    mart,
    row_key
from agreements
union all
select
    mart,
    row_key
from quotes
