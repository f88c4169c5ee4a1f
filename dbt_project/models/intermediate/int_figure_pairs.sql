with claims as (
    select * from {{ ref('int_figure_claims') }}
),

placed as (
    select
        claims.*,
        row_number() over (partition by story_id, unit order by article_id, figure_id) as place
    from claims
),

candidates as (
    select
        a.figure_id as figure_a,
        b.figure_id as figure_b,
        a.article_id as article_a,
        b.article_id as article_b,
        coalesce(a.subject = b.subject, false) as same_subject,
        coalesce(a.substance = b.substance, false) as same_substance,
        coalesce(a.event = b.event, false) as same_event,
        coalesce(a.head = b.head, false) as same_head,
        {{ same('a.value', 'b.value') }} as same_value,
        coalesce({{ overlap('a.words', 'b.words') }}, 0.0) as word_overlap,
        -- a unit of physics says more about what is measured than money, shares and counts do
        a.unit_kind not in ('money', 'percent', 'count', 'duration', 'ratio', 'rate', 'other') as telling_unit
    from placed as a
    inner join placed as b
        on
            a.story_id = b.story_id
            and a.unit = b.unit
            and a.article_id <> b.article_id
            and a.place < b.place
            and a.place + {{ var('max_block') }} >= b.place
    where
        {{ same('a.definition', 'b.definition') }}
        and {{ same('a.subject', 'b.subject') }}
        and coalesce(a.substance, b.substance, '') = coalesce(b.substance, a.substance, '')
        and {{ same('a.stage', 'b.stage') }}
        and {{ same('a.base', 'b.base') }}
        and coalesce(a.period, b.period, '') = coalesce(b.period, a.period, '')
        and coalesce(a.event, b.event, '') = coalesce(b.event, a.event, '')
        and {{ same('a.agreement_key', 'b.agreement_key') }}
),

alike as (
    select
        candidates.*,
        case when same_subject then 1 else 0 end
        + case when same_substance then 1 else 0 end
        + case when same_event then 1 else 0 end
        + case when same_head then 1 else 0 end
        + 2 * word_overlap as likeness
    from candidates
    where
        (word_overlap >= 0.5 and (same_subject or same_substance or same_event or word_overlap >= 0.8))
        or (word_overlap >= 0.3 and telling_unit)
),

ranked as (
    select
        alike.*,
        rank() over (partition by figure_a, article_b order by likeness desc) as choice_of_a,
        rank() over (partition by figure_b, article_a order by likeness desc) as choice_of_b
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
    likeness
from chosen
where
    (n_for_a = 1 or all_same_for_a)
    and (n_for_b = 1 or all_same_for_b)
