{{ maintained(
    'quote_id',
    {
        'int_quotes': 'quote_id',
        'int_quote_pairs': 'select quote_a from {changes} union select quote_b from {changes}',
    },
    spread=unsettled(
        'int_quotes', 'quote_id', 'published_low nulls last, quote_id',
        'int_quote_pairs', 'quote_a', 'quote_b', 'quote_key', 'lead_quote_id'
    )
) }}

with pairs as (
    {{ unsettled_pairs(ref('int_quote_pairs'), 'quote_a', 'quote_b', 'quote_id', 'lead_quote_id') | indent(4) }}
),

quotes as (
    {{ unsettled_rows(ref('int_quotes'), 'quote_id', 'pairs', 'quote_a', 'quote_b') | indent(4) }}
),

tied as (
    {{ tied_together(
        'quotes', 'quote_id', 'published_low nulls last, quote_id', 'pairs', 'quote_a', 'quote_b'
    ) | indent(4) }}
)

select
    quote_id,
    {{ short_hash(["'utterance'", "lead_quote_id"]) }} as quote_key,
    lead_quote_id
from tied
where {{ is_dirty('quote_id') }}
