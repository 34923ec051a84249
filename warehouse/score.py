"""How far to trust the tool: what a warehouse read of some reports, held against gold files of the same reports.

Found and annotated spans are paired one to one, greatest overlap first. A quantity without an indicator counts as the
code ``other``; optional annotations count neither way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import duckdb

from warehouse import runner, versions
from warehouse.errors import MissingError
from warehouse.gold import GoldDocument, GoldHonor, GoldQuantity, GoldReport, Years, read_gold
from warehouse.home import Home

_SAME_VALUE = 1e-3
_SAME_REPORT = 0.9
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rate:
    """Right, wrongly found and missed, and what follows from them."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the found that is right; 0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotated that was found; 0 when nothing was annotated."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: where, what it is about, what was found and what the gold says."""

    kind: str
    source_name: str
    char_start: int
    quote: str
    found: str
    wanted: str


@dataclass(slots=True)
class Score:
    """All counts of a scoring; ``shares`` are (right, of) by measure, ``indicators`` are rates by code."""

    documents: int = 0
    quantity: Counter[str] = field(default_factory=Counter)
    indicator: Counter[str] = field(default_factory=Counter)
    honor: Counter[str] = field(default_factory=Counter)
    by_code: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    hits: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def rates(self) -> dict[str, Rate]:
        """Precision, recall and F1 of quantities, indicators and honors."""
        counts = {"quantity": self.quantity, "indicator": self.indicator, "honor": self.honor}
        return {name: _rate(count) for name, count in counts.items()}

    def shares(self) -> dict[str, float]:
        """Each accuracy, 0 to 1, by its name in the output; 0 where nothing was there to judge."""
        return {name: self.hits[name] / self.of[name] if self.of[name] else 0.0 for name in _SHARES}

    def indicators(self) -> dict[str, Rate]:
        """The rate of each code that was annotated or found, most annotated first."""
        ranked = sorted(self.by_code.items(), key=lambda item: (-item[1]["right"] - item[1]["missed"], item[0]))
        return {code: _rate(count) for code, count in ranked}

    def judge(self, name: str, right: bool) -> None:
        """Count one judgement of an accuracy."""
        self.of[name] += 1
        self.hits[name] += right


_SHARES = (
    "value", "unit", "qualifier", "period", "per", "honor level", "honor year", "report split", "report unit",
    "report period",
)  # fmt: skip


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def score(warehouse: Path, gold: Sequence[Path]) -> Score:
    """Hold a warehouse (a data home or a DuckDB file) against gold files. Raises RefusedError, MissingError."""
    annotated = read_gold(gold)
    found = {name: _found(warehouse, name, list(annotated)) for name in ("mentions", "honors", "reports")}
    result = Score(documents=len(annotated))
    for source, document in annotated.items():
        _score_quantities(result, source, document.quantities, found["mentions"][source])
        _score_honors(result, source, document.honors, found["honors"][source])
        _score_reports(result, source, document, found["reports"][source])
    return result


def _found(warehouse: Path, what: str, sources: list[str]) -> defaultdict[str, list[dict[str, Any]]]:
    path = versions.current(Home(warehouse)) if warehouse.is_dir() else warehouse
    if not path.is_file():
        raise MissingError(f"{path}: not there; a data home or a warehouse file was expected; check the path")
    query = (runner.SQL / "queries" / f"score_{what}.sql").read_text(encoding="utf-8")
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    connection = versions.open_version(path)
    try:
        for row in connection.sql(query, params={"sources": sources}).pl().iter_rows(named=True):
            rows[row["source_name"]].append(row)
    except duckdb.Error as error:
        raise versions.damaged(path, error) from error
    finally:
        connection.close()
    return rows


def _pairs(gold: Sequence[_Span], found: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Pair annotated with found spans, one to one, greatest overlap first; give found indexes by gold indexes."""
    edges = []
    for i, each in enumerate(gold):
        for j, row in enumerate(found):
            shared = min(each.end, row["char_end"]) - max(each.start, row["char_start"])
            if shared > 0:
                edges.append((-shared, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(edges):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _score_quantities(
    result: Score, source: str, gold: Sequence[GoldQuantity], found: Sequence[Mapping[str, Any]]
) -> None:
    pairs = _pairs(gold, found)
    for index, each in enumerate(gold):
        if not each.optional:
            _score_quantity(result, source, each, found[pairs[index]] if index in pairs else None)
    for index in set(range(len(found))) - set(pairs.values()):
        row = found[index]
        result.quantity["wrong"] += 1
        if row["indicator_code"] is not None:
            _wrong_code(result, row["indicator_code"])
        _miss(result, "not a quantity", source, row["char_start"], row["quote"], row["indicator_code"] or OTHER, "none")


def _score_quantity(result: Score, source: str, gold: GoldQuantity, row: Mapping[str, Any] | None) -> None:
    code = row["indicator_code"] if row else None
    if row is None:
        result.quantity["missed"] += 1
        _miss(result, "not found", source, gold.start, gold.quote, "nothing", gold.codes[0])
    else:
        result.quantity["right"] += 1
        _score_reading(result, source, gold, row)
    if code is None and OTHER not in gold.codes:
        result.indicator["missed"] += 1
        result.by_code[gold.codes[0]]["missed"] += 1
        if row:
            _miss(result, "no indicator", source, gold.start, gold.quote, OTHER, gold.codes[0])
    elif code in gold.codes:
        result.indicator["right"] += 1
        result.by_code[code]["right"] += 1
    elif code is not None:
        _wrong_code(result, code)
        if OTHER not in gold.codes:
            result.indicator["missed"] += 1
            result.by_code[gold.codes[0]]["missed"] += 1
        _miss(result, "wrong indicator", source, gold.start, gold.quote, code, " or ".join(gold.codes))


def _score_reading(result: Score, source: str, gold: GoldQuantity, row: Mapping[str, Any]) -> None:
    value, period = row["value"], _period(row)
    judgements = {
        "value": (
            value is not None and abs(value - gold.value) <= _SAME_VALUE * max(1.0, abs(gold.value)),
            value,
            gold.value,
        ),
        "unit": (row["unit"] == gold.unit, row["unit"], gold.unit),
        "qualifier": (row["qualifier"] == gold.qualifier, row["qualifier"], gold.qualifier),
        "period": (period == gold.period, period, gold.period),
        "per": ((row["per"] or "total") == gold.per, row["per"], gold.per),
    }
    for name, (right, got, wanted) in judgements.items():
        result.judge(name, right)
        if not right:
            _miss(result, name, source, gold.start, gold.quote, got, wanted)


def _score_honors(result: Score, source: str, gold: Sequence[GoldHonor], found: Sequence[Mapping[str, Any]]) -> None:
    pairs = _pairs(gold, found)
    result.honor["right"] += len(pairs)
    result.honor["wrong"] += len(found) - len(pairs)
    for index, each in enumerate(gold):
        if index in pairs:
            row = found[pairs[index]]
            result.judge("honor level", row["level"] == each.level)
            result.judge("honor year", row["year"] == each.year)
            if (row["level"], row["year"]) != (each.level, each.year):
                got, wanted = f"{row['level']} {row['year']}", f"{each.level} {each.year}"
                _miss(result, "honor level or year", source, each.start, each.quote, got, wanted)
        elif not each.optional:
            result.honor["missed"] += 1
            _miss(result, "honor not found", source, each.start, each.quote, "nothing", "an honor")
    for index in set(range(len(found))) - set(pairs.values()):
        row = found[index]
        _miss(result, "not an honor", source, row["char_start"], row["title"], "an honor", "none")


def _score_reports(result: Score, source: str, document: GoldDocument, found: Sequence[Mapping[str, Any]]) -> None:
    pairs = _pairs(document.reports, found)
    for index, each in enumerate(document.reports):
        row = found[pairs[index]] if index in pairs else None
        split = row is not None and _same_span(each, row)
        result.judge("report split", split)
        result.judge("report unit", row is not None and row["unit_name"] == each.unit)
        result.judge("report period", row is not None and _period(row) == each.period)
        got = (row["char_start"], row["char_end"], row["unit_name"], _period(row)) if row else None
        wanted = (each.start, each.end, each.unit, each.period)
        if row is None or not split or got is None or got[2:] != wanted[2:]:
            _miss(result, "report", source, each.start, each.unit or "", got, wanted)


def _same_span(gold: GoldReport, row: Mapping[str, Any]) -> bool:
    shared = min(gold.end, row["char_end"]) - max(gold.start, row["char_start"])
    size = max(gold.end, row["char_end"]) - min(gold.start, row["char_start"])
    return bool(shared >= _SAME_REPORT * size)


def _period(row: Mapping[str, Any]) -> Years:
    return None if row["period_start"] is None else (row["period_start"], row["period_end"])


def _wrong_code(result: Score, code: str) -> None:
    result.indicator["wrong"] += 1
    result.by_code[code]["wrong"] += 1


def _miss(result: Score, kind: str, source: str, start: int, quote: str, found: object, wanted: object) -> None:
    result.misses.append(Miss(kind, source, start, quote, str(found), str(wanted)))


def _rate(count: Mapping[str, int]) -> Rate:
    return Rate(count.get("right", 0), count.get("wrong", 0), count.get("missed", 0))


def as_text(result: Score, names: Mapping[str, str], misses: int) -> str:
    """Give the tables of a score: measures, indicators (``names`` by code), and at most ``misses`` of each kind."""
    lines = [f"{'documents':<24} {result.documents}", "", f"{'':<24} {'precision':>9} {'recall':>9} {'F1':>9}"]
    lines += [_rate_line(name, rate) for name, rate in result.rates().items()]
    lines += ["", *(f"{name:<24} {share:9.3f}" for name, share in result.shares().items() if result.of[name])]
    lines += ["", f"{'indicator':<30} {'right':>6} {'wrong':>6} {'missed':>6} {'F1':>6}"]
    lines += [
        f"{code:<30} {rate.right:>6} {rate.wrong:>6} {rate.missed:>6} {rate.f1:>6.2f}  {names.get(code, '')}"
        for code, rate in result.indicators().items()
    ]
    return "\n".join([*lines, *_miss_lines(result.misses, misses)])


def _rate_line(name: str, rate: Rate) -> str:
    return f"{name:<24} {rate.precision:9.3f} {rate.recall:9.3f} {rate.f1:9.3f}"


def _miss_lines(misses: Iterable[Miss], at_most: int) -> list[str]:
    kinds: dict[str, list[Miss]] = {}
    for miss in misses:
        kinds.setdefault(miss.kind, []).append(miss)
    lines = []
    for kind, own in kinds.items():
        lines += ["", f"{kind}: {len(own)}"]
        lines += [
            f"  {m.source_name}:{m.char_start} {m.quote!r}: found {m.found}; gold {m.wanted}" for m in own[:at_most]
        ]
    return lines
