-- A build of two articles about one meeting, as orchestration and dbt leave it: consistent, but for one disputed figure, one
-- disputed date, one disputed set of parties, one quote claimed for two speakers and one quote in two wordings.
create schema raw;
create schema facts;
create schema marts;

create table raw.articles as
select
    v.id as article_id, v.path, v.text, 'key-' || v.id as annotation_key,
    'A title' as title, 'The Paper' as publisher, cast(null as varchar) as author, cast(null as varchar) as url,
    'en' as language, '2026-02-05' as published_edtf, date '2026-02-05' as published_low, date '2026-02-05' as published_high,
    len(string_split(v.text, ' ')) as n_words, timestamp '2026-02-06 08:00:00' as loaded_at, date '2026-02-06' as loaded_on
from (values
    ('a1', 'one.txt', 'On 4 February Peru and Chile signed a pact. Peru sells over 60% of it. "We open a gate," said Ana Ruiz. Chile will pay $5 million by 2030.'),
    ('a2', 'two.txt', 'On 1 March Chile and Peru signed a pact with Cuba. Peru sells 70% of it. "We open a gate," said Eva Paz. "We hope it will last long," she said.')
) as v (id, path, text);
create table raw.annotations as
select annotation_key, article_id, 'v1' as extractor_version, cast(null as varchar) as error from raw.articles;
create table raw.rejects (path varchar, row integer, reason varchar, detail varchar, first_seen timestamp);

create table marts.articles as select * exclude (author, annotation_key, loaded_on), 'story-1' as story_id from raw.articles;

create macro span(id, words) as table
select
    article_id, path, 'body' as segment, 'en' as language,
    cast(instr(text, words) - 1 as integer) as char_start, cast(instr(text, words) - 1 + length(words) as integer) as char_end,
    text as sentence, 'rule' as rule, 'v1' as extractor_version
from raw.articles where article_id = id;

create table facts.fct_figures as
select
    'f1' as figure_id, s.*, 'over 60%' as surface, cast(60 as double) as value, cast(60 as double) as value_low,
    cast(null as double) as value_high, 'over' as modifier, 'percent' as unit, 'percent' as unit_kind, 'share sold' as what,
    'PE' as subject, 'm1' as measure_id, cast(null as varchar) as attributed_to, cast(null as varchar) as quote_id
from span('a1', 'over 60%') as s
union all
select 'f2', s.*, '70%', 70, 70, 70, 'exact', 'percent', 'percent', 'share sold', 'PE', 'm1', null, null from span('a2', '70%') as s
union all
select 'f3', s.*, '$5 million', 5e6, 5e6, 5e6, 'exact', 'USD', 'money', 'payment', 'CL', 'm2', null, null from span('a1', '$5 million') as s;

create table facts.fct_dates as
select
    'd1' as date_id, s.*, '4 February' as surface, 'date' as kind, '2026-02-04' as date_edtf, date '2026-02-04' as date_low,
    date '2026-02-04' as date_high, 'signed' as role, true as inferred
from span('a1', '4 February') as s
union all
select 'd2', s.*, '1 March', 'date', '2024-03-01', date '2024-03-01', date '2024-03-01', null, true from span('a2', '1 March') as s;

create table facts.fct_agreements as
select
    'g1' as agreement_id, s.*, 'k1' as agreement_key, cast(null as varchar) as name, 'other' as instrument,
    ['CL', 'PE'] as parties, 'signed' as status, '2026-02-04' as date_edtf, date '2026-02-04' as date_low,
    date '2026-02-04' as date_high, 'signed' as date_role, true as date_inferred, 'trade' as subject
from span('a1', 'Peru and Chile signed a pact') as s
union all
select 'g2', s.*, 'k1', null, 'other', ['CL', 'CU', 'PE'], 'signed', '2024-03-01', '2024-03-01', '2024-03-01', 'signed', true, 'trade'
from span('a2', 'Chile and Peru signed a pact with Cuba') as s;

create table facts.fct_commitments as
select
    'c1' as commitment_id, s.*, 'k1' as agreement_key, ['CL'] as who, 'pay' as what, 'intended' as strength,
    cast(5e6 as double) as amount, cast(5e6 as double) as amount_low, cast(5e6 as double) as amount_high, 'USD' as amount_unit,
    '2030' as deadline, date '2030-01-01' as due_low, date '2030-12-31' as due_high
from span('a1', 'Chile will pay $5 million by 2030') as s;

