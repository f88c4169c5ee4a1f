with quotes as not materialized (
    select * from {{ ref('int_quotes') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

names as (
    select * from {{ ref('int_speaker_names') }}
),

pairs as (
    select * from {{ ref('int_quote_pairs') }}
),

ledger as (
    {{ decisions_on(ref('int_adjudications'), ['attribution', 'wording']) | indent(4) }}
),

tied as (
    {{ tied_together(
        'quotes', 'quote_id', 'published_low nulls last, quote_id', 'pairs', 'quote_a', 'quote_b'
    ) | indent(4) }}
),

ruled as (
    select
        {{ short_hash(["'utterance'", "tied.lead_quote_id"]) }} as quote_key,
        tied.quote_id,
        ledger.decision,
        ledger.note
    from tied
    left join ledger on tied.quote_id = ledger.fact_id
),

accepted as (
    {{ accepted_in('ruled', 'decision', 'quote_key') | indent(4) }}
)

select
    ruled.quote_key,
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
    {{ short_hash(['ruled.quote_key', 'coalesce(names.canonical, quotes.speaker)']) }} as speaker_class,
    {{ short_hash(['ruled.quote_key', 'quotes.words']) }} as wording_class,
    {{ stands('ruled.decision', 'accepted.quote_key') }} as is_active
from ruled
inner join quotes on ruled.quote_id = quotes.quote_id
inner join stories on quotes.article_id = stories.article_id
left join names
    on
        quotes.article_id = names.article_id
        and quotes.speaker = names.speaker
left join accepted on ruled.quote_key = accepted.quote_key
