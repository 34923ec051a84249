"""The reports of a document: their spans, units, title levels, periods, and which nearly copy an earlier one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingest.boundaries import find_boundaries
from ingest.copies import originals, shingles
from ingest.dating import report_period
from ingest.identity import unit_span
from ingest.language.debris import Mended, mend
from ingest.levels import level_span
from ingest.types import Hint, Period, Report, Text


def split_reports(text: Text, hint: Hint) -> tuple[Report, ...]:
    """The reports of the text in order; their spans tile it.

    ``hint`` gives the unit and the year only where the text does not say them. Unit and level are written as in the
    raw text, without what a mirror put between their characters.
    """
    mended = mend(text.clean)
    edges = [0, *find_boundaries(mended.clean), len(mended.clean)]
    reports = [_report(text, mended, number, *span, hint) for number, span in enumerate(pairwise(edges), start=1)]
    return _mark_copies(text, reports)


def _report(text: Text, mended: Mended, number: int, start: int, end: int, hint: Hint) -> Report:
    period = report_period(mended.clean, start, end)
    unit = _written(text, mended, unit_span(mended.clean, start, end)) or hint.unit
    level = _written(text, mended, level_span(mended.clean, start, end))
    report = Report(number, _place(text, mended, start), _place(text, mended, end), unit, level, period)
    if period is not None or hint.year is None:
        return report
    return replace(report, period=Period(hint.year, hint.year), period_source="manifest")


def _place(text: Text, mended: Mended, offset: int) -> int:
    """The offset in the text as read of one in the mended text."""
    return mended.span(offset, offset + 1)[0] if offset < len(mended.clean) else len(text.clean)


def _written(text: Text, mended: Mended, span: tuple[int, int] | None) -> str | None:
    """The words of a span as the raw text writes them, character by character: debris between them falls out."""
    if span is None:
        return None
    return "".join(text.raw[mended.span(offset, offset + 1)[0]] for offset in range(*span))


def _mark_copies(text: Text, reports: list[Report]) -> tuple[Report, ...]:
    if len(reports) < 2:
        return tuple(reports)
    found = originals([shingles(text, report) for report in reports])
    return tuple(
        replace(report, duplicate_of=None if original is None else reports[original].number)
        for report, original in zip(reports, found, strict=True)
    )
