"""The reports of a document: their spans, units, title levels, periods, and which nearly copy an earlier one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingest.boundaries import find_boundaries
from ingest.copies import COPY_CONTAINMENT, containment, shingles
from ingest.dating import report_period
from ingest.identity import unit_name
from ingest.levels import title_level
from ingest.types import Hint, Period, Report, Text


def split_reports(text: Text, hint: Hint) -> tuple[Report, ...]:
    """The reports of the text in order; their spans tile it.

    ``hint`` gives the unit and the year only where the text does not say them.
    """
    edges = [0, *find_boundaries(text.clean), len(text.clean)]
    reports = [
        _report(text, number, *span, hint) for number, span in enumerate(pairwise(edges), start=1)
    ]
    return _mark_copies(text, reports)


def _report(text: Text, number: int, start: int, end: int, hint: Hint) -> Report:
    period = report_period(text.clean, start, end)
    if period is None and hint.year is not None:
        period = Period(hint.year, hint.year)
    unit = unit_name(text, start, end) or hint.unit
    return Report(number, start, end, unit, title_level(text, start, end), period)


def _mark_copies(text: Text, reports: list[Report]) -> tuple[Report, ...]:
    if len(reports) < 2:
        return tuple(reports)
    marks = [shingles(text, report) for report in reports]
    marked = []
    for i, report in enumerate(reports):
        original = next(
            (reports[j].number for j in range(i) if containment(marks[j], marks[i]) >= COPY_CONTAINMENT), None
        )
        marked.append(replace(report, duplicate_of=original))
    return tuple(marked)
