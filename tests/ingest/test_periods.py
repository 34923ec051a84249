"""Time expressions: which are found and which years they mean."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.errors import RulesError
from ingest.language.period_rules import RULES_PATH, load_rules
from ingest.language.periods import find_periods, resolve, scan
from ingest.types import Period

CASES = tomllib.loads((Path(__file__).parent / "cases" / "periods.toml").read_text(encoding="utf-8"))["case"]


def written(period: Period | None) -> str:
    if period is None:
        return "?"
    return str(period.start) if period.single else f"{period.start}/{period.end}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}@{case['last']}")
def test_years(case):
    found = find_periods(case["text"], case["last"] or None)
    assert [written(period) for _, period in found] == case["found"]


def test_expression_keeps_its_span_in_running_text():
    clean = "本院于2011年3月至2012年5月改造病房,去年投用。"
    assert [clean[e.start : e.end] for e in scan(clean)] == ["2011年3月至2012年5月", "去年"]


def test_recent_years_take_the_report_period():
    (recent,) = scan("近年来")
    assert resolve(recent, Period(2006, 2009)) == Period(2006, 2009)


def test_counted_years_of_a_report_dated_so_are_the_reports_own():
    (back,) = scan("两年来")
    assert resolve(back, Period(2006, 2008)) == Period(2006, 2008)
    assert resolve(back, Period(2004, 2008)) == Period(2007, 2008)


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ("[relative]\n0 = []\n", "relative.0"),
        ("[relative]\nsoon = ['今年']\n", "relative.soon"),
        ("[relative]\n0 = ['今年']\n[recent]\nwords = 7\n", "recent.words"),
        ("[relative]\n0 = ['今年'\n", "no valid TOML"),
        (RULES_PATH.read_text(encoding="utf-8").replace('month = ["', 'moon = ["'), "per.moon"),
        (RULES_PATH.read_text(encoding="utf-8").replace('"十一五" = 2006', '"十一五" = "06"'), "plan.十一五"),
    ],
)
def test_wrong_rules_are_named(tmp_path, rules, named):
    path = tmp_path / "periods.toml"
    path.write_text(rules, encoding="utf-8")
    with pytest.raises(RulesError, match=r"periods\.toml") as caught:
        load_rules(path)
    assert named in str(caught.value)
