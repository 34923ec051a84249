"""From a verb that says a title was won to the honors of its sentence.

One pass over the report finds the verbs; each looks at most ``_BACK`` characters back and ``_AHEAD`` ahead,
and never past the next verb, so the time is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.honors.levels import level_of
from ingest.honors.rules import HonorRules, load_rules
from ingest.honors.titles import Title, TitleReader
from ingest.honors.years import UNKNOWN, Years, years_of
from ingest.types import Honor, Level, Period, Report, Text

_BACK = 160
_AHEAD = 600
_SENTENCE_END = re.compile(
    r"[。!?!?]|\n(?=\s*\n)|(?<=[;;::])\s*\n|\n(?=[ \t\u3000]{2}|\s*[((]?[一二三四五六七八九十\d]{1,2}[、..))])"
)
_CLAUSE = re.compile(r"[,,;;::。!?!?\n“”]")
_BODY = re.compile(r"(?:被|经|由|受到?|获得?|荣获)([^被经由]{2,60})$")
_CONTEST = re.compile(r"(?:在|参加|于|举办的|组织的|开展的)([^,,。;;]{2,60}?)(?:中|上|里|期间|[,,])")
_YEAR_ASIDE = re.compile(r"[”\"」』’》]?(?:荣誉)?(?:称号)?[((]([^()()]{2,24})[))]")
_SPACE = re.compile(r"\s")
_NAMED = re.compile(r"、|(?<![我全本该])[科室部队庭所站班组厅行院校]$")
_GIVEN = re.compile(r"([^了“”]{2,40}?)(?:颁发|授予|评选|命名|表彰|颁布|认定)的?$")
_NEAR = 8
_NEEDED_WITHIN = 15
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,3}同志")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A verb at ``[start, end)`` with the squeezed text of its sentence before and its zone behind."""

    word: str
    kind: str
    before: str
    zone: str
    places: tuple[int, ...]
    """The document offset of each character of ``zone``."""


def find_honors(text: Text, report: Report) -> tuple[Honor, ...]:
    """The titles won, in the order of the text; spans lie within the report, one honor a title and year."""
    rules = load_rules()
    found: dict[int, tuple[Honor, ...]] = {}
    for anchor in _anchors(text.clean, report, rules):
        for start, end, honors in _honors_of(anchor, text, report, rules):
            if found.keys().isdisjoint(range(start, end)):
                found[start] = honors
    return tuple(honor for start in sorted(found) for honor in found[start])


# Verbs and what surrounds them.


def _anchors(clean: str, report: Report, rules: HonorRules) -> Iterator[_Anchor]:
    hits = [hit for hit in rules.anchor.finditer(clean, report.start, report.end) if not _excepted(clean, hit, rules)]
    stops = [*(hit.start() for hit in hits), report.end]
    for hit, stop in zip(hits, stops[1:], strict=True):
        kind = rules.kind_of[hit.group()]
        end = _zone_end(clean, hit.end(), min(stop, hit.end() + _AHEAD), kind)
        places = tuple(n for n in range(hit.end(), end) if not clean[n].isspace() or (kind == "list" and clean[n] == "\n"))
        if len(places) > 1:
            before = _SPACE.sub("", _sentence_before(clean, max(report.start, hit.start() - _BACK), hit.start()))
            yield _Anchor(hit.group(), kind, before, "".join(clean[n] for n in places), places)


def _excepted(clean: str, hit: re.Match[str], rules: HonorRules) -> bool:
    return any(
        clean.endswith(before, 0, hit.start()) and clean.startswith(after, hit.end())
        for before, after in rules.exceptions.get(hit.group(), ())
    )


def _zone_end(clean: str, start: int, stop: int, kind: str) -> int:
    if kind == "list":
        return stop
    end = _SENTENCE_END.search(clean, start, stop)
    return end.start() if end else stop


def _sentence_before(clean: str, start: int, stop: int) -> str:
    window = clean[start:stop]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


# Titles and what is known of them.


