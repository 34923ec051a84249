"""From a document to all that is read out of it: a pure function of its text, its hint and the rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

from ingest.catalogue import Catalogue, load
from ingest.coding import code_mentions
from ingest.confidence import confidence
from ingest.copies import shingles_of
from ingest.honors import find_honors
from ingest.language.debris import Mended, mend
from ingest.language.text import prepare
from ingest.mentions import find_mentions
from ingest.parts import find_parts
from ingest.placing import placed_honors, placed_mentions, placed_reports
from ingest.readers import read_document
from ingest.reports import split_reports
from ingest.timing import time_mentions
from ingest.types import Document, Extraction, Hint, Mention, Observation, Report, State, Text, Timing


def read_and_extract(path: Path, hint: Hint | None = None, catalogue: Catalogue | None = None) -> Extraction:
    """Read one file and extract it. Raises UnreadableFileError."""
    return extract(read_document(path), hint or Hint(), catalogue or load())


def extract(document: Document, hint: Hint, catalogue: Catalogue) -> Extraction:
    """Read reports, observations and honors out of a document.

    ``hint`` fills in the unit and the year where the text does not say them.
    """
    mended = mend(prepare(document.text))
    text = mended.text
    reports = split_reports(text, hint)
    honors = tuple([honor for report in reports for honor in find_honors(text, report)])
    return Extraction(
        document=document,
        hint=hint,
        reports=placed_reports(reports, mended, document.text),
        observations=tuple(_observations(document, mended, reports, catalogue)),
        honors=placed_honors(honors, mended, document.text),
        shingles=tuple(_numbered(reports, shingles_of(text, reports))),
    )


def _observations(
    document: Document, mended: Mended, reports: Iterable[Report], catalogue: Catalogue
) -> list[Observation]:
    """Read the mentions of each report, to be found where the document has them."""
    mentions = find_mentions(mended.text)
    told = placed_mentions(mentions, mended, document.text)
    starts = [mention.start for mention in mentions]
    found: list[Observation] = []
    for report in reports:
        # Both rise, so that a file of many reports is not searched for each.
        own = slice(bisect_left(starts, report.start), bisect_left(starts, report.end))
        found += _observe(mended.text, report, mentions[own], told[own], catalogue)
    return found


def _numbered(reports: Iterable[Report], shingles: Iterable[Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Each report's number with each of its shingles."""
    return chain.from_iterable(
        zip(repeat(report.number), own, strict=False) for report, own in zip(reports, shingles, strict=True)
    )


def _observe(
    text: Text, report: Report, own: Sequence[Mention], told: Sequence[Mention], catalogue: Catalogue
) -> list[Observation]:
    """Read a report's mentions; ``told`` are the same as the document has them."""
    codings = code_mentions(text, report, own, catalogue)
    timings = time_mentions(text, report, own)
    for number, is_part in enumerate(find_parts(text, own)):
        if is_part:
            timings[number] = timings[number]._replace(is_part=True)
    return [
        Observation(
            report.number, mention, timing, coding, state_of(mention, timing), confidence(mention, timing, coding)
        )
        for mention, timing, coding in zip(told, timings, codings, strict=True)
    ]


def state_of(mention: Mention, timing: Timing) -> State:
    """Say how a value is to be taken; several years outrank precision, as their value is never one year's."""
    if mention.value is None:
        return "placeholder"
    if mention.value == 0:
        return "zero"
    if timing.period is not None and not timing.period.single:
        return "cumulative"
    return "reported" if mention.qualifier == "exact" else "approximate"
