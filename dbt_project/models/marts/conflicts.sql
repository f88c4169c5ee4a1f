with claims as (
    select * from {{ ref('int_conflict_claims') }}
),

pairs as (
    select * from {{ ref('int_conflict_pairs') }}
),

measure_verdicts as (
    select * from {{ ref('int_measure_verdicts') }}
    where stated_verdict in ('contradictory', 'divergent')
),

date_verdicts as (
    select * from {{ ref('int_date_verdicts') }}
    where stated_verdict in ('contradictory', 'divergent')
),

party_verdicts as (
    select * from {{ ref('int_party_verdicts') }}
    where stated_verdict in ('contradictory', 'divergent')
),

commitment_verdicts as (
    select * from {{ ref('int_commitment_verdicts') }}
),

quote_verdicts as (
    select * from {{ ref('int_quote_verdicts') }}
),

agreements as (
    select * from {{ ref('int_agreement_descriptions') }}
),

commitments as (
    select * from {{ ref('int_commitment_descriptions') }}
),

disputes as (
    select
        {{ short_hash(["'conflict'", "'figure'", "measure_id"]) }} as conflict_id,
        'figure' as kind,
        stated_verdict as verdict,
        label,
        measure_id,
        agreement_key,
        case when not is_disputed then notes end as adjudication
    from measure_verdicts
    union all
    select
        {{ short_hash(["'conflict'", "'date'", "date_verdicts.agreement_key", "date_verdicts.role"]) }} as conflict_id,
        'date' as kind,
        date_verdicts.stated_verdict as verdict,
        case date_verdicts.role
            when 'announced' then 'announcement date' when 'signed' then 'signing date'
            when 'effective' then 'date of entry into force' when 'in_force' then 'date of entry into force'
            when 'due' then 'due date' when 'held' then 'date' else 'date (' || date_verdicts.role || ')'
        end
        || ' of the ' || agreements.label as label,
        cast(null as varchar) as measure_id,
        date_verdicts.agreement_key,
        case when date_verdicts.verdict not in ('contradictory', 'divergent') then date_verdicts.notes end
            as adjudication
    from date_verdicts
    inner join agreements on date_verdicts.agreement_key = agreements.agreement_key
    union all
    select
        {{ short_hash(["'conflict'", "'party'", "party_verdicts.agreement_key"]) }} as conflict_id,
        'party' as kind,
        party_verdicts.stated_verdict as verdict,
        'parties of the ' || agreements.label as label,
        cast(null as varchar) as measure_id,
        party_verdicts.agreement_key,
        case when party_verdicts.verdict not in ('contradictory', 'divergent') then party_verdicts.notes end
            as adjudication
    from party_verdicts
    inner join agreements on party_verdicts.agreement_key = agreements.agreement_key
    union all
    select
        {{ short_hash(["'conflict'", "'deadline'", "commitment_verdicts.commitment_key"]) }} as conflict_id,
        'date' as kind,
        'contradictory' as verdict,
        'deadline for ' || commitments.undated_label as label,
        cast(null as varchar) as measure_id,
        commitment_verdicts.agreement_key,
        case when not is_date_disputed then notes end as adjudication
    from commitment_verdicts
    inner join commitments on commitment_verdicts.commitment_key = commitments.commitment_key
    where is_date_conflict
    union all
    select
        {{ short_hash(["'conflict'", "'amount'", "commitment_verdicts.commitment_key"]) }} as conflict_id,
        'figure' as kind,
        'contradictory' as verdict,
        'amount from ' || commitments.label as label,
        cast(null as varchar) as measure_id,
        commitment_verdicts.agreement_key,
        case when not is_amount_disputed then notes end as adjudication
    from commitment_verdicts
    inner join commitments on commitment_verdicts.commitment_key = commitments.commitment_key
    where is_amount_conflict
    union all
    select
        {{ short_hash(["'conflict'", "'attribution'", "quote_key"]) }} as conflict_id,
        'attribution' as kind,
        attribution_verdict as verdict,
        'speaker of "' || left(quote_text, 80) || '"' as label,
        cast(null as varchar) as measure_id,
        cast(null as varchar) as agreement_key,
        case when not is_attribution_disputed then notes end as adjudication
    from quote_verdicts
    where attribution_verdict is not null
    union all
    select
        {{ short_hash(["'conflict'", "'wording'", "quote_key"]) }} as conflict_id,
        'wording' as kind,
        wording_verdict as verdict,
        'wording of "' || left(quote_text, 80) || '"' as label,
        cast(null as varchar) as measure_id,
        cast(null as varchar) as agreement_key,
        case when not is_wording_disputed then notes end as adjudication
    from quote_verdicts
    where wording_verdict is not null
),

listed as (
    select
        conflict_id,
        list(
            struct_pack(
                fact_id := fact_id,
                article_id := article_id,
                path := path,
                char_start := char_start,
                char_end := char_end,
                surface := surface,
                value_text := value_text,
                value_low := value_low,
                value_high := value_high,
                date_low := date_low,
                date_high := date_high,
                outlier := outlier
            )
            order by outlier desc, path asc, char_start asc, fact_id asc
        ) as claims
    from claims
    group by conflict_id
),

