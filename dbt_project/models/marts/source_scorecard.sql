{{ maintained('article_id', {
    'raw': 'article_id',
    'int_measure_claims': articles_left_or_joined('int_measure_claims', 'measure_id'),
    'int_agreement_clusters': articles_left_or_joined('int_agreement_clusters', 'agreement_key'),
    'int_commitment_clusters': articles_left_or_joined('int_commitment_clusters', 'commitment_key'),
    'int_quote_clusters': articles_left_or_joined('int_quote_clusters', 'quote_key'),
    'int_conflict_claims': 'article_id'
}) }}

with articles as (
    select * from {{ part_of(ref('stg_articles'), 'article_id') }}
),

measure_claims as (
    select * from {{ meeting_part_of(ref('int_measure_claims'), 'measure_id', 'article_id') }}
),

agreement_clusters as (
    select * from {{ meeting_part_of(ref('int_agreement_clusters'), 'agreement_key', 'article_id') }}
),

commitment_clusters as (
    select * from {{ meeting_part_of(ref('int_commitment_clusters'), 'commitment_key', 'article_id') }}
),

quote_clusters as (
    select * from {{ meeting_part_of(ref('int_quote_clusters'), 'quote_key', 'article_id') }}
),

conflict_claims as (
    select * from {{ part_of(ref('int_conflict_claims'), 'article_id') }}
    where class_id is not null
),

-- every claim that another article could repeat, with the group of those that do
claims as (
    select
        figure_id as fact_id,
        article_id,
        source_id,
        hash('measure', measure_id) as group_key
    from measure_claims
    union all
    select
        agreement_id as fact_id,
        article_id,
        source_id,
        hash('agreement', agreement_key) as group_key
    from agreement_clusters
    union all
    select
        commitment_id as fact_id,
        article_id,
        source_id,
        hash('commitment', commitment_key) as group_key
    from commitment_clusters
    union all
    select
        quote_id as fact_id,
        article_id,
        source_id,
        hash('quote', quote_key) as group_key
    from quote_clusters
),

carried as (
    select
        group_key,
        count(distinct source_id) as n_sources
    from claims
    group by group_key
),

disputed as (
    select
        fact_id,
        bool_or(outlier) as is_outlier
    from conflict_claims
    group by fact_id
),

judged as (
    select
        claims.article_id,
        disputed.fact_id is not null as is_contradicted,
        coalesce(disputed.is_outlier, false) as is_outlier,
        carried.n_sources
    from claims
    inner join carried on claims.group_key = carried.group_key
    left join disputed on claims.fact_id = disputed.fact_id
),

counted as (
    select
        article_id,
        count(*) as n_claims,
        count(*) filter (where n_sources > 1 and not is_contradicted) as n_corroborated,
        count(*) filter (where is_contradicted) as n_contradicted,
        count(*) filter (where is_outlier) as n_outlier,
        count(*) filter (where n_sources = 1 and not is_contradicted) as n_alone
    from judged
    group by article_id
)

select
    articles.article_id,
    articles.path,
    coalesce(counted.n_claims, 0) as n_claims,
    coalesce(counted.n_corroborated, 0) as n_corroborated,
    coalesce(counted.n_contradicted, 0) as n_contradicted,
    coalesce(counted.n_outlier, 0) as n_outlier,
    coalesce(counted.n_alone, 0) as n_alone
from articles
left join counted on articles.article_id = counted.article_id
