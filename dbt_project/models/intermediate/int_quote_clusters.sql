with quotes as (
    select * from {{ ref('int_quotes') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

names as (
    select * from {{ ref('int_speaker_names') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

pairs as (
    select * from {{ ref('int_quote_pairs') }}
),

ledger as (
    select * from {{ ref('int_adjudications') }}
    where not is_stale and coalesce(kind, 'attribution') in ('attribution', 'wording')
    qualify row_number() over (partition by fact_id order by decided_on desc, kind asc) = 1
),

nodes as (
    select
        quotes.quote_id,
        row_number() over (order by articles.published_low nulls last, quotes.quote_id) as node
    from quotes
    inner join articles on quotes.article_id = articles.article_id
),

edges as (
    select
        a.node as a,
        b.node as b
    from pairs
    inner join nodes as a on pairs.quote_a = a.quote_id
    inner join nodes as b on pairs.quote_b = b.quote_id
    union all
    select
        b.node as a,
        a.node as b
    from pairs
    inner join nodes as a on pairs.quote_a = a.quote_id
    inner join nodes as b on pairs.quote_b = b.quote_id
),

components as (
    {{ connected_components('nodes', 'edges') | indent(4) }}
)

select
    {{ short_hash(["'utterance'", "first_nodes.quote_id"]) }} as quote_key,
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
    quotes.confidence,
    {{ plain_words('quotes.quote_text') }} as words,
    ledger.kind as ledger_kind,
    ledger.decision,
    ledger.note
from nodes
inner join components on nodes.node = components.node
inner join nodes as first_nodes on components.label = first_nodes.node
inner join quotes on nodes.quote_id = quotes.quote_id
inner join stories on quotes.article_id = stories.article_id
left join names
    on
        quotes.article_id = names.article_id
        and quotes.speaker = names.speaker
left join ledger on quotes.quote_id = ledger.fact_id
