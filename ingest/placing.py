"""Put what was read in a mended text back to where the document has it.

Names and titles stay as the mended text has them: without what a mirror put between their characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.language.debris import Mended
from ingest.types import Honor, Mention, Report


def placed_reports(reports: tuple[Report, ...], mended: Mended, document: str) -> tuple[Report, ...]:
    """Give reports with the document's spans; they tile it: debris between two of them belongs to the first."""
    return tuple([_report(each, mended, document) for each in reports]) if mended.cuts else reports


def placed_mentions(mentions: Sequence[Mention], mended: Mended, document: str) -> Sequence[Mention]:
    """Give mentions with the document's spans and quotes."""
    return [_mention(each, mended, document) for each in mentions] if mended.cuts else mentions


def placed_honors(honors: tuple[Honor, ...], mended: Mended, document: str) -> tuple[Honor, ...]:
    """Give honors with the document's spans and quotes."""
    return tuple([_honor(each, mended, document) for each in honors]) if mended.cuts else honors


def _report(report: Report, mended: Mended, document: str) -> Report:
    whole = len(mended.text.clean)
    start, end = (
        mended.span(place, place + 1)[0] if 0 < place < whole else (len(document) if place else 0)
        for place in (report.start, report.end)
    )
    return replace(report, start=start, end=end)


def _mention(mention: Mention, mended: Mended, document: str) -> Mention:
    start, end = mended.span(mention.start, mention.end)
    return Mention(start, end, document[start:end], *mention[3:])


def _honor(honor: Honor, mended: Mended, document: str) -> Honor:
    start, end = mended.span(honor.start, honor.end)
    return replace(honor, start=start, end=end, quote=document[start:end])
