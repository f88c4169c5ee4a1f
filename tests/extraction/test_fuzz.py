"""A slice of the fuzzing: whatever a text says, annotating it ends well. `make soak` goes on for ten minutes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from extraction import Article
from tests.fuzzing import check, hostile_articles


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_articles())
def test_any_text_is_annotated(article: Article) -> None:
    check(article)
