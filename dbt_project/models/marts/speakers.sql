{{ maintained('speaker', {'int_quote_clusters': 'speaker'}) }}

with quotes as (
    select * from {{ part_of(ref('int_quote_clusters'), 'speaker') }}
    where speaker is not null
)

select
    speaker,
    mode(speaker_kind order by quote_id) as kind,
    mode(speaker_role order by quote_id) as role,
    mode(speaker_party order by quote_id) as party,
    count(distinct quote_key) as n_quotes
from quotes
group by speaker
