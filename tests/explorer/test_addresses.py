"""Addresses survive the way out and back; what a person typed wrong leads somewhere sensible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.paging import Paging
from explorer.route import Route, address


@given(st.dictionaries(st.sampled_from(["q", "kind", "fact", "unit"]), st.text(min_size=1, max_size=20)))
def test_an_address_is_read_as_it_was_written(given_: dict[str, str]) -> None:
    given_ = {name: value.encode("utf-8", "replace").decode() for name, value in given_.items()}
    route = Route.read(address("measures", **given_))
    assert (route.page, dict(route.given)) == ("measures", given_)


@pytest.mark.parametrize("query", ["", "?", "?page=nothing", "?page=", "?" + "&" * 99, "?%ff%00=%", "?page=front&n=-1"])
def test_what_is_no_address_is_the_front_page(query: str) -> None:
    route = Route.read(query)
    assert (route.page, route.number("n")) == ("front", 1)


def test_narrowing_down_starts_at_the_first_page_again() -> None:
    route = Route.read("?page=conflicts&kind=date&n=7")
    assert Route.read(route.changed(verdict="divergent")).given == {"kind": "date", "verdict": "divergent"}
    assert Route.read(route.changed(kind="")).given == {}


@pytest.mark.parametrize("number", ["0", "x", "", "99999999999", "²", "1e3"])
def test_a_page_number_that_is_none_is_the_first(number: str) -> None:
    assert Route("articles", {"n": number}).number("n") == 1


@given(st.integers(1, 10_000), st.integers(1, 50), st.integers(0, 5_000))
def test_a_page_lies_within_the_rows(wanted: int, size: int, total: int) -> None:
    paging = Paging(wanted, size, total)
    assert 1 <= paging.number <= paging.last
    assert paging.offset < max(total, 1)
    assert paging.last_row - paging.first_row < size
    assert paging.last_row <= total
