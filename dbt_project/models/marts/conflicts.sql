{{ maintained('conflict_id', {
    'int_conflict_claims': 'conflict_id',
    'int_conflict_pairs': 'conflict_id',
    'int_measure_verdicts': conflicts_about(['figure'], ['measure_id']),
    'int_date_verdicts': conflicts_about(['date'], ['agreement_key', 'role']),
    'int_party_verdicts': conflicts_about(['party'], ['agreement_key']),
    'int_commitment_verdicts': conflicts_about(['deadline', 'amount'], ['commitment_key']),
    'int_commitment_descriptions': conflicts_about(['deadline', 'amount'], ['commitment_key']),
    'int_quote_verdicts': conflicts_about(['attribution', 'wording'], ['quote_key']),
    'int_sums': conflicts_about(['sum'], ['figure_id']),
    'int_agreement_descriptions':
        'select conflict_id from {this} where agreement_key in (select agreement_key from {changes})'
}) }}

with claims as (
    select * from {{ part_of(ref('int_conflict_claims'), 'conflict_id') }}
),

pairs as (
    select * from {{ part_of(ref('int_conflict_pairs'), 'conflict_id') }}
),

measures as (
    {{ disputed('int_measure_verdicts') | indent(4) }}
),

dates as (
    {{ disputed('int_date_verdicts') | indent(4) }}
),

parties as (
    {{ disputed('int_party_verdicts') | indent(4) }}
),

commitments as (
    {{ disputed('int_commitment_verdicts') | indent(4) }}
),

quotes as (
    {{ disputed('int_quote_verdicts') | indent(4) }}
),

sums as (
    {{ disputed('int_sums') | indent(4) }}
),

agreements as (
    select * from {{ ref('int_agreement_descriptions') }}
),

promises as (
    select * from {{ ref('int_commitment_descriptions') }}
),

disputes as (
    select
        {{ conflict_id('figure', ['measure_id']) }} as conflict_id,
        'figure' as kind,
        stated_verdict as verdict,
        label,
        measure_id,
        agreement_key,
        is_disputed,
        notes
    from measures
    union all by name
    select
        {{ conflict_id('date', ['dates.agreement_key', 'dates.role']) }} as conflict_id,
        'date' as kind,
        dates.stated_verdict as verdict,
        case dates.role
            when 'announced' then 'announcement date' when 'signed' then 'signing date'
            when 'effective' then 'date of entry into force' when 'in_force' then 'date of entry into force'
            when 'due' then 'due date' when 'held' then 'date' else 'date (' || dates.role || ')'
        end
        || ' of the ' || agreements.label as label,
        dates.agreement_key,
        dates.is_disputed,
        dates.notes
    from dates
    inner join agreements on dates.agreement_key = agreements.agreement_key
    union all by name
    select
        {{ conflict_id('party', ['parties.agreement_key']) }} as conflict_id,
        'party' as kind,
        parties.stated_verdict as verdict,
        'parties of the ' || agreements.label as label,
        parties.agreement_key,
        parties.is_disputed,
        parties.notes
    from parties
    inner join agreements on parties.agreement_key = agreements.agreement_key
    union all by name
    select
        {{ conflict_id('deadline', ['commitments.commitment_key']) }} as conflict_id,
        'date' as kind,
        'contradictory' as verdict,
        'deadline for ' || promises.undated_label as label,
        commitments.agreement_key,
        commitments.is_date_disputed as is_disputed,
        commitments.notes
    from commitments
    inner join promises on commitments.commitment_key = promises.commitment_key
    where commitments.is_date_conflict
    union all by name
    select
        {{ conflict_id('amount', ['commitments.commitment_key']) }} as conflict_id,
        'figure' as kind,
        'contradictory' as verdict,
        'amount from ' || promises.label as label,
        commitments.agreement_key,
        commitments.is_amount_disputed as is_disputed,
        commitments.notes
    from commitments
    inner join promises on commitments.commitment_key = promises.commitment_key
    where commitments.is_amount_conflict
    union all by name
    select
        {{ conflict_id('attribution', ['quote_key']) }} as conflict_id,
        'attribution' as kind,
        attribution_verdict as verdict,
        'speaker of "' || left(quote_text, 80) || '"' as label,
        is_attribution_disputed as is_disputed,
        notes
    from quotes
    where attribution_verdict is not null
    union all by name
    select
        {{ conflict_id('wording', ['quote_key']) }} as conflict_id,
        'wording' as kind,
        wording_verdict as verdict,
        'wording of "' || left(quote_text, 80) || '"' as label,
        is_wording_disputed as is_disputed,
        notes
    from quotes
    where wording_verdict is not null
    union all by name
    select
        {{ conflict_id('sum', ['figure_id']) }} as conflict_id,
        'figure' as kind,
        'divergent' as verdict,
        label,
        explanation,
        is_disputed,
        notes
    from sums
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
        ) as claims,
        max(loaded_at) as last_loaded_at
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

