{{ maintained(['article_a', 'article_b'], {
    'int_agreements': 'article_id', 'int_stories': 'article_id', 'int_claim_parties': 'article_id',
    'int_agreement_blocks': moved_in_reach(
        'int_agreement_blocks', 'block', 'agreement_id', 'published_low, agreement_id', 'article_id'
    )
}) }}

with blocks as (
    select * from {{ ref('int_agreement_blocks') }}
    {%- if goes_on() %}
        -- places count in whole blocks
        where block in (select block from {{ part_of(ref('int_agreement_blocks'), 'article_id') }})
    {%- endif %}
),

placed as (
    select
        block,
        agreement_id,
        article_id,
        {%- if goes_on() %}
            {{ in_dirty(['article_id'], dirty_parts()) }} as is_dirty,
        {%- endif %}
        row_number() over (partition by block order by published_low, agreement_id) as place
    from blocks
),

candidates as (
    select distinct
        least(a.agreement_id, b.agreement_id) as agreement_a,
        greatest(a.agreement_id, b.agreement_id) as agreement_b
    from placed as a
    inner join placed as b
        on
            a.block = b.block
            and a.article_id <> b.article_id
            and a.place < b.place
            and a.place + {{ var('max_block') }} >= b.place
    {%- if goes_on() %}
        where a.is_dirty or b.is_dirty
    {%- endif %}
),

agreements as (
    select * from {{ ref('int_agreements') }}
    {%- if goes_on() %}
        -- all of the articles, whose claims are counted
        where article_id in (
            select placed.article_id
            from placed
            inner join candidates on placed.agreement_id = candidates.agreement_a
            union
            select placed.article_id
            from placed
            inner join candidates on placed.agreement_id = candidates.agreement_b
        )
    {%- endif %}
),

stories as (
    select * from {{ ref('int_stories') }}
),

parties as (
    select * from {{ ref('int_claim_parties') }}
),

claims as (
    select
        agreements.agreement_id,
        agreements.article_id,
        agreements.instrument,
        parties.parties,
        agreements.status,
        agreements.date_low,
        agreements.date_high,
        coalesce(agreements.date_role, agreements.status) as date_role,
        agreements.published_low,
        agreements.earlier,
        lower(agreements.name) as name,
        {{ content_words("concat_ws(' ', agreements.name, agreements.subject)") }} as words,
        stories.story_id,
        count(*) over (partition by agreements.article_id, agreements.instrument) as n_like_it
    from agreements
    inner join stories on agreements.article_id = stories.article_id
    inner join parties on agreements.agreement_id = parties.fact_id
),

compared as (
    select
        candidates.agreement_a,
        candidates.agreement_b,
        a.article_id as article_a,
        b.article_id as article_b,
        a.story_id = b.story_id as same_story,
        a.instrument = b.instrument as same_instrument,
        coalesce(a.name = b.name, false) as same_name,
        a.n_like_it = 1 and b.n_like_it = 1 as only_ones,
        a.parties = b.parties as same_parties,
        least(len(a.parties), len(b.parties)) = 1
        and (list_has_all(a.parties, b.parties) or list_has_all(b.parties, a.parties)) as one_named,
        {{ jaccard('a.parties', 'b.parties') }} as party_jaccard,
        coalesce({{ word_overlap('a.words', 'b.words') }}, 0.0) as word_overlap,
        len(a.words) = 0 or len(b.words) = 0 as wordless,
        a.earlier = b.earlier as same_age,
        case
            when a.date_role <> b.date_role or a.date_low is null or b.date_low is null then 0
            when a.date_low > b.date_high + 1 or b.date_low > a.date_high + 1 then -1
            else 1
        end as date_fit,
        coalesce(
            abs(date_diff('day', coalesce(a.date_low, a.published_low), coalesce(b.date_low, b.published_low))) <= 400,
            true
        ) as near_in_time
    from candidates
    inner join claims as a on candidates.agreement_a = a.agreement_id
    inner join claims as b on candidates.agreement_b = b.agreement_id
),

alike as (
    select
        compared.*,
        4 * party_jaccard
        + case when same_instrument then 2 else 0 end
        + case when same_name then 4 else 0 end
        + 2 * word_overlap
        + 2 * date_fit as likeness
    from compared
    where
        -- a deal that one article tells of as bygone is that of another article only where the dates say so
        (same_age or date_fit = 1)
        and case
            when same_name then party_jaccard >= 0.5 and (same_story or date_fit >= 0)
            when not same_instrument then same_story and same_parties and word_overlap >= 0.5 and only_ones
            when same_story and one_named then only_ones and word_overlap >= 0.3
            when same_story then party_jaccard >= 0.6 and (word_overlap > 0 or wordless or only_ones)
            else
                same_parties
                and word_overlap >= 0.5
                and near_in_time
                and date_fit >= 0
        end
),

best as (
    select
        alike.*,
        row_number() over (partition by agreement_a, article_b order by likeness desc, agreement_b asc) as choice_of_a,
        row_number() over (partition by agreement_b, article_a order by likeness desc, agreement_a asc) as choice_of_b
    from alike
)

select
    agreement_a,
    agreement_b,
    article_a,
    article_b,
    same_story,
    likeness
from best
where choice_of_a = 1 and choice_of_b = 1
