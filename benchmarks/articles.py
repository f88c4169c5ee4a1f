"""Articles to measure on: any number of them, plausible, distinct, and the same for the same seed.

A story is a set of facts (who agreed on what, when, for how much, who said so); an article tells a story in the words
of one outlet. Several articles may tell one story, and an article may be made to disagree with its story in one fact,
which is recorded: so the same texts serve to measure speed and to plant conflicts. The words are in
`article_templates.txt`; what they say is about as dense as news is, which a test holds, since numbers cost more to read
than prose.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

_FIRST_DAY = date(2019, 1, 7)
_DAYS = 2600
_CONFLICTS = ("signed_on", "amount", "share", "members", "speaker")

_TEMPLATES = Path(__file__).with_name("article_templates.txt")
_SHUFFLED = ("money", "quote", "share", "deadline", "fragment", "reaction")
_MORE = ("background", "detail", "market", "outlook")
"""Of these an article has two."""


@dataclass(frozen=True)
class Story:
    """The facts of one agreement as every article about it should tell them."""

    story_id: int
    parties: tuple[str, str]
    instrument: str
    theme: str
    goods: str
    city: str
    signed_on: date
    amount: int
    """Millions of dollars that the first party pledges."""
    share: int
    """Percent of the world's output that the second party holds."""
    members: int
    days: int
    """Within how many days a working group reports."""
    talk_days: int
    """How long the talks took, as those who took part say."""
    target_year: int
    speaker: str
    ministry: str
    other_speaker: str


@dataclass(frozen=True)
class SyntheticArticle:
    """One article about a story; `planted` names the facts in which it departs from the story."""

    text: str
    title: str
    publisher: str
    published: date
    story: Story
    planted: dict[str, object] = field(default_factory=dict)


def stories(seed: int = 0) -> Iterator[Story]:
    """An endless run of distinct stories."""
    pick, words = random.Random(seed), _sections()
    names = Locale("en").territories
    countries = sorted(names[c.alpha_2] for c in pycountry.countries if "," not in names[c.alpha_2])
    story_id = 0
    while True:
        first, second = pick.sample(countries, 2)
        speaker, other = (_name(pick, words) for _ in range(2))
        signed_on = _FIRST_DAY + timedelta(pick.randrange(_DAYS))
        yield Story(
            story_id,
            (first, second),
            pick.choice(words["instruments"]),
            pick.choice(words["themes"]),
            pick.choice(words["goods"]),
            pick.choice(words["cities"]),
            signed_on,
            pick.randrange(20, 990),
            pick.randrange(11, 89),
            pick.randrange(12, 96),
            pick.choice((30, 45, 60, 90, 120)),
            pick.randrange(100, 1000),
            signed_on.year + pick.randrange(3, 20),
            speaker,
            pick.choice(words["ministries"]),
            other,
        )
        story_id += 1


def _name(pick: random.Random, words: dict[str, tuple[str, ...]]) -> str:
    family = pick.choice(words["family name beginnings"]) + pick.choice(words["family name endings"])
    return f"{pick.choice(words['given names'])} {family}"


def articles(n: int, seed: int = 0, *, per_story: int = 1, conflict_share: float = 0.0) -> Iterator[SyntheticArticle]:
    """Make articles.

    Args:
        n: How many.
        seed: The same seed gives the same articles.
        per_story: How many articles tell each story.
        conflict_share: Share of the articles that are made to contradict their story in one fact.

    Yields:
        Articles whose texts are all different.
    """
    pick = random.Random(f"articles {seed}")
    source = stories(seed)
    story = next(source)
    for i in range(n):
        if i and i % per_story == 0:
            story = next(source)
        planted: dict[str, object] = {}
        told = story
        if pick.random() < conflict_share:
            planted = _departure(story, pick)
            told = replace(story, **planted)  # type: ignore[arg-type]
        yield _written(told, story, planted, pick, i)


def _departure(story: Story, pick: random.Random) -> dict[str, object]:
    """One fact changed so far that no rounding and no bound can reconcile it."""
    fact = pick.choice(_CONFLICTS)
    changed: object
    match fact:
        case "signed_on":
            changed = story.signed_on - timedelta(pick.randrange(20, 300))
        case "speaker":
            changed = story.other_speaker
        case "share":
            changed = story.share + 10
        case _:
            changed = round(getattr(story, fact) * 1.6)
    return {fact: changed}


def _written(told: Story, story: Story, planted: dict[str, object], pick: random.Random, i: int) -> SyntheticArticle:
    sections = _sections()
    published = story.signed_on + timedelta(pick.randrange(3))
    publisher = pick.choice(sections["outlets"])
    facts = _facts(told) | {"publisher": publisher, "reference": _reference(publisher, i)}
    dateline = f"{told.city.upper()}, {published:%b} {published.day}, {published.year} ({publisher}) - "
    title = pick.choice(sections["title"]).format_map(facts)
    body = [pick.choice(sections[name]).format_map(facts) for name in _SHUFFLED]
    pick.shuffle(body)
    lead = dateline + pick.choice(sections["lead"]).format_map(facts)
    end = [pick.choice(sections[name]).format_map(facts) for name in (*pick.sample(_MORE, 2), "closing")]
    return SyntheticArticle("\n\n".join((title, lead, *body, *end)), title, publisher, published, story, planted)


def _facts(s: Story) -> dict[str, object]:
    """The words and numbers that templates use; what is no fact of the story is still the same in all its articles."""
    year = s.signed_on.year
    detail = random.Random(f"{s.story_id} {s.parties} {s.city}")
    an_instrument = f"{'an' if s.instrument[0] in 'aeiou' else 'a'} {s.instrument}"
    return vars(s) | {
        "first": s.parties[0],
        "second": s.parties[1],
        "an_instrument": an_instrument,
        "an_instrument_capital": an_instrument.capitalize(),
        "signed_on": f"{s.signed_on:%B} {s.signed_on.day}, {year}",
        "signed_weekday": f"{s.signed_on:%A}",
        "half_amount": s.amount // 2 - 3,
        "part": detail.randrange(5, 60),
        "growth": f"{detail.uniform(0.3, 12):.1f}",
        "shares": f"{detail.uniform(0.3, 25):.1f}",
        "tonnes": detail.randrange(11_000, 990_000),
        "trade": f"{detail.uniform(1.1, 90):.1f}",
        "loan": detail.randrange(20, 900),
        "crowd": detail.randrange(310, 9_900),
        "year_before": year - 1,
        "year_after": year + 1,
        "year_begun": year - 2,
        "year_old": year - 9,
    }


def _reference(publisher: str, i: int) -> str:
    """A mark that no other article carries, in letters alone, so that it is no figure."""
    letters = ""
    for _ in range(5):
        i, letter = divmod(i, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{publisher[:2].upper()}-{letters}"


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    name = ""
    for line in _TEMPLATES.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line.removeprefix("== ")
        elif line and not line.startswith("#"):
            sections.setdefault(name, []).append(line)
    return {name: tuple(entries) for name, entries in sections.items()}
