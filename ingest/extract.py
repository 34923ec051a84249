"""From a document to all that is read out of it: a pure function of its text, its hint and the rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

from ingest.catalogue import Catalogue, load
from ingest.coding import code_mentions
from ingest.confidence import confidence
from ingest.copies import shingles_of
from ingest.honors import find_honors
from ingest.language.debris import mend
from ingest.language.text import prepare
from ingest.mentions import find_mentions
from ingest.parts import find_parts
from ingest.placing import placed
from ingest.readers import read_document
from ingest.reports import split_reports
from ingest.timing import time_mentions
from ingest.types import (
    Document,
    Extraction,
    Hint,
    Mention,
    Observation,
    Report,
    State,
    Text,
    Timing,
)


def read_and_extract(path: Path, hint: Hint | None = None, catalogue: Catalogue | None = None) -> Extraction:
    """Read one file and extract it. Raises UnreadableFileError."""
    return extract(read_document(path), hint or Hint(), catalogue or load())


def extract(document: Document, hint: Hint, catalogue: Catalogue) -> Extraction:
    """Read reports, observations and honors out of a document.

    ``hint`` fills in the unit and the year where the text does not say them.
    """
    mended = mend(prepare(document.text))
    read = _read(document, mended.text, hint, catalogue)
    return placed(read, mended) if mended.cuts else read


def _read(document: Document, text: Text, hint: Hint, catalogue: Catalogue) -> Extraction:
    """Read a document's mended text."""
    reports = split_reports(text, hint)
    mentions = find_mentions(text)
    starts = [mention.start for mention in mentions]
    return Extraction(
        document=document,
        hint=hint,
        reports=reports,
        observations=tuple(
            observation
            for report in reports
            for observation in _observe(text, report, _within(report, mentions, starts), catalogue)
        ),
        honors=tuple(honor for report in reports for honor in find_honors(text, report)),
        shingles=tuple(_numbered(reports, shingles_of(text, reports))),
    )


def _numbered(reports: Iterable[Report], shingles: Iterable[Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Each report's number with each of its shingles."""
    return chain.from_iterable(
        zip(repeat(report.number), own, strict=False) for report, own in zip(reports, shingles, strict=True)
    )


def _within(report: Report, mentions: Sequence[Mention], starts: Sequence[int]) -> Sequence[Mention]:
    """Give the mentions that begin in a report; both rise, so that a file of many reports is not searched for each."""
    return mentions[bisect_left(starts, report.start) : bisect_left(starts, report.end)]


def _observe(text: Text, report: Report, own: Sequence[Mention], catalogue: Catalogue) -> list[Observation]:
    codings = code_mentions(text, report, own, catalogue)
    timings = [
        replace(timing, is_part=True) if is_part else timing
        for timing, is_part in zip(time_mentions(text, report, own), find_parts(text, own), strict=True)
    ]
    return [
        Observation(
            report.number, mention, timing, coding, state_of(mention, timing), confidence(mention, timing, coding)
        )
        for mention, timing, coding in zip(own, timings, codings, strict=True)
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
