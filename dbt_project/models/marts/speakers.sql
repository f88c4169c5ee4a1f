with quotes as (
    select * from {{ ref('int_quotes') }}
),

clusters as (
    select * from {{ ref('int_quote_clusters') }}
),

names as (
    select * from {{ ref('int_speaker_names') }}
),

spoken as (
    select
        quotes.quote_id,
        coalesce(names.canonical, quotes.speaker) as speaker,
        quotes.speaker_kind,
        quotes.speaker_role,
        quotes.speaker_party,
        clusters.quote_key
    from quotes
    inner join clusters on quotes.quote_id = clusters.quote_id
    left join names
        on
            quotes.article_id = names.article_id
            and quotes.speaker = names.speaker
    where quotes.speaker is not null
)

select
    speaker,
    mode(speaker_kind order by quote_id) as kind,
    mode(speaker_role order by quote_id) as role,
    mode(speaker_party order by quote_id) as party,
    count(distinct quote_key) as n_quotes
from spoken
group by speaker
