{{ maintained('block', {
    'int_commitments': '
        select block from {this} where commitment_id in (select commitment_id from {changes})
        union all
        select coalesce(clusters.agreement_key, stories.story_id)
        from {changes} as changes
        inner join {int_stories} as stories on changes.article_id = stories.article_id
        left join {int_agreement_clusters} as clusters on changes.agreement_id = clusters.agreement_id
        where changes.is_new
    ',
    'int_agreement_clusters': 'agreement_key',
    'int_stories': '
        select story_id from {changes}
        union all
        select block from {this}
        where article_id in (select article_id from {changes} group by article_id, source_id having count(*) = 1)
    ',
    'int_claim_parties': 'select block from {this} where commitment_id in (select fact_id from {changes})'
}) }}

with agreement_clusters as (
    select * from {{ ref('int_agreement_clusters') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

commitments as (
    select * from {{ ref('int_commitments') }}
    {%- if goes_on() %}
        where
            article_id in (select article_id from {{ part_of(ref('int_stories'), 'story_id') }})
            or agreement_id in (select agreement_id from {{ part_of(ref('int_agreement_clusters'), 'agreement_key') }})
    {%- endif %}
),

parties as (
    select * from {{ ref('int_claim_parties') }}
),

claims as (
    select
        commitments.commitment_id,
        commitments.article_id,
        stories.source_id,
        commitments.published_low,
        agreement_clusters.agreement_key,
        coalesce(agreement_clusters.agreement_key, stories.story_id) as block,
        parties.parties as who,
        commitments.negative,
        commitments.deadline,
        commitments.amount_unit,
        {{ content_words('commitments.what') }} as words
    from commitments
    inner join stories on commitments.article_id = stories.article_id
    inner join parties on commitments.commitment_id = parties.fact_id
    left join agreement_clusters on commitments.agreement_id = agreement_clusters.agreement_id
    {%- if goes_on() %}
        where {{ in_dirty(['block'], dirty_parts()) }}
    {%- endif %}
),

placed as (
    select
        claims.*,
        row_number() over (partition by block order by published_low, commitment_id) as place
    from claims
),

compared as (
    select
        a.commitment_id as commitment_a,
        b.commitment_id as commitment_b,
        a.article_id as article_a,
        b.article_id as article_b,
        coalesce({{ word_overlap('a.words', 'b.words') }}, 0.0) as word_overlap,
        {{ jaccard('a.who', 'b.who') }} as actor_jaccard
    from placed as a
    inner join placed as b
        on
            a.block = b.block
            and a.article_id <> b.article_id
            and a.place < b.place
            and a.place + {{ var('max_block') }} >= b.place
    where
        {{ same('a.agreement_key', 'b.agreement_key') }}
        and a.negative = b.negative
        and coalesce(a.amount_unit, b.amount_unit, '') = coalesce(b.amount_unit, a.amount_unit, '')
),

alike as (
    select
        compared.*,
        rank() over (partition by commitment_a, article_b order by word_overlap + actor_jaccard desc) as choice_of_a,
        rank() over (partition by commitment_b, article_a order by word_overlap + actor_jaccard desc) as choice_of_b
    from compared
    where word_overlap >= 0.5 and actor_jaccard >= 0.5
),

chosen as (
    select
        alike.*,
        count(*) over (partition by commitment_a, article_b) as n_for_a,
        count(*) over (partition by commitment_b, article_a) as n_for_b
    from alike
    where choice_of_a = 1 and choice_of_b = 1
),

certain as (
    select
        commitment_a,
        commitment_b
    from chosen
    where n_for_a = 1 and n_for_b = 1
),

tied as (
    {{ tied_together(
        'claims', 'commitment_id', 'published_low nulls last, commitment_id', 'certain', 'commitment_a', 'commitment_b'
    ) | indent(4) }}
)

select
    {{ short_hash(["'commitment'", "tied.lead_commitment_id"]) }} as commitment_key,
    claims.commitment_id,
    claims.article_id,
    claims.source_id,
    claims.agreement_key,
    claims.block
from tied
inner join claims on tied.commitment_id = claims.commitment_id
