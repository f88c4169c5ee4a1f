"""The texts that benchmarks run on: repeatable, distinct, of the size that speed is stated for, conflicts recorded."""

from benchmarks.articles import articles


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
