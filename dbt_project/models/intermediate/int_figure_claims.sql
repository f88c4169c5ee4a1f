{{ maintained(
    'article_id',
    {
        'int_figures': 'article_id',
        'int_stories': 'article_id',
        'int_commitments': 'article_id',
        'int_agreement_clusters': 'article_id',
        'int_party_names': 'article_id',
        'int_rates': 'select article_id from {int_stories} where story_id in (select story_id from {changes})',
    }
) }}

with figures as not materialized (
    select * from {{ part_of(ref('int_figure_intervals'), 'article_id') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
),

commitments as (
    select * from {{ part_of(ref('int_commitments'), 'article_id') }}
),

clusters as (
    select * from {{ part_of(ref('int_agreement_clusters'), 'article_id') }}
),

party_names as (
    select * from {{ part_of(ref('int_party_names'), 'article_id') }}
),

definitions as (
    select * from {{ ref('measure_definitions') }}
),

rates as (
    select * from {{ ref('int_rates') }}
),

either_way as (
    select
        story_id,
        unit,
        priced_unit as other_unit
    from rates
    union all
    select
        story_id,
        priced_unit as unit,
        unit as other_unit
    from rates
),

-- the currencies whose rate in another is told in the story
exchanges as (
    select
        story_id,
        unit,
        list(distinct other_unit order by other_unit) as exchanges
    from either_way
    group by story_id, unit
),

-- the agreement whose deadline or amount a figure states, by the commitment that shares its words
agreed as (
    select
        figures.figure_id,
        min(clusters.agreement_key) as agreement_key
    from figures
    inner join commitments
        on
            figures.article_id = commitments.article_id
            and figures.sentence_start = commitments.sentence_start
    inner join clusters on commitments.agreement_id = clusters.agreement_id
    where figures.unit_kind = 'duration' and commitments.deadline is not null
    group by figures.figure_id
    having count(distinct clusters.agreement_key) = 1
),

-- figures that are the amount of a commitment
committed as (
    select distinct figures.figure_id
    from figures
    inner join commitments
        on
            figures.article_id = commitments.article_id
            and figures.sentence_start = commitments.sentence_start
            and figures.stated_unit = commitments.amount_unit
    where {{ same('figures.stated_value', 'commitments.amount') }}
),

-- objects are few: each is read once
substances as (
    select
        object,
        nullif(trim(regexp_replace(
            lower(object), '\b(elements?|metals?|products?|output|ores?|oxides?)\b|s\b', '', 'g'
        )), '') as substance
    from figures
    where object is not null
    group by object
),

measured as not materialized (
    select
        figures.* exclude (subject),
        coalesce(party_names.canonical, figures.subject) as subject,
        substances.substance,
        stories.story_id,
        stories.source_id,
        agreed.agreement_key,
        exchanges.exchanges
    from figures
    inner join stories on figures.article_id = stories.article_id
    left join agreed on figures.figure_id = agreed.figure_id
    left join substances on figures.object = substances.object
    left join exchanges
        on
            stories.story_id = exchanges.story_id
            and figures.unit = exchanges.unit
    left join party_names
        on
            figures.article_id = party_names.article_id
            and figures.subject = party_names.party
    -- what an article restates in another unit it claims once, and a rate is the price of money, not an amount of it
    where figures.converts is null and coalesce(figures.head, '') <> 'exchange rate'
),

definitions_by_kind as (
    select
        * exclude (unit_kinds),
        unnest(string_split(unit_kinds, '|')) as unit_kind
    from definitions
),

-- figures of which all is known that a definition asks for, but for its words
eligible as (
    select
        measured.figure_id,
        measured.what,
        measured.head,
        measured.event,
        measured.surface,
        case when definitions.looks_in = 'sentence' then measured.sentence end as sentence,
        definitions.definition,
        definitions.label,
        definitions.triggers,
        definitions.excluded,
        concat_ws(
            '|',
            definitions.definition,
            case definitions.scope
                when 'story' then measured.story_id
                when 'agreement' then measured.agreement_key
            end,
            measured.unit,
            case when definitions.keyed_by like '%subject%' then measured.subject end,
            case when definitions.keyed_by like '%object%' then measured.substance end,
            case when definitions.keyed_by like '%stage%' then measured.stage end,
            coalesce(measured.base, ''),
            coalesce(measured.period, '')
        ) as definition_key
    from measured
    inner join definitions_by_kind as definitions on measured.unit_kind = definitions.unit_kind
    where
        (definitions.units is null or list_contains(string_split(definitions.units, '|'), measured.unit))
        and (definitions.scope <> 'agreement' or measured.agreement_key is not null)
        and (definitions.keyed_by not like '%subject%' or measured.subject is not null)
        and (definitions.keyed_by not like '%object%' or measured.substance is not null)
        and (definitions.keyed_by not like '%stage%' or measured.stage is not null)
),

worded as (
    select
        eligible.*,
        ' ' || {{ plain_words("concat_ws(' ', what, head, event, surface)") }} || ' ' as described,
        ' ' || {{ plain_words('sentence') }} || ' ' as sentence_words
    from eligible
),

defined as (
    select
        figure_id,
        definition,
        definition_key,
        label
    from worded
    where
        (triggers is null or {{ has_any('coalesce(sentence_words, described)', 'triggers') }})
        and (excluded is null or not {{ has_any('described', 'excluded') }})
),

-- a figure that fits two definitions is measured by neither of them for certain
certain as (
    select
        figure_id,
        any_value(definition) as definition,
        any_value(definition_key) as definition_key,
        any_value(label) as label
    from defined
    group by figure_id
    having count(*) = 1
)

select
    measured.figure_id,
    measured.article_id,
    measured.story_id,
    measured.source_id,
    measured.path,
    measured.char_start,
    measured.char_end,
    measured.surface,

    measured.what,
    measured.head,
    measured.subject,
    measured.object,
    measured.substance,
    measured.stage,
    measured.base,
    measured.event,
    measured.period,
    measured.agreement_key,
    committed.figure_id is not null as is_committed,
    certain.definition,
    certain.definition_key,
    certain.label as definition_label,

    measured.unit_kind,
    measured.unit,
    measured.exchanges,
    measured.modifier,
    measured.value,
    measured.value_low,
    measured.value_high,
    measured.low,
    measured.high
from measured
left join certain on measured.figure_id = certain.figure_id
left join committed on measured.figure_id = committed.figure_id
