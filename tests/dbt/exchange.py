"""Stories that give their sums in two currencies: with a rate, without one, and with sums that do not agree."""

from __future__ import annotations

from typing import Any

from tests.dbt.planted import Planted

_UNITS = {"€": "EUR", "$": "USD", "yen": "JPY"}


class Story:
    """Reports of one building works, tied by their lead and by who speaks in them."""

    def __init__(self, name: str, lead: str, person: str) -> None:
        self.name, self._lead, self._person = name, lead, person
        self.reports: list[Planted] = []

    def says(self, sentence: str) -> Story:
        """One more report, which says that; its sums and rates are planted by `costs` and `rate`."""
        path = f"{self.name}/{'abcd'[len(self.reports)]}.txt"
        person = self._person.replace(" ", "_")
        self.reports.append(Planted(path, f"{self._lead} {sentence}").names(**{person: "person"}))
        return self

    def costs(self, words: str, millions: float, **more: Any) -> Story:
        """The last report's sum: what the works cost."""
        value = millions * 1e6
        row = {"head": "cost", "what": f"the {self.name} will cost", "scaled": True, "last_digit": 1e6} | more
        self.reports[-1].figure(words, value, _unit_of(words), "money", **row)
        return self

    def rate(self, words: str, price: float, priced: str, last_digit: float, **more: Any) -> Story:
        """A rate in the last report: the price of one of the money priced, or of the sum that it converts."""
        row = {"head": "exchange rate", "base": f"per {priced}", "scaled": True, "last_digit": last_digit} | more
        self.reports[-1].figure(words, price, _unit_of(words), "rate", **row)
        return self


def _unit_of(words: str) -> str:
    return next((unit for mark, unit in _UNITS.items() if mark in words), "USD")


def tramway() -> list[Planted]:
    """Sums that no value joins by the rate that a third report states."""
    story = Story(
        "tramway",
        "Turin will dig a tramway below its old market, mayor Bice Alloni told shopkeepers on the square.",
        "Bice Alloni",
    )
    story.says("The tramway will cost €300 million.").costs("€300 million", 300)
    story.says("The tramway will cost $350 million.").costs("$350 million", 350)
    story.says("The bank reckons at 1.08 dollars to the euro.").rate("1.08 dollars", 1.08, "EUR", 0.01)
    return story.reports


def weir() -> list[Planted]:
    """The same sum in two currencies, with the rate in the report that converts it."""
    story = Story(
        "weir",
        "A weir shall tame the floods of the river Dora, engineer Ugo Pastine explained to the villagers.",
        "Ugo Pastine",
    )
    story.says("The weir will cost €300 million.").costs("€300 million", 300)
    story.says("The weir will cost $324 million, at 1.08 dollars to the euro.")
    story.costs("$324 million", 324).rate("1.08 dollars", 1.08, "EUR", 0.01)
    return story.reports


def kiln() -> list[Planted]:
    """Sums in two currencies and no rate in the story, though other stories state one."""
    story = Story(
        "kiln",
        "The potters of Faenza get a kiln fired with hydrogen, guild master Ines Corvo announced at the fair.",
        "Ines Corvo",
    )
    story.says("The kiln will cost €300 million.").costs("€300 million", 300)
    story.says("The kiln will cost $500 million.").costs("$500 million", 500)
    return story.reports


def mast() -> list[Planted]:
    """Two reports that each convert the same sum, at their own day's rate."""
    story = Story(
        "mast",
        "On the hill above Trieste a radio mast will listen for ships, harbour captain Elio Vatta said proudly.",
        "Elio Vatta",
    )
    story.says("The mast will cost €300 million ($324 million).")
    story.costs("€300 million", 300).costs("$324 million", 324, converts=0)
    story.says("The mast will cost $327 million (€300 million).")
    story.costs("$327 million", 327).costs("€300 million", 300, converts=0)
    return story.reports


def dyke() -> list[Planted]:
    """A bound and a sum well below it, in two currencies."""
    story = Story(
        "dyke",
        "Farmers near Ferrara want a higher dyke before winter, their speaker Ada Benassi warned the regional council.",
        "Ada Benassi",
    )
    story.says("The dyke will cost up to 40 billion yen ($1 = 149.5 yen).")
    story.costs("up to 40 billion yen", 40_000, modifier="up_to", low=None, last_digit=1e10)
    story.reports[-1].figure("$1", 1.0, "USD", "money", head="exchange rate", last_digit=1.0)
    story.rate("149.5 yen", 149.5, "USD", 0.1, converts=1)
    story.says("The dyke will cost $200 million.").costs("$200 million", 200)
    return story.reports


def ferry() -> list[Planted]:
    """A sum that its report converts itself, against another in that other currency."""
    story = Story(
        "ferry",
        "An electric ferry will cross the lake of Como from spring, shipowner Nello Grassi promised the commuters.",
        "Nello Grassi",
    )
    story.says("The ferry will cost €300 million ($324 million).")
    story.costs("€300 million", 300).costs("$324 million", 324, converts=0)
    story.says("The ferry will cost $340 million.").costs("$340 million", 340)
    return story.reports


def sums_in_two_currencies() -> list[Planted]:
    return [*tramway(), *weir(), *kiln(), *mast(), *dyke(), *ferry()]
