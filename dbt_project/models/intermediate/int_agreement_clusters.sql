{{ maintained('agreement_id', {
    'int_agreements': 'agreement_id',
    'int_agreement_pairs': 'select agreement_a from {changes} union all select agreement_b from {changes}',
    'int_stories': '
        select agreement_id from {int_agreements}
        where article_id in (
            select article_id from {changes} group by article_id, source_id having count(*) = 1
        )
    '
}, spread='
    select agreement_id from {this}
    where component in (select component from {this} where agreement_id in (select part from {dirty}))
') }}

with agreements as (
    select * from {{ part_of(ref('int_agreements'), 'agreement_id') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

pairs as (
    select * from {{ part_of(ref('int_agreement_pairs'), ['agreement_a', 'agreement_b']) }}
),

tied as (
    {{ tied_together(
        'agreements', 'agreement_id', 'published_low nulls last, agreement_id', 'pairs', 'agreement_a', 'agreement_b'
    ) | indent(4) }}
),

members as (
    select
        tied.lead_node as label,
        tied.node,
        tied.agreement_id,
        agreements.article_id,
        stories.source_id,
        coalesce(agreements.date_role, agreements.status) as date_role,
        agreements.date_low,
        agreements.date_high
    from tied
    inner join agreements on tied.agreement_id = agreements.agreement_id
    inner join stories on agreements.article_id = stories.article_id
),

-- dates that touch are one date; a gap begins another
stretched as (
    select
        members.*,
        max(date_high) over (
            partition by label, date_role
            order by date_low, date_high, node
            rows between unbounded preceding and 1 preceding
        ) as reached
    from members
    where date_low is not null and date_high is not null
),

islands as (
    select
        stretched.*,
        count(case when reached is null or date_low > reached then 1 end) over (
            partition by label, date_role
            order by date_low, date_high, node
            rows between unbounded preceding and current row
        ) as island
    from stretched
),

-- an article that gives two of them, years apart, speaks of two agreements
told_apart as (
    select distinct
        a.label,
        a.date_role,
        a.island
    from islands as a
    inner join islands as b
        on
            a.label = b.label
            and a.date_role = b.date_role
            and a.article_id = b.article_id
            and a.island <> b.island
            and abs(date_diff('day', a.date_low, b.date_low)) > {{ var('other_year_days') }}
),

island_sources as (
    select
        islands.label,
        islands.date_role,
        islands.island,
        min(islands.date_low) as island_low,
        min(islands.node) as first_node,
        count(distinct islands.source_id) as n_sources,
        bool_or(told_apart.island is not null) as is_told_apart
    from islands
    left join told_apart
        on
            islands.label = told_apart.label
            and islands.date_role = told_apart.date_role
            and islands.island = told_apart.island
    group by islands.label, islands.date_role, islands.island
),

-- two dates of one role, each carried by two sources or more or told apart by one, are two agreements
carried as (
    select
        island_sources.*,
        count(*) over (partition by label, date_role) as n_carried
    from island_sources
    where n_sources >= 2 or is_told_apart
),

split_roles as (
    select
        label,
        arg_min(date_role, date_role) as date_role
    from carried
    where n_carried >= 2
    group by label
),

split_dates as (
    select
        carried.label,
        carried.island_low,
        carried.first_node,
        carried.n_sources
    from carried
    inner join split_roles
        on
            carried.label = split_roles.label
            and carried.date_role = split_roles.date_role
),

-- a dated member goes to the nearest of the dates, one without a date to the one that most sources carry
nearest as (
    select
        members.node,
        arg_min(
            split_dates.first_node,
            (
                case
                    when members.date_low is null then -split_dates.n_sources
                    else abs(date_diff('day', members.date_low, split_dates.island_low))
                end,
                split_dates.first_node
            )
        ) as lead_node
    from members
    inner join split_dates on members.label = split_dates.label
    group by members.node
),

assigned as (
    select
        members.node,
        members.agreement_id,
        members.article_id,
        members.source_id,
        coalesce(nearest.lead_node, members.label) as lead_group
    from members
    left join nearest on members.node = nearest.node
),

led as (
    select
        assigned.*,
        min(node) over (partition by lead_group) as lead_node
    from assigned
)

select
    led.agreement_id,
    led.article_id,
    led.source_id,
    {{ short_hash(["'agreement'", "tied.agreement_id"]) }} as agreement_key,
    {{ short_hash(["'agreement'", "led.agreement_id"]) }} as own_key,
    tied.lead_agreement_id as component
from led
inner join tied on led.lead_node = tied.node
