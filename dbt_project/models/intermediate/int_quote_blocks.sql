{{ maintained('article_id', {'int_quotes': 'article_id', 'int_stories': 'article_id'}) }}

with quotes as (
    select
        quote_id,
        article_id,
        words,
        len(string_split(words, ' ')) as n_words
    from {{ part_of(ref('int_quotes'), 'article_id') }}
),

stories as (
    select * from {{ part_of(ref('int_stories'), 'article_id') }}
)

select
    quotes.quote_id,
    quotes.article_id,
    hash('story', stories.story_id) as block
from quotes
inner join stories on quotes.article_id = stories.article_id
where quotes.n_words >= 4
union all
select
    quote_id,
    article_id,
    hash('words', words) as block
from quotes
where n_words >= 8