def _honors_of(
    anchor: _Anchor, text: Text, report: Report, rules: HonorRules
) -> Iterator[tuple[int, int, tuple[Honor, ...]]]:
    """The span of each title behind the verb with its honors, one a year."""
    clause = _CLAUSE.split(anchor.before)[-1]
    if _blocked(clause, anchor, rules) or _only_counted(clause, rules):
        return
    titles = TitleReader(anchor.zone, anchor.kind, rules).titles()
    needs = rules.needs.get(anchor.word)
    if titles and needs and not needs.search(anchor.zone, titles[-1].end, titles[-1].end + _NEEDED_WITHIN):
        return
    for title in titles:
        start, end = anchor.places[title.start], anchor.places[title.end - 1] + 1
        won = _Won(anchor, clause, title, anchor.zone[titles[0].lead : titles[0].start], rules)
        name = won.name(_SPACE.sub("", text.raw[start:end]))
        if _PERSON.search(name):
            continue
        level, body, recipient = won.level(), won.body(), won.recipient()
        rule = f"verbs.{anchor.kind}: {anchor.word}"
        yield start, end, tuple(
            Honor(report.number, start, end, text.raw[start:end], name, level, year, body, recipient, rule)
            for year in won.years(report.period)
        )


def _blocked(clause: str, anchor: _Anchor, rules: HonorRules) -> bool:
    """Whether the clause wishes, plans, denies or rules instead of telling."""
    if rules.block_before.search(clause + anchor.word) or rules.own.search(clause):
        return True
    if anchor.kind in ("build", "state") and rules.block_build.search(clause[-_NEAR:]):
        return True
    return rules.rule_opening.match(clause) is not None


def _only_counted(clause: str, rules: HonorRules) -> bool:
    """Whether the winners are only counted (有3名职工), neither one nor named (内科、外科2个科室)."""
    last = None
    clause = _CONTEST.sub("", clause)
    for last in rules.counted.finditer(clause):
        pass
    if last is None or last[1] in ("1", "一"):
        return False
    head = clause[: last.start()]
    if rules.counted.search(head):
        return True
    return not ("等" in head[-2:] or _NAMED.search(head))


@dataclass(frozen=True, slots=True)
class _Won:
    """One title with the words that tell its name, level, body, years and winner."""

    anchor: _Anchor
    clause: str
    title: Title
    first_lead: str
    rules: HonorRules

    @property
    def words(self) -> str:
        """The title in normalised text."""
        return self.anchor.zone[self.title.start : self.title.end]

    def contest(self) -> str:
        """Where a bare award was won (在…比赛中), empty where the sentence does not tell."""
        contests = [match[1] for match in _CONTEST.finditer(self.anchor.before)]
        named = [words for words in contests if self.rules.contest.match(words)]
        return named[-1] if named else ""

    def name(self, raw: str) -> str:
        """The title, with its contest when it is a bare award."""
        return self.contest() + raw if self.words in self.rules.bare else raw

    def lead(self) -> str:
        """The words between the verb, or the title before, and the title."""
        return self.anchor.zone[self.title.lead : self.title.start].rstrip("“”\"「『‘《")

    def body(self) -> str | None:
        """The awarding body as far as the sentence names it (被…授予, …颁发的)."""
        given = _GIVEN.search(self.lead()) or _BODY.search(self.clause)
        return given[1] if given else None

    def level(self) -> Level:
        """The level of the title's name, else of the words that introduce it, its body or its contest."""
        venue = "".join(match[1] for match in _CONTEST.finditer(self.anchor.before))
        return level_of((self.words, self.lead(), self.first_lead, self.body() or "", venue), self.rules)

    def years(self, period: Period | None) -> Years:
        """The years in the title, else in brackets behind it, else the last ones in its sentence."""
        zone, title = self.anchor.zone, self.title
        aside = _YEAR_ASIDE.match(zone, title.end)
        context = f"{self.anchor.before}{self.anchor.word}{zone[: title.start]}"
        if self.anchor.kind == "list":
            context = context.rsplit("\n", 1)[-1]
        told = (years_of(self.words, period), years_of(aside[1] + ")", period) if aside else UNKNOWN)
        return next((years for years in told if years != UNKNOWN), years_of(context, period))

    def recipient(self) -> Literal["unit", "part", "person"]:
        """Who won, as far as the title or the words before the verb tell."""
        if self.rules.person.search(self.words[-_NEAR:]) or "同志" in self.clause:
            return "person"
        subject = self.clause.split("被")[0][-_NEAR:]
        return "part" if self.rules.part.search(subject) else "unit"
