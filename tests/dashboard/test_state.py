"""The view and its address: what differs is written, everything written is read back."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import PATHS, View, changed, href, moved, parse, search_of, toggled, with_controls

WORDS = st.text(st.sampled_from(string.ascii_letters + "市直机关 &=?#%+/:,"), min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
NUMBERS = st.integers(min_value=1, max_value=9999)
VIEWS = st.builds(
    View,
    page=st.sampled_from(sorted(set(PATHS.values()))),
    year=st.none() | NUMBERS,
    kind=st.none() | WORDS,
    region=st.none() | WORDS,
    level=st.none() | WORDS,
    indicator=st.none() | WORDS,
    unit=st.none() | WORDS,
    units=st.lists(WORDS, max_size=4, unique=True).map(tuple),
    since=st.none() | NUMBERS,
    show=st.none() | WORDS,
    value=st.none() | WORDS,
    document=st.none() | WORDS,
    tables=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    part=st.none() | NUMBERS,
)


@given(VIEWS)
def test_an_address_gives_its_view_back(view: View) -> None:
    path, _, search = href(view).partition("?")
    assert parse(path, f"?{search}" if search else "") == view


@pytest.mark.parametrize("page", sorted(set(PATHS.values())))
def test_a_default_view_has_a_plain_address(page: str) -> None:
    assert search_of(View(page=page)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "search", "view"),
    [
        ("/", "", View()),
        (None, None, View()),
        ("/compare/", "", View(page="compare")),
        ("/compare", "?year=2024&kind=%E5%AD%A6%E6%A0%A1", View(page="compare", year=2024, kind="学校")),
        ("/", "?year=last", View()),
        ("/", "?year=-1&part=1e3&since=２０２５", View()),
        ("/", "?year=99999999999999999999", View()),
        ("/", "?year=2023&year=2024", View(year=2024)),
        ("/trend", "?units=a&units=b&units=a", View(page="trend", units=("a", "b"))),
        ("/", "?colour=red&year=", View()),
        ("/nothing", "", None),
        ("/evidence", "?value=abc%3A12", View(page="evidence", value="abc:12")),
    ],
)
def test_addresses_are_read_kindly(path: str | None, search: str | None, view: View | None) -> None:
    assert parse(path, search) == view


def test_only_what_differs_from_the_default_is_written() -> None:
    controls = [("year", "2025", "2025"), ("kind", "", ""), ("units", ["a", "b"], ["a", "b"]), ("indicator", "x", "y")]
    assert search_of(with_controls(View(page="trend"), controls)) == "?indicator=x"


def test_controls_that_say_what_the_view_says_change_nothing() -> None:
    view = View(page="compare", year=2024, value="open:1", part=3)
    assert with_controls(view, [("year", "2024", "2025"), ("kind", None, "")]) is view


def test_a_changed_filter_closes_what_belonged_to_the_old_one() -> None:
    view = View(page="compare", value="open:1", part=3, unit="u", tables=("ranking",))
    fresh = with_controls(view, [("year", "2024", "2025")])
    assert fresh == View(page="compare", year=2024, unit="u", tables=("ranking",))
    assert changed(view, year=2024) == fresh


def test_another_page_takes_along_what_it_can_use() -> None:
    view = View(page="compare", year=2024, kind="学校", indicator="x", unit="u", value="open:1", tables=("ranking",))
    assert moved(view, "trend") == View(page="trend", year=2024, kind="学校", indicator="x")
    assert moved(view, "unit") == View(page="unit", year=2024, unit="u")
    assert moved(view, "evidence") == View(page="evidence")
    assert moved(view, "compare", unit=None).unit is None


def test_a_table_is_toggled() -> None:
    view = View(tables=("a",))
    assert toggled(toggled(view, "b"), "a").tables == ("b",)
    assert toggled(toggled(view, "b"), "b") == view
