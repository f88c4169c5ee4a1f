{{ maintained('quote_key', {'int_quote_verdicts': 'quote_key'}) }}

with verdicts as (
    select * from {{ part_of(ref('int_quote_verdicts'), 'quote_key') }}
)

select
    quote_key,
    case when not is_attribution_disputed then speaker end as speaker,
    case when not is_attribution_disputed then speaker_role end as speaker_role,
    case when not is_attribution_disputed then speaker_party end as speaker_party,
    quote_text,
    wordings,
    n_articles,
    verdict
from verdicts