-- one claim for each side of a dispute, to be quoted in the explanation
sides as (
    select
        conflict_id,
        class_id,
        min(loaded_at) as first_loaded_at,
        arg_min(surface, (path, char_start)) as surface,
        arg_min(value_text, (path, char_start)) as value_text,
        min(value_low) as value_low,
        min(value_high) as value_high,
        case
            when min(date_low) = max(date_high) then ', a ' || {{ weekday_name('isodow(min(date_low))') }} || ','
            else ''
        end as weekday_text,
        min(path) as path,
        count(distinct article_id) as n_articles,
        bool_or(outlier) as outlier
    from claims
    where class_id is not null
    group by conflict_id, class_id
),

faced as (
    select
        pairs.conflict_id,
        pairs.verdict,
        pairs.distance,
        a.surface as surface_a,
        b.surface as surface_b,
        a.value_text as value_a,
        b.value_text as value_b,
        a.weekday_text as weekday_a,
        b.weekday_text as weekday_b,
        a.path || case when a.n_articles > 1 then ' and ' || (a.n_articles - 1) || ' more' else '' end as where_a,
        b.path || case when b.n_articles > 1 then ' and ' || (b.n_articles - 1) || ' more' else '' end as where_b,
        {{ interval_text(
            "coalesce(a.value_low, cast('-infinity' as double))", "coalesce(a.value_high, cast('infinity' as double))"
        ) }} as interval_a,
        {{ interval_text(
            "coalesce(b.value_low, cast('-infinity' as double))", "coalesce(b.value_high, cast('infinity' as double))"
        ) }} as interval_b,
        greatest(a.first_loaded_at, b.first_loaded_at) as seen_at,
        row_number() over (
            partition by pairs.conflict_id
            order by
                {{ verdict_rank('pairs.verdict') }} desc,
                pairs.distance desc,
                a.path asc,
                b.path asc,
                pairs.class_a asc,
                pairs.class_b asc
        ) as place
    from pairs
    inner join sides as a
        on
            pairs.conflict_id = a.conflict_id
            and pairs.class_a = a.class_id
    inner join sides as b
        on
            pairs.conflict_id = b.conflict_id
            and pairs.class_b = b.class_id
),

first_seen as (
    select
        conflict_id,
        min(seen_at) as first_seen
    from faced
    group by conflict_id
),

-- what the rest, weekdays included, says against the one
suspected as (
    select
        conflict_id,
        min(path) filter (where outlier) as outlier_path,
        string_agg(distinct path || ' (' || value_text || ')', ', ' order by path || ' (' || value_text || ')') filter (
            where not outlier and class_id is null
        ) as weekday_paths,
        count(distinct article_id) filter (where not outlier) as n_against
    from claims
    group by conflict_id
    having bool_or(outlier)
)

select
    disputes.conflict_id,
    disputes.kind,
    disputes.verdict,
    disputes.label,
    disputes.measure_id,
    disputes.agreement_key,
    listed.claims,
    case disputes.kind
        when 'figure'
            then
                disputes.label || ': "' || faced.surface_a || '" in ' || faced.where_a || ' means ' || faced.interval_a
                || ', "' || faced.surface_b || '" in ' || faced.where_b || ' means ' || faced.interval_b || '; '
                || case faced.verdict
                    when 'contradictory' then 'no value lies in both.'
                    else
                        'they share values, but the stated numbers lie '
                        || {{ number_text('round(100 * faced.distance, 1)') }} || ' percent apart, more than the '
                        || {{ number_text("round(100.0 * " ~ var('tolerance') ~ ", 1)") }} || ' percent tolerated.'
                end
        when 'date'
            then
                disputes.label || ': ' || faced.value_a || faced.weekday_a || ' in ' || faced.where_a || ', '
                || faced.value_b || faced.weekday_b || ' in ' || faced.where_b || '; no day lies in both.'
        when 'party'
            then
                disputes.label || ': ' || faced.value_a || ' in ' || faced.where_a || ', ' || faced.value_b || ' in '
                || faced.where_b || '; '
                || case faced.verdict
                    when 'divergent' then 'one set contains the other.'
                    else 'neither set contains the other.'
                end
        when 'attribution'
            then
                'The same words, "' || faced.surface_a || '", are given to ' || faced.value_a || ' in ' || faced.where_a
                || ' and to ' || faced.value_b || ' in ' || faced.where_b || '.'
        else
            'One utterance in different words: "' || faced.value_a || '" in ' || faced.where_a || ', "' || faced.value_b
            || '" in ' || faced.where_b || '.'
    end
    || case
        when suspected.conflict_id is null then ''
        else
            ' ' || suspected.outlier_path || ' stands against ' || suspected.n_against || ' other articles'
            || coalesce(', among them those that name the weekday: ' || suspected.weekday_paths, '') || '.'
    end as explanation,
    disputes.adjudication,
    first_seen.first_seen
from disputes
inner join listed on disputes.conflict_id = listed.conflict_id
inner join faced
    on
        disputes.conflict_id = faced.conflict_id
        and faced.place = 1
inner join first_seen on disputes.conflict_id = first_seen.conflict_id
left join suspected on disputes.conflict_id = suspected.conflict_id
