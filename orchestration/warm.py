"""Loaded by the server that worker processes are forked from: lexicons and patterns are made once, and shared by all.

Belongs here: one annotation whose result nobody reads. Does not belong here: anything a worker does later (`workers`).
"""

from __future__ import annotations

from extraction import Article, annotate

SAMPLE = """Norway and Chile sign copper pact

OSLO, March 4, 2024 - Norway and Chile signed a memorandum of understanding on copper on Monday.

“This is a good day for both of us,” said Ann Lee, Norway's trade minister. Mr. Rojas of Chile's mining ministry called
it “a first step”. Norway pledged more than $5 million, or about 30 percent of the costs, within two years.

Der Vertrag gilt ab 2025. „Wir zahlen 3 Millionen Euro“, sagte die Ministerin.
"""

annotate(Article("warm", SAMPLE))
