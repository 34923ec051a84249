"""What flows through ingest: documents, reports, mentions, observations, honors.

Offsets count Unicode characters of the document's text exactly as it was read, half-open
``[start, end)``; ``document.text[start:end] == quote`` always.

What is made for every mention is a tuple: it takes a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Qualifier = Literal["exact", "about", "over", "under"]
Per = Literal["total", "year", "month", "week", "day", "person"]
Measure = Literal["count", "amount", "rate", "duration", "area", "length", "volume", "multiple"]
State = Literal["reported", "approximate", "cumulative", "zero", "placeholder"]
Level = Literal["国家", "省", "市", "区县", "乡镇", "other"]


@dataclass(frozen=True, slots=True)
class Period:
    """Years that a value or a report is about, both ends included."""

    start: int
    end: int

    @property
    def single(self) -> bool:
        """Whether the period is one calendar year."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text beside its normalised twin of the same length.

    ``raw`` is the text as read. ``clean`` is what rules look at: full-width forms folded, traditional
    characters simplified, one character for one character, so an offset means the same in both.
    """

    raw: str
    clean: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. ``source_name`` is the file's name, ``source_path`` where it was found."""

    sha256: str
    source_name: str
    source_path: str
    format: str
    encoding: str
    byte_count: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One unit's account within a document; report spans tile the document's text.

    ``number`` counts from 1. ``duplicate_of`` is the number of the earlier report of the same document
    that this one nearly copies. ``period_source`` says whether the text states the period (title, signature, opening),
    whether it was inferred from the years that the text names or its page's stamp, or whether only the hint told it.
    """

    number: int
    start: int
    end: int
    unit_name: str | None
    title_level: str | None
    period: Period | None
    duplicate_of: int | None = None
    period_source: Literal["text", "inferred", "manifest"] = "text"


class Mention(NamedTuple):
    """A quantity found in the text.

    ``value`` is in the canonical ``unit`` (元, %, 米, 平方米, 倍, 学时, 小时, 天, else the measure word,
    simplified; 名 and 位 are 人); None when the digits were lost (``XX万元``, ``约万平方米``).
    """

    start: int
    end: int
    quote: str
    value: float | None
    unit: str
    qualifier: Qualifier
    measure: Measure

    @property
    def placeholder(self) -> bool:
        """Whether the digits were lost, so that there is no value."""
        return self.value is None


class Timing(NamedTuple):
    """When and how often a mention's value holds.

    ``is_total`` says that the text states a total (累计, 共, 合计, 先后), which replaces the sum of its parts.
    ``source`` names where the period came from: clause, sentence, section, report, inferred, manifest or none.
    ``is_part`` says that the text calls the value a part of one stated before (其中, 包括, 含, 分别); never add it.
    """

    period: Period | None
    per: Per
    is_total: bool
    source: str
    is_part: bool = False


class Coding(NamedTuple):
    """The indicator chosen for a mention, or None below the threshold.

    ``score`` and ``runner_up_score`` are between 0 and 1. ``rule`` names the entry and the words that decided.
    ``subject`` is the phrase that was counted (群众满意率), for telling contradictions from different facts.
    """

    code: str | None
    score: float
    runner_up: str | None
    runner_up_score: float
    rule: str
    subject: str


class Observation(NamedTuple):
    """A mention with its report, period, indicator, state and confidence; one row of the ``mentions`` view."""

    report_number: int
    mention: Mention
    timing: Timing
    coding: Coding
    state: State
    confidence: float


@dataclass(frozen=True, slots=True)
class Honor:
    """A title that the unit, a part or a member of it won; a title won in several years is one honor a year."""

    report_number: int
    start: int
    end: int
    quote: str
    title: str
    level: Level
    year: int | None
    body: str | None
    recipient: Literal["unit", "part", "person"]
    rule: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What a manifest or the command line says of a file whose text does not tell."""

    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document; a pure function of its text, its hint and the rules."""

    document: Document
    hint: Hint
    reports: tuple[Report, ...]
    observations: tuple[Observation, ...]
    honors: tuple[Honor, ...]
    shingles: tuple[tuple[int, int], ...]
    """(report number, hash): a sample of hashed 5-grams, for finding near copies across documents."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and what to do: one row of the ``failures`` view.

    ``reason`` is the kind of error; ``sha256`` is None when not even the bytes could be read.
    """

    source_name: str
    source_path: str
    sha256: str | None
    reason: str
    found: str
    expected: str
    remedy: str
