with quotes as (
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

uttered as (
    select
        {{ short_hash(["'utterance'", "tied.lead_quote_id"]) }} as quote_key,
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
        {{ plain_words('quotes.quote_text') }} as words,
        ledger.decision,
        ledger.note
    from tied
    inner join quotes on tied.quote_id = quotes.quote_id
    inner join stories on quotes.article_id = stories.article_id
    left join names
        on
            quotes.article_id = names.article_id
            and quotes.speaker = names.speaker
    left join ledger on quotes.quote_id = ledger.fact_id
)

select
    *,
    {{ short_hash(['quote_key', 'speaker']) }} as speaker_class,
    {{ short_hash(['quote_key', 'words']) }} as wording_class,
    {{ stands('decision', 'quote_key') }} as is_active
from uttered
