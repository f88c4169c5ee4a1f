{{ config(materialized='ephemeral') }}

{%- set measures = ref('int_figure_measures') %}

with claims as not materialized (
    select * from {{ ref('int_figure_claims') }}
    -- in a build that goes on, those that int_measure_claims makes anew, which alone reads this
    {% if goes_on() %}
        where figure_id in (
            select figure_id from {{ measures }}
            where {{ in_dirty(['measure_id'], dirty_parts('int_measure_claims')) }}
        )
    {% endif %}
),

parties as (
    select * from {{ ref('int_parties') }}
),

agreements as (
    select * from {{ ref('int_agreement_descriptions') }}
),

topics as (
    select * from {{ ref('int_story_topics') }}
),

subjects as (
    select distinct
        subject,
        unnest(string_split(subject, '+')) as party
    from claims
    where subject is not null
),

subject_names as (
    select
        subjects.subject,
        string_agg(
            {{ with_article('coalesce(parties.name, subjects.party)') }}, ' and '
            order by coalesce(parties.name, subjects.party)
        ) as name
    from subjects
    left join parties on subjects.party = parties.party
    group by subjects.subject
),

named as (
    select
        claims.* exclude (object),
        {{ goods('claims.object') }} as object,
        claims.object as material,
        subject_names.name as subject_name,
        {{ possessive('subject_names.name') }} as whose,
        topics.topic,
        coalesce(agreements.label, 'agreement') as agreement_label,
        claims.unit_kind not in ('money', 'percent', 'count', 'duration', 'rate', 'ratio', 'other') as is_physical
    from claims
    left join subject_names on claims.subject = subject_names.subject
    left join agreements on claims.agreement_key = agreements.agreement_key
    left join topics on claims.story_id = topics.story_id
),

-- the quantity: what is counted or measured, else what its unit allows to say
quantified as (
    select
        named.*,
        case
            when unit_kind = 'count' and right(material, length(head)) = head
                then 'number of ' || {{ plural('material') }}
            when unit_kind = 'count' then 'number of ' || {{ plural('coalesce(head, unit)') }}
            -- money words beside a weight or a capacity belong to another number
            when
                is_physical
                and (head is null or head in ('cost', 'price', 'value', 'loan', 'grant', 'revenue', 'tariff'))
                then case unit_kind when 'power' then 'capacity' when 'mass' then 'quantity' else unit_kind end
            when
                unit_kind = 'percent'
                and head not in (
                    'share', 'stake', 'tariff', 'tax', 'growth', 'inflation', 'interest', 'unemployment', 'turnout'
                )
                then head || ' (percentage)'
            when head is not null then head
            when is_committed and unit_kind = 'money' then 'pledge'
            when unit_kind in ('money', 'rate') then 'amount'
            when unit_kind = 'percent' then 'percentage'
            when unit_kind = 'duration' and modifier in ('up_to', 'under') then 'time limit'
            when unit_kind = 'duration' then 'duration'
            else 'quantity'
        end as thing,
        unit_kind <> 'count' and coalesce(head <> material, true) as names_object
    from named
),

placed as (
    select
        quantified.*,
        topic is not null and (subject is null or thing in ('percentage', 'quantity', 'amount')) as needs_topic
    from quantified
)

select
    placed.*,
    coalesce(
        {{ filled('definition_label', {
            'object': 'object', 'material': "replace(material, ' ', '-')", 'stage': 'stage', 'subject': 'subject_name',
            'whose': 'whose', 'event': "coalesce(event, 'meeting')", 'agreement': 'agreement_label'
        }) }},
        case when unit_kind = 'count' then '' else coalesce(whose || ' ', '') end
        || thing
        || case
            when base = 'world' and names_object then ' of the world’s ' || coalesce(object, 'total')
            when names_object then coalesce(' of ' || object, '')
            else ''
        end
        || case when stage <> thing then ' in ' || stage else '' end
        || case
            when event in ('meeting', 'summit', 'conference', 'forum', 'talks', 'ceremony') then ' at the ' || event
            when event is null or (needs_topic and unit_kind <> 'duration') then ''
            when unit_kind = 'duration' then ' of the ' || event
            else ' (' || event || ')'
        end
        || case when unit_kind = 'count' then coalesce(', ' || subject_name, '') else '' end
        || coalesce(', ' || period, '')
        || case when needs_topic then ', in reports of the ' || topic else '' end
    ) as label
from placed
