"""The reports of a document: their spans, units, title levels, periods, and which nearly copy an earlier one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingest.boundaries import find_boundaries
from ingest.copies import originals, shingles_of
from ingest.dating import report_period
from ingest.identity import unit_span
from ingest.levels import level_span
from ingest.types import Hint, Period, Report, Text


def split_reports(text: Text, hint: Hint) -> tuple[Report, ...]:
    """The reports of the text in order; their spans tile it.

    ``hint`` gives the unit and the year only where the text does not say them. Unit and level are written as in the
    raw text.
    """
    edges = [0, *find_boundaries(text.clean), len(text.clean)]
    reports = [_report(text, number, *span, hint) for number, span in enumerate(pairwise(edges), start=1)]
    return _mark_copies(text, reports)


def _report(text: Text, number: int, start: int, end: int, hint: Hint) -> Report:
    period, stated = report_period(text.clean, start, end)
    unit = _written(text, unit_span(text.clean, start, end)) or hint.unit
    level = _written(text, level_span(text.clean, start, end))
    # What was inferred is sure where a manifest says the same.
    stated = stated or (period is not None and hint.year is not None and period.start <= hint.year <= period.end)
    report = Report(number, start, end, unit, level, period, period_source="text" if stated else "inferred")
    if period is not None or hint.year is None:
        return report
    return replace(report, period=Period(hint.year, hint.year), period_source="manifest")


def _written(text: Text, span: tuple[int, int] | None) -> str | None:
    """The words of a span as the raw text writes them."""
    return None if span is None else text.raw[span[0] : span[1]]


def _mark_copies(text: Text, reports: list[Report]) -> tuple[Report, ...]:
    if len(reports) < 2:
        return tuple(reports)
    found = originals(shingles_of(text, reports))
    return tuple(
        replace(report, duplicate_of=None if original is None else reports[original].number)
        for report, original in zip(reports, found, strict=True)
    )
