from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import numbers

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text("utf-8"))


def says(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[name], ids=lambda case: str(case["says"]))


@says("figure")
def test_a_value_reads_as_the_look_says(case: dict[str, Any]) -> None:
    text = numbers.figure(case["value"], case["unit"], case.get("qualifier", "exact"), case.get("quote", ""))
    assert text == case["says"]


@says("figure")
def test_figure_and_unit_apart_make_the_same(case: dict[str, Any]) -> None:
    parts = numbers.split_figure(case["value"], case["unit"], case.get("qualifier", "exact"), case.get("quote", ""))
    assert "".join(parts) == case["says"]


@says("change")
def test_a_change_reads_as_the_look_says(case: dict[str, Any]) -> None:
    change = numbers.change(case["value"], case.get("previous"), case["unit"], case.get("approximate", False))
    assert (change.direction, change.text) == (case["direction"], case["says"])


@says("percent")
def test_a_rate_has_a_sign_and_a_true_minus(case: dict[str, Any]) -> None:
    assert numbers.percent(case["rate"]) == case["says"]


@says("rank")
def test_ranks_and_ties(case: dict[str, Any]) -> None:
    assert numbers.rank(case["place"], case["total"], case.get("tied", False)) == case["says"]


@says("ticks")
def test_ticks_are_round_and_hold_the_data(case: dict[str, Any]) -> None:
    assert numbers.ticks(case["low"], case["high"], case["about"]) == case["says"]


def test_a_median_has_three_digits_at_most() -> None:
    assert numbers.Scale(1, "学时").derived(12.25) == "12.3"
    assert numbers.Scale(1, "学时").derived(47.0) == "47"
    assert numbers.Scale(1e4, "万元").derived(54321.0) == "5.43"
    assert numbers.Scale(1, "%").derived(98.46) == "98.5"


def test_nothing_is_a_dash() -> None:
    assert numbers.figure(None, "元") == "—"
    assert numbers.split_figure(None, "元") == ("—", "")
    assert numbers.full(None) == "—"
    assert numbers.share(1, 0) == "—"


def test_a_theme_is_steady_within_half_a_percent() -> None:
    assert numbers.theme_change(0.005).direction == "steady"
    assert numbers.theme_change(-0.0051).text == "↓ 0.5%"


def test_years_are_a_range_with_a_dash() -> None:
    assert numbers.years(2021, 2023) == "2021—2023年"
    assert numbers.years(2023, 2023) == "2023年"


@given(st.floats(0, 1e13), st.sampled_from(["元", "人", "小时", "%"]))
def test_a_printed_value_is_near_the_full_one(value: float, unit: str) -> None:
    """Three significant digits are never more than half a percent (and a half of the last place) away."""
    scale = numbers.scale_for([value], unit)
    printed = float(scale.text(value).replace(",", "")) * scale.divisor
    assert printed == pytest.approx(value, rel=0.006, abs=0.051)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.integers(2, 8))
def test_ticks_always_hold_the_range(low: float, length: float, about: int) -> None:
    found = numbers.ticks(low, low + length, about)
    assert found[0] <= low + 1e-6 * max(abs(low), length, 1)
    assert found[-1] >= (low + length) - 1e-6 * max(abs(low), length, 1)
    assert len(found) <= 2 * about + 3
