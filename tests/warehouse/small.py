"""Small lakes for tests: reports and their values written as data, around texts of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ingest.types import Hint, Honor, Period, Report
from tests.synthetic import Draft, load_indicators, observation
from warehouse.build import Built, build
from warehouse.lake import write_batch

CASES = Path(__file__).parent / "cases"


def load_cases(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def draft_report(draft: Draft, number: int, report: Mapping[str, Any], unit: str | None) -> None:
    """Append one report to a draft: ``body`` as it is, then a line a fact and a line an honor."""
    start = len(draft.text)
    period = _period(report.get("year"))
    draft.line(f"{unit}材料{number}，{report.get('year')}年")
    draft.write(report.get("body", ""))
    for fact in report.get("facts", ()):
        _write_fact(draft, number, fact, period)
    for honor in report.get("honors", ()):
        at = draft.write(honor["title"])
        draft.line("。")
        draft.honors.append(Honor(
            number, at, at + len(honor["title"]), honor["title"], honor["title"], honor.get("level", "市"),
            honor.get("year"), None, honor.get("recipient", "unit"), "test",
        ))  # fmt: skip
    draft.reports.append(Report(number, start, len(draft.text), unit, None, period, report.get("duplicate_of")))


def write(home: Path, drafts: Iterable[tuple[Draft, Hint]], fingerprint: str = "f") -> None:
    write_batch(home, [(draft.extraction(hint), fingerprint) for draft, hint in drafts])


def make(home: Path, **options: Any) -> Built:
    return build(home, load_indicators(), wenming_version="test", **options)


def build_forever(home: Path, starting: Connection) -> None:
    """Build until the process is killed; say when it begins."""
    starting.send("ready")
    while True:
        make(home, force=True)


def write_forever(home: Path, starting: Connection) -> None:
    """Write batches until the process is killed; say when it begins."""
    starting.send("ready")
    while True:
        write(
            home, [one_report("b.txt", "甲局", year=2024, facts=[{"code": "service.deeds", "value": 5, "unit": "件"}])]
        )


def one_report(name: str, unit: str | None, **report: Any) -> tuple[Draft, Hint]:
    """A document with one report."""
    draft = Draft(name)
    draft_report(draft, 1, report, unit)
    return draft, Hint(report.get("hint_unit"), report.get("hint_year"))


def _write_fact(draft: Draft, number: int, fact: Mapping[str, Any], report_period: Period | None) -> None:
    """Append one value: ``before``, the quote, and ``after`` (a full stop unless it says otherwise)."""
    value, unit = fact.get("value"), fact.get("unit", "次")
    quote = f"{'XX' if value is None else format(value, 'g')}{unit}"
    draft.write(fact.get("before", ""))
    at = draft.write(quote)
    draft.write("，" if fact.get("goes_on") else fact.get("after", "。\n"))
    period = _period(fact["period"]) if "period" in fact else report_period
    qualifier = fact.get("qualifier", "exact")
    plain = "placeholder" if value is None else "reported" if qualifier == "exact" else "approximate"
    draft.observations.append(observation(
        number, at, quote, value, unit, fact.get("code"), period, qualifier=qualifier, per=fact.get("per", "total"),
        is_total=fact.get("total", False), is_part=fact.get("part", False), state=fact.get("state", plain),
        subject=fact.get("subject", ""), source=fact.get("source", "report"), score=fact.get("score", 0.9),
        measure="rate" if unit == "%" else "count",
    ))  # fmt: skip


def _period(years: object) -> Period | None:
    if isinstance(years, int):
        return Period(years, years)
    return Period(*years) if isinstance(years, list) and years else None
