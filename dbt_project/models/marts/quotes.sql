with verdicts as (
    select * from {{ ref('int_quote_verdicts') }}
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
