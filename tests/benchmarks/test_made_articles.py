"""The texts that benchmarks run on: repeatable, distinct, of the size that speed is stated for, conflicts recorded."""

from benchmarks.articles import articles
from extraction import Article, annotate


def test_the_same_seed_gives_the_same_articles() -> None:
    assert [a.text for a in articles(20, seed=3)] == [a.text for a in articles(20, seed=3)]
    assert [a.text for a in articles(20, seed=3)] != [a.text for a in articles(20, seed=4)]


def test_articles_are_distinct_and_of_two_to_three_kilobytes() -> None:
    texts = [a.text for a in articles(500, seed=1)]
    assert len(set(texts)) == len(texts)
    sizes = [len(text.encode()) for text in texts]
    assert 2000 <= sum(sizes) / len(sizes) <= 3000
    assert min(sizes) > 1500
    assert max(sizes) < 4000


def test_a_planted_conflict_is_told_and_recorded() -> None:
    made = list(articles(300, seed=2, per_story=3, conflict_share=0.3))
    departing = [a for a in made if a.planted]
    assert 60 <= len(departing) <= 120
    for article in departing:
        ((fact, told),) = article.planted.items()
        assert told != getattr(article.story, fact)
    assert len({a.story.story_id for a in made}) == 100


def test_articles_are_about_as_dense_as_news() -> None:
    """News of a few outlets has 3 to 10 figures and as many dates in 2,300 characters, and a handful of quotes."""
    texts = [a.text for a in articles(40, seed=5)]
    found = [annotate(Article("made", text, published="2020-01-01")) for text in texts]
    per_article = 2300 / sum(map(len, texts))
    assert 3 <= sum(len(a.figures) for a in found) * per_article <= 10
    assert 3 <= sum(len(a.dates) for a in found) * per_article <= 10
    assert 1 <= sum(len(a.quotes) for a in found) * per_article <= 6
    assert 0.5 <= sum(len(a.agreements) for a in found) * per_article <= 3
    assert 1 <= sum(len(a.commitments) for a in found) * per_article <= 4
