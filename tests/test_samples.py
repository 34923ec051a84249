"""The samples through the whole pipeline, against figures chosen while writing them (samples/expected.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from ingest.copies import COPY_CONTAINMENT
from ingest.extract import read_and_extract
from ingest.language.text import prepare
from ingest.manifest import load_manifest
from ingest.types import Extraction, Observation, Period, Report

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = Path(__file__).parent / "samples" / "expected.toml"
TOLERANCE = 1e-6

PERIODS = {"2023/2025": Period(2023, 2025)} | {str(year): Period(year, year) for year in (2023, 2024, 2025)}


@dataclass(frozen=True, slots=True)
class Figure:
    """One expected figure; ``near`` occurs once in its report and holds ``quote``."""

    near: str
    quote: str
    code: str
    value: float
    also: tuple[str, ...] = ()
    period: str | None = None
    per: str | None = None
    qualifier: str = "exact"
    open: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """One expected honor."""

    title: str
    level: str
    year: int | None
    recipient: str | None = None
    open: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one report."""

    file: str
    number: int = 1
    unit: str | None = None
    period: str | None = None
    figures: tuple[Figure, ...] = ()
    honors: tuple[Title, ...] = ()
    phrases: dict[str, list[str]] = field(default_factory=dict)
    open: frozenset[str] = frozenset()


def load_expected() -> tuple[Expected, ...]:
    rows = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["report"]
    return tuple(
        Expected(
            file=row["file"],
            number=row.get("number", 1),
            unit=row.get("unit"),
            period=row.get("period"),
            figures=tuple(
                Figure(**{**figure, "also": tuple(figure.get("also", ()))}) for figure in row.get("figures", ())
            ),
            honors=tuple(Title(**honor) for honor in row.get("honors", ())),
            phrases={kind: row.get(kind, []) for kind in ("never", "lost", "zero", "not_won")},
            open=frozenset(row.get("open", ())),
        )
        for row in rows
    )


ALL = load_expected()


@cache
def extraction(file: str) -> Extraction:
    manifest = load_manifest(SAMPLES / "manifest.csv")
    return read_and_extract(SAMPLES / file, manifest.hint(SAMPLES / file))


def report_of(expected: Expected) -> Report:
    reports = [report for report in extraction(expected.file).reports if report.number == expected.number]
    assert reports, f"{expected.file} has {len(extraction(expected.file).reports)} reports, none is {expected.number}"
    return reports[0]


def case(identifier: str, still_open: str | None, *values: object) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=still_open, strict=False)] if still_open else []
    return pytest.param(*values, id=identifier, marks=marks)


def figures() -> Iterator[ParameterSet]:
    for expected in ALL:
        for figure in expected.figures:
            yield case(f"{expected.file}:{figure.near!r}", figure.open, expected, figure)


def honors() -> Iterator[ParameterSet]:
    for expected in ALL:
        for title in expected.honors:
            yield case(f"{expected.file}:{title.title}:{title.year}", title.open, expected, title)


def units() -> list[ParameterSet]:
    return [
        case(f"{expected.file}:{expected.number}", "not told yet" if "unit" in expected.open else None, expected)
        for expected in ALL
        if expected.unit
    ]


def phrases(kind: str) -> list[ParameterSet]:
    return [
        case(f"{expected.file}:{phrase}", "not told yet" if phrase in expected.open else None, expected, phrase)
        for expected in ALL
        for phrase in expected.phrases[kind]
    ]


def span(expected: Expected, near: str, quote: str) -> tuple[int, int]:
    """Find the quote's half-open span in the document; the words around it must be unique in the report."""
    report = report_of(expected)
    text = extraction(expected.file).document.text
    assert text[report.start : report.end].count(near) == 1, f"{near!r} does not occur once in report {report.number}"
    start = text.index(near, report.start) + near.index(quote)
    return start, start + len(quote)


def observed(expected: Expected, start: int, end: int) -> list[Observation]:
    """Give the observations that overlap a half-open span."""
    found = extraction(expected.file).observations
    return [each for each in found if each.mention.start < end and start < each.mention.end]


