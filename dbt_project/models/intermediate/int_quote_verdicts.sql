{{ maintained('quote_key', {
    'int_quote_clusters': 'quote_key',
    'int_quote_pairs': 'select quote_key from {int_quote_clusters} where quote_id in (select quote_a from {changes})',
}) }}

with clusters as (
    select * from {{ part_of(ref('int_quote_clusters'), 'quote_key') }}
),

pairs as (
    select * from {{ ref('int_quote_pairs') }}
),

judged as (
    select
        a.quote_key,
        pairs.kind,
        {{ verdict_rank('pairs.verdict') }} as verdict_rank,
        a.is_active and b.is_active as is_active
    from pairs
    inner join clusters as a on pairs.quote_a = a.quote_id
    inner join clusters as b on pairs.quote_b = b.quote_id
),

worst as (
    select
        quote_key,
        max(verdict_rank) filter (where kind = 'attribution') as attribution_rank,
        max(verdict_rank) filter (where kind = 'wording') as wording_rank,
        max(verdict_rank) filter (where is_active) as active_rank,
        max(verdict_rank) filter (where is_active and kind = 'attribution') as active_attribution_rank,
        max(verdict_rank) filter (where is_active and kind = 'wording') as active_wording_rank
    from judged
    group by quote_key
),

counted as (
    select
        quote_key,
        count(*) as n_claims,
        count(distinct article_id) as n_articles,
        -- the fullest wording, as the first source gives it
        arg_min(quote_text, (-length(quote_text), quote_id)) as quote_text,
        list(distinct quote_text order by quote_text) as wordings,
        arg_min(speaker, (speaker_kind <> 'person', -length(speaker), quote_id)) filter (
            where speaker is not null and is_active
        ) as speaker,
        arg_min(speaker_kind, (speaker_kind <> 'person', -length(speaker), quote_id)) filter (
            where speaker is not null and is_active
        ) as speaker_kind
    from clusters
    group by quote_key
),

noted as (
    select
        quote_key,
        string_agg(distinct note, '; ' order by note) as notes
    from clusters
    where note is not null
    group by quote_key
),

described as (
    select
        clusters.quote_key,
        arg_min(clusters.speaker_role, (-length(clusters.speaker_role), clusters.quote_id)) as speaker_role,
        mode(clusters.speaker_party order by clusters.quote_id) as speaker_party
    from clusters
    inner join counted
        on
            clusters.quote_key = counted.quote_key
            and clusters.speaker_kind = counted.speaker_kind
    where clusters.is_active
    group by clusters.quote_key
)

select
    counted.quote_key,
    counted.n_claims,
    counted.n_articles,
    counted.quote_text,
    counted.wordings,
    counted.speaker,
    described.speaker_role,
    described.speaker_party,
    noted.notes,
    case when worst.attribution_rank >= 3 then {{ verdict_name('worst.attribution_rank') }} end as attribution_verdict,
    case when worst.wording_rank >= 3 then {{ verdict_name('worst.wording_rank') }} end as wording_verdict,
    coalesce(worst.active_attribution_rank >= 3, false) as is_attribution_disputed,
    coalesce(worst.active_wording_rank >= 3, false) as is_wording_disputed,
    {{ verdict_of('worst.active_rank', 'counted.n_claims') }} as verdict
from counted
left join noted on counted.quote_key = noted.quote_key
left join described on counted.quote_key = described.quote_key
left join worst on counted.quote_key = worst.quote_key
