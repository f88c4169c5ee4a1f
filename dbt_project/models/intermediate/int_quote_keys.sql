{{ maintained(
    'quote_id',
    {
        'int_quotes': 'quote_id',
        'int_quote_pairs': 'select quote_a from {changes} union select quote_b from {changes}',
    },
    spread='
        select quote_id from {this}
        where quote_key in (select quote_key from {this} where quote_id in (select part from {dirty}))
    '
) }}

with quotes as (
    select * from {{ part_of(ref('int_quotes'), 'quote_id') }}
),

pairs as (
    select * from {{ part_of(ref('int_quote_pairs'), ['quote_a', 'quote_b']) }}
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