@pytest.mark.parametrize(("expected", "figure"), list(figures()))
def test_figure(expected: Expected, figure: Figure) -> None:
    start, end = span(expected, figure.near, figure.quote)
    found = observed(expected, start, end)
    assert [(each.mention.start, each.mention.end) for each in found] == [(start, end)]
    (one,) = found
    assert one.mention.value == pytest.approx(figure.value, rel=TOLERANCE)
    assert one.mention.qualifier == figure.qualifier
    assert (one.coding.code or "other") in (figure.code, *figure.also)
    assert one.timing.period == PERIODS[figure.period or expected.period or ""]
    assert figure.per is None or one.timing.per == figure.per
    assert one.report_number == expected.number


@pytest.mark.parametrize("expected", units())
def test_report_knows_its_unit_and_period(expected: Expected) -> None:
    report = report_of(expected)
    assert prepare(report.unit_name or "").clean == expected.unit
    assert report.period == PERIODS[expected.period or ""]


@pytest.mark.parametrize(("expected", "title"), list(honors()))
def test_honor(expected: Expected, title: Title) -> None:
    found = [each for each in extraction(expected.file).honors if each.report_number == expected.number]
    named = [each for each in found if each.title == title.title]
    assert named, [each.title for each in found]
    assert (title.level, title.year) in [(each.level, each.year) for each in named]
    assert title.recipient in (None, *(each.recipient for each in named))


@pytest.mark.parametrize(("expected", "phrase"), phrases("not_won"))
def test_title_applied_for_is_not_won(expected: Expected, phrase: str) -> None:
    assert [each.title for each in extraction(expected.file).honors if phrase in each.title] == []


@pytest.mark.parametrize(("expected", "phrase"), phrases("never"))
def test_phrase_is_no_quantity(expected: Expected, phrase: str) -> None:
    text = extraction(expected.file).document.text
    start = text.index(phrase)
    assert [each.mention.quote for each in observed(expected, start, start + len(phrase))] == []


@pytest.mark.parametrize(("expected", "phrase"), phrases("lost"))
def test_lost_digits_are_a_placeholder(expected: Expected, phrase: str) -> None:
    start, end = span(expected, phrase, phrase)
    assert [(each.state, each.mention.value) for each in observed(expected, start, end)] == [("placeholder", None)]


@pytest.mark.parametrize(("expected", "phrase"), phrases("zero"))
def test_stated_zero(expected: Expected, phrase: str) -> None:
    start, end = span(expected, phrase, phrase)
    assert [(each.state, each.mention.value) for each in observed(expected, start, end)] == [("zero", 0)]


def test_every_file_is_expected_and_read_whole() -> None:
    files = {path.name for path in SAMPLES.glob("*.txt")}
    assert files == {expected.file for expected in ALL}
    for file in files:
        numbers = [expected.number for expected in ALL if expected.file == file]
        assert [report.number for report in extraction(file).reports] == numbers


@pytest.mark.parametrize(
    ("file", "encoding"),
    [
        ("市气象局_2024.txt", "gb18030"),
        ("市交通运输局_2024.txt", "gb18030"),
        ("市第二人民医院_2023.txt", "gb18030"),
        ("市档案馆_2024.txt", "big5"),
        ("市审计局_2025.txt", "utf-8"),
    ],
)
def test_encoding(file: str, encoding: str) -> None:
    assert extraction(file).document.encoding.lower().replace("_", "-").startswith(encoding)
    assert not extraction(file).document.text.startswith("\ufeff")


def containment(one: set[int], other: set[int]) -> float:
    """The share of the smaller set that the larger holds."""
    return len(one & other) / min(len(one), len(other))


def test_near_copy_is_recognised_and_years_of_a_unit_are_not_copies() -> None:
    def shingles(file: str) -> set[int]:
        return {shingle for _, shingle in extraction(file).shingles}

    copy = shingles("统计局文明单位创建汇报范文.txt")
    originals = {path.name: shingles(path.name) for path in SAMPLES.glob("*.txt")}
    near = {name for name, own in originals.items() if own is not copy and containment(copy, own) >= COPY_CONTAINMENT}
    assert near == {"市统计局_2024.txt", "统计局文明单位创建汇报范文.txt"}
    others = sorted(originals.keys() - near)
    pairs = [(one, other) for one in others for other in others if one < other]
    assert [pair for pair in pairs if containment(*(originals[name] for name in pair)) >= COPY_CONTAINMENT] == []