-- each pair from either side; the one that is told from the first side is kept
either_way as (
    select
        pairs.*,
        class_a as class_one,
        class_b as class_other
    from pairs
    union all
    select
        pairs.*,
        class_b as class_one,
        class_a as class_other
    from pairs
),

faced as (
    select
        pairs.conflict_id,
        pairs.verdict,
        pairs.distance,
        {{ exchange_text(
            'pairs', "case when pairs.exchanged_class = a.class_id then a.surface else b.surface end"
        ) }} as exchange,
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
    from either_way as pairs
    inner join sides as a
        on
            pairs.conflict_id = a.conflict_id
            and pairs.class_one = a.class_id
    inner join sides as b
        on
            pairs.conflict_id = b.conflict_id
            and pairs.class_other = b.class_id
            -- which is told first is seen from the claims, not from the hashes that tell classes apart
            and (a.path, a.class_id) < (b.path, b.class_id)
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
    case
        -- within one article there are no sides
        when disputes.explanation is not null
            then disputes.label || ': ' || disputes.explanation
        when disputes.kind = 'figure'
            then
                disputes.label || ': "' || faced.surface_a || '" in ' || faced.where_a || ' means ' || faced.interval_a
                || ', "' || faced.surface_b || '" in ' || faced.where_b || ' means ' || faced.interval_b || '; '
                || faced.exchange
                || case faced.verdict
                    when 'contradictory' then 'no value lies in both.'
                    else
                        'they share values, but the stated numbers lie '
                        || {{ number_text('round(100 * faced.distance, 1)') }} || ' percent apart, more than the '
                        || {{ number_text("round(100.0 * " ~ var('tolerance') ~ ", 1)") }} || ' percent tolerated.'
                end
        when disputes.kind = 'date'
            then
                disputes.label || ': ' || faced.value_a || faced.weekday_a || ' in ' || faced.where_a || ', '
                || faced.value_b || faced.weekday_b || ' in ' || faced.where_b || '; no day lies in both.'
        when disputes.kind = 'party'
            then
                disputes.label || ': ' || faced.value_a || ' in ' || faced.where_a || ', ' || faced.value_b || ' in '
                || faced.where_b || '; '
                || case faced.verdict
                    when 'divergent' then 'one set contains the other.'
                    else 'neither set contains the other.'
                end
        when disputes.kind = 'attribution'
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
    case when not disputes.is_disputed then disputes.notes end as adjudication,
    coalesce(first_seen.first_seen, listed.last_loaded_at) as first_seen
from disputes
inner join listed on disputes.conflict_id = listed.conflict_id
left join faced
    on
        disputes.conflict_id = faced.conflict_id
        and faced.place = 1
left join first_seen on disputes.conflict_id = first_seen.conflict_id
left join suspected on disputes.conflict_id = suspected.conflict_id