create table facts.fct_quotes as
select
    'q1' as quote_id, s.*, 'We open a gate' as quote_text, 'direct' as kind, 'Ana Ruiz' as speaker,
    110 as speaker_start, 118 as speaker_end, cast(null as varchar) as speaker_role, cast(null as varchar) as speaker_party,
    'said' as cue, 'asserted' as confidence
from span('a1', 'We open a gate') as s
union all
select 'q2', s.*, 'We open a gate', 'direct', 'Eva Paz', 100, 107, null, null, 'said', 'asserted' from span('a2', 'We open a gate') as s
union all
select 'q3', s.*, 'We hope it will last long', 'direct', null, null, null, null, null, 'said', 'asserted'
from span('a2', 'We hope it will last long') as s;

create table marts.agreements as
select
    'k1' as agreement_key, cast(null as varchar) as name, 'other' as instrument, ['CL', 'PE'] as parties, 'signed' as status,
    cast(null as varchar) as date_edtf, cast(null as date) as date_low, cast(null as date) as date_high,
    'contradictory' as date_verdict, 'trade' as subject, 2 as n_articles;

create table marts.measures as
select
    'm1' as measure_id, 'share of Peru' as label, 'PE' as subject, 'percent' as unit, 'divergent' as verdict,
    cast(null as double) as value, cast(60 as double) as value_low, cast(null as double) as value_high, 2 as n_claims, 2 as n_articles
union all
select 'm2', 'payment of Chile', 'CL', 'USD', 'single', 5e6, 5e6, 5e6, 1, 1;

create table marts.quotes as
select 'u1' as quote_key, cast(null as varchar) as speaker, cast(null as varchar) as speaker_role,
    cast(null as varchar) as speaker_party, 'We open a gate' as quote_text, 2 as n_articles, 'contradictory' as verdict;

create macro claim(fact, id, words, meaning, low, high) as table
select {
    'fact_id': fact, 'article_id': article_id, 'path': path, 'char_start': 0, 'char_end': 1, 'surface': words, 'value_text': meaning,
    'value_low': cast(low as double), 'value_high': cast(high as double), 'date_low': cast(null as date),
    'date_high': cast(null as date), 'outlier': false
} as claim
from raw.articles where article_id = id;

create table marts.conflicts as
select
    'x1' as conflict_id, 'figure' as kind, 'divergent' as verdict, 'share of Peru' as label, 'm1' as measure_id,
    cast(null as varchar) as agreement_key,
    [(select claim from claim('f1', 'a1', 'over 60%', 'over 60 percent', 60, null)),
     (select claim from claim('f2', 'a2', '70%', '70 percent', 70, 70))] as claims,
    'They share a point, yet 60 and 70 are further apart than a tenth.' as explanation,
    cast(null as varchar) as adjudication, timestamp '2026-02-06 08:00:00' as first_seen
union all
select 'x2', 'date', 'contradictory', 'signing of the pact', null, 'k1',
    [(select claim from claim('g1', 'a1', '4 February', '2026-02-04', null, null)),
     (select claim from claim('g2', 'a2', '1 March', '2024-03-01', null, null))],
    'No day is in both.', null, timestamp '2026-02-06 08:00:00'
union all
select 'x3', 'party', 'divergent', 'parties of the pact', null, 'k1',
    [(select claim from claim('g1', 'a1', 'Peru and Chile', 'CL, PE', null, null)),
     (select claim from claim('g2', 'a2', 'Chile, Peru, Cuba', 'CL, CU, PE', null, null))],
    'One set contains the other.', null, timestamp '2026-02-06 08:00:00'
union all
select 'x4', 'attribution', 'contradictory', 'who said: We open a gate', null, null,
    [(select claim from claim('q1', 'a1', 'We open a gate', 'Ana Ruiz', null, null)),
     (select claim from claim('q2', 'a2', 'We open a gate', 'Eva Paz', null, null))],
    'The same words are given to two people.', null, timestamp '2026-02-06 08:00:00'
union all
select 'x5', 'wording', 'divergent', 'wording', null, null,
    [(select claim from claim('q1', 'a1', 'We open a gate', 'We open a gate', null, null)),
     (select claim from claim('q3', 'a2', 'We hope it will last long', 'We hope it will last long', null, null))],
    'Nearly the same words.', null, timestamp '2026-02-06 08:00:00';

create table marts.adjudications_stale (
    fact_id varchar, kind varchar, decision varchar, reason varchar, decided_by varchar, decided_on date,
    fault varchar
);
