{{ maintained('story_id', {'int_figure_claims': 'story_id'}) }}

with claims as (
    select
        *,
        -- a story's currencies of which it tells the rates meet in one block
        case when exchanges is null then unit end as block_unit,
        -- a bare share, sum or number says nothing about what it is of
        concat_ws(
            ' ', what, case when head not in ('share', 'sum', 'amount', 'number') then head end
        ) as phrase
    from {{ part_of(ref('int_figure_claims'), 'story_id') }}
),

-- figures are worded alike again and again: a phrase is read and two of them are compared once, however many have them
wordings as materialized (
    select
        phrase,
        row_number() over (order by phrase) as wording,
        {{ content_words('phrase') }} as words
    from claims
    group by phrase
),

-- what two figures must have in common to be compared at all is their block
blocks as (
    select
        claims.figure_id,
        claims.article_id,
        claims.story_id,
        hash(claims.article_id) as article,
        claims.subject,
        claims.substance,
        claims.event,
        claims.period,
        claims.head,
        claims.value,
        claims.unit,
        claims.exchanges,
        claims.unit_kind,
        wordings.wording,
        hash(
            claims.story_id, claims.block_unit, claims.definition, claims.subject, claims.stage, claims.base,
            claims.agreement_key
        ) as block
    from claims
    inner join wordings
        on
            claims.phrase = wordings.phrase
            and len(wordings.words) > 0
),

placed as (
    select
        blocks.*,
        row_number() over (partition by block order by article_id, figure_id) as place
    from blocks
),

candidates as (
    select
        a.figure_id as figure_a,
        b.figure_id as figure_b,
        a.story_id,
        a.article as article_a,
        b.article as article_b,
        a.wording as wording_a,
        b.wording as wording_b,
        a.subject is not null as same_subject,
        coalesce(a.substance = b.substance, false) as same_substance,
        coalesce(a.event = b.event, false) as same_event,
        coalesce(a.head = b.head, false) as same_head,
        {{ same('a.value', 'b.value') }} and a.unit = b.unit as same_value,
        a.unit <> b.unit as is_exchanged,
        -- a unit of physics says more about what is measured than money, shares and counts do
        a.unit_kind not in ('money', 'percent', 'count', 'duration', 'ratio', 'rate', 'other') as telling_unit
    from placed as a
    inner join placed as b
        on
            a.block = b.block
            and a.article <> b.article
            and a.place < b.place
            and a.place + {{ var('max_block') }} >= b.place
    where
        coalesce(a.substance, b.substance, '') = coalesce(b.substance, a.substance, '')
        and coalesce(a.period, b.period, '') = coalesce(b.period, a.period, '')
        and coalesce(a.event, b.event, '') = coalesce(b.event, a.event, '')
        and (a.unit = b.unit or list_contains(a.exchanges, b.unit))
),

compared as (
    select distinct
        wording_a,
        wording_b
    from candidates
),

shared as (
    select
        compared.wording_a,
        compared.wording_b,
        {{ word_overlap('a.words', 'b.words') }} as word_overlap
    from compared
    inner join wordings as a on compared.wording_a = a.wording
    inner join wordings as b on compared.wording_b = b.wording
),

alike as (
    select
        candidates.*,
        case when same_subject then 1 else 0 end
        + case when same_substance then 1 else 0 end
        + case when same_event then 1 else 0 end
        + case when same_head then 1 else 0 end
        + 2 * shared.word_overlap as likeness
    from candidates
    inner join shared
        on
            candidates.wording_a = shared.wording_a
            and candidates.wording_b = shared.wording_b
    where
        (
            shared.word_overlap >= 0.5
            and (same_subject or same_substance or same_event or shared.word_overlap >= 0.8)
        )
        or (shared.word_overlap >= 0.3 and telling_unit)
),

ranked as (
    select
        alike.*,
        -- what an article says in the same currency comes before what it says in another
        rank() over (partition by figure_a, article_b order by is_exchanged asc, likeness desc) as choice_of_a,
        rank() over (partition by figure_b, article_a order by is_exchanged asc, likeness desc) as choice_of_b
    from alike
),

-- a figure that fits two numbers of an article equally well is tied to neither, unless they are the same number
chosen as (
    select
        ranked.*,
        count(*) over (partition by figure_a, article_b) as n_for_a,
        count(*) over (partition by figure_b, article_a) as n_for_b,
        bool_and(same_value) over (partition by figure_a, article_b) as all_same_for_a,
        bool_and(same_value) over (partition by figure_b, article_a) as all_same_for_b
    from ranked
    where choice_of_a = 1 and choice_of_b = 1
)

select
    figure_a,
    figure_b,
    story_id,
    likeness
from chosen
where
    (n_for_a = 1 or all_same_for_a)
    and (n_for_b = 1 or all_same_for_b)
