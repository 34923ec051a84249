"""Put what was read in a mended text back to where the document has it."""

from __future__ import annotations

from dataclasses import replace

from ingest.language.debris import Mended
from ingest.types import Extraction, Honor, Observation, Report


def placed(extraction: Extraction, mended: Mended) -> Extraction:
    """Give an extraction with the spans and quotes of its document instead of the mended text's.

    Names and titles stay as the mended text has them: without what a mirror put between their characters.
    """
    document = extraction.document.text
    return replace(
        extraction,
        reports=tuple(_report(each, mended, document) for each in extraction.reports),
        observations=tuple(_observation(each, mended, document) for each in extraction.observations),
        honors=tuple(_honor(each, mended, document) for each in extraction.honors),
    )


def _report(report: Report, mended: Mended, document: str) -> Report:
    """Reports tile the document: debris between two of them belongs to the first."""
    whole = len(mended.text.clean)
    start, end = (
        mended.span(place, place + 1)[0] if 0 < place < whole else (len(document) if place else 0)
        for place in (report.start, report.end)
    )
    return replace(report, start=start, end=end)


def _observation(observation: Observation, mended: Mended, document: str) -> Observation:
    start, end = mended.span(observation.mention.start, observation.mention.end)
    mention = replace(observation.mention, start=start, end=end, quote=document[start:end])
    return replace(observation, mention=mention)


def _honor(honor: Honor, mended: Mended, document: str) -> Honor:
    start, end = mended.span(honor.start, honor.end)
    return replace(honor, start=start, end=end, quote=document[start:end])
