{{ maintained(
    'article_id',
    {
        'int_quotes': 'article_id',
        'int_stories': 'article_id',
        'int_speaker_names': 'article_id',
        'int_quote_keys': "
            select article_id from {int_quotes}
            where quote_id in (select quote_id from {changes})
            union
            select article_id from {this}
            where quote_key in (
                select quote_key from {changes}
                where quote_id in (select fact_id from {int_adjudications} where decision = 'accept')
            )
        ",
        'int_adjudications': "
            select article_id from {changes}
            union
            select article_id from {this}
            where quote_key in (
                select quote_key from {this} where quote_id in (select fact_id from {changes})
                union
                select quote_key from {int_quote_keys} where quote_id in (select fact_id from {changes})
            )
        ",
    }
) }}

with quotes as not materialized (
    select * from {{ part_of(ref('int_quotes'), 'article_id') }}
),

keys as not materialized (
    select * from {{ ref('int_quote_keys') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
),

names as (
    select * from {{ part_of(ref('int_speaker_names'), 'article_id') }}
),

ledger as (
    {{ decisions_on(ref('int_adjudications'), ['attribution', 'wording']) | indent(4) }}
),

ruled as (
    select
        keys.quote_key,
        ledger.fact_id,
        ledger.decision,
        ledger.note
    from keys
    inner join ledger on keys.quote_id = ledger.fact_id
),

accepted as (
    {{ accepted_in('ruled', 'decision', 'quote_key') | indent(4) }}
)

select
    keys.quote_key,
    quotes.quote_id,
    quotes.article_id,
    stories.source_id,
    quotes.path,
    quotes.char_start,
    quotes.char_end,
    quotes.quote_text,
    coalesce(names.canonical, quotes.speaker) as speaker,
    quotes.speaker_kind,
    quotes.speaker_role,
    quotes.speaker_party,
    ruled.note,
    {{ short_hash(['keys.quote_key', 'coalesce(names.canonical, quotes.speaker)']) }} as speaker_class,
    {{ short_hash(['keys.quote_key', 'quotes.words']) }} as wording_class,
    {{ stands('ruled.decision', 'accepted.quote_key') }} as is_active
from quotes
inner join keys on quotes.quote_id = keys.quote_id
inner join stories on quotes.article_id = stories.article_id
left join names
    on
        quotes.article_id = names.article_id
        and quotes.speaker = names.speaker
left join ruled on quotes.quote_id = ruled.fact_id
left join accepted on keys.quote_key = accepted.quote_key
