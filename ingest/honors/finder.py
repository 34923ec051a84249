"""From the verbs that say a title was won to the honors of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from ingest.honors.anchors import MAKING, Anchor, anchors, dated, named
from ingest.honors.groups import group_heads
from ingest.honors.levels import level_of
from ingest.honors.pieces import Title
from ingest.honors.rules import HonorRules, load_rules
from ingest.honors.surroundings import dated_headlines, decision_before, meeting_before, of_region, surrounding_year
from ingest.honors.telling import VENUE, announces, blocked, only_counted
from ingest.honors.titles import TitleReader
from ingest.honors.years import UNKNOWN, Years, years_before, years_within
from ingest.types import Honor, Level, Period, Report, Text

_CLOSING_QUOTES = '”"」』’》'
_OPENING_QUOTES = '“”"「『‘《'
_NEAR = 8
_NOUN = 2
"""Characters of a title's own noun, whose 镇 or 区 is no level (市十强镇)."""
_NEEDED_WITHIN = 15
_BODY = re.compile(r".*被([^被】]{2,60}|[省市县区镇州])$|(?:经(?![济营验费过])|由(?!于)|受到?|获得?)([^被】]{2,60})$")
_BODY_BEHIND = re.compile(r"[被由经]([^被】于每]{2,30}?)(?:于[^,,]{0,12}?)?(?:授予|颁|复查|复评)")
_LISTING = re.compile(r"(?:公布|发布|下发|印发|通报|公示)了?([^,,。;;“”]{2,60}?)(?:名单|结果|决定|通报)")
"""What announces winners; it tells the level of the titles that it names."""
_KIND = 4  # characters of a title that tell its kind
_ASIDE = re.compile(r"[”\"」』’》]?(?:荣誉)?(?:称号)?[((]([^()()]{2,24})[))]")
_LISTED_YEARS = re.compile(r"(?:(?:19|20)\d{2}年?度?[、和,,])+$")
_BACK = 40
_SEPARATORS = re.compile(r"[、,,;;]")
_EARLIER = re.compile(r"继(?![续承])|此前|在此之前")
"""What was won before the time that the sentence tells of (2025年获评…,这是继获评…后的…)."""
_AGAIN = re.compile(r"继(?P<year>(?:19|20)\d{2})年度?(?:之?后)?,?(?=又|再|第[二三四五]次|二度)")
"""A title won before, and now again (2014年,继2011年后再次被评为…): one record a year."""
_TIMES = re.compile(r'[”"」』]?[二两三四五六七八九十\d]+次')
"""Behind a title won so often within several years that none of them is its own."""
_EACH = re.compile("(?<![至到—–-]\\d{4}年)(?:分别|先后)")
"""What shares out years among as many titles."""
_STATED = ("成", "均", "皆", "同", "列", "确", "定")
"""How verbs in 为 begin that do not praise: they also say what else a unit is (列为重点)."""
_LINE_START = re.compile(r"[\n;;]")
_BRACKETS = re.compile(r"[((][^()()]*[))]")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,3}同志")


def find_honors(text: Text, report: Report) -> tuple[Honor, ...]:
    """The titles won, in the order of the text; spans lie within the report, one honor a title and year."""
    rules = load_rules()
    found: dict[int, tuple[Honor, ...]] = {}
    listed: list[Anchor] = []
    for anchor in chain(*(find(text, report, rules) for find in (anchors, dated, named))):
        if anchor.kind == "listed":
            listed.append(anchor)
            continue
        for won in _titles_won(anchor, text, rules):
            start, end = won.span
            if found.keys().isdisjoint(range(start, end)):
                found[start] = won.honors(report)
    for anchor in listed:
        for won in _titles_won(anchor, text, rules):
            honors = won.honors(report)
            if not any(_repeats(honors[0], each) for told in found.values() for each in told):
                found[won.span[0]] = honors
    return dated_headlines(tuple(honor for start in sorted(found) for honor in found[start]), text.clean)


def _repeats(listed: Honor, told: Honor) -> bool:
    """Whether a title on a list is one that the report tells otherwise, of no other year."""
    same = told.title in listed.title or listed.title in told.title
    return same and told.year in (None, listed.year)


def _titles_won(anchor: Anchor, text: Text, rules: HonorRules) -> Iterator[_Won]:
    """The titles behind a verb that tells; none behind one that wishes, rules or only counts."""
    if blocked(anchor, rules) or (anchor.kind != "state" and only_counted(anchor, rules)):
        return
    zone = anchor.zone.words
    if anchor.kind == "list" and not announces(anchor, rules):
        return
    told = rules.told.search(anchor.clause) is not None
    kind = "bestow" if anchor.kind == "listed" else anchor.kind
    into = kind in ("bestow", "gain") and anchor.word.endswith(MAKING) and not anchor.word.startswith(_STATED)
    titles = TitleReader(zone, kind, rules, cut=anchor.cut, told=told, into=into).titles()
    needs = rules.needs.get(anchor.word)
    if titles and needs and not needs.search(zone, titles[-1].end, titles[-1].end + _NEEDED_WITHIN):
        return
    leads = tuple(zone[title.lead : title.start].rstrip(_OPENING_QUOTES) for title in titles)
    heads = group_heads(zone, titles, rules)
    last = _ASIDE.match(zone, titles[-1].end) if len(titles) > 1 else None
    shared = last[1] if last and "分别" in last[1] else ""
    for count, title in enumerate(titles, 1):
        won = _Won(anchor, title, leads[:count], len(titles), shared, heads[count - 1], text, rules)
        if not _PERSON.search(won.words):
            yield won


@dataclass(frozen=True, slots=True)
class _Won:
    """One title with the words that tell its name, level, body, years and winner."""

    anchor: Anchor
    title: Title
    leads: tuple[str, ...]
    """The words that introduce the titles up to this one; a level said once holds for those behind it."""
    count: int  # of the titles told in all
    shared: str
    """What stands in brackets behind the last title and tells of each in turn ((分别为2010、2011年)), else empty."""
    head: str
    """The first title of its group, where the list is grouped by levels."""
    text: Text
    rules: HonorRules

    @property
    def span(self) -> tuple[int, int]:
        """The title's place in the document, half-open."""
        places = self.anchor.zone.places
        return places[self.title.start], places[self.title.end - 1] + 1

    @property
    def words(self) -> str:
        """The title in normalised text."""
        return self.anchor.zone.words[self.title.start : self.title.end]

    def honors(self, report: Report) -> tuple[Honor, ...]:
        """One honor a year."""
        start, end = self.span
        quote, name, level = self.text.raw[start:end], self.name(), self.level(report)
        body, recipient = self.body(), self.recipient(report.unit_name or "")
        rule = f"verbs.{self.anchor.kind}: {self.anchor.word}"
        return tuple(
            Honor(report.number, start, end, quote, name, level, year, body, recipient, rule)
            for year in self.years(report.period)
        )

    def name(self) -> str:
        """The title as written, without white space, and with its contest when it is a bare award."""
        own = self.anchor.zone.raw(self.text, self.title.start, self.title.end)
        return self._contest() + own if self.rules.bare.fullmatch(self.words) else own

    def _contest(self) -> str:
        """Where the award was won (在…比赛中), empty where the sentence does not tell."""
        before = self.anchor.before
        for venue in reversed(list(VENUE.finditer(before.words))):
            start, end = venue.span(venue.lastindex or 0)
            contest = self.rules.contest.match(before.words, start, end)
            if contest:
                quoted = contest.end() < end and before.words[contest.end()] in _CLOSING_QUOTES
                return before.raw(self.text, start, contest.end() + quoted)
        return ""

    def body(self) -> str | None:
        """The awarding body as far as the sentence names it (被…授予, …颁发的)."""
        clause = self.anchor.clause.lstrip("、和并")
        given = self.rules.given.search(self.leads[-1]) or _BODY.search(clause) or self._giver(clause)
        if self.anchor.kind == "named":
            given = _BODY_BEHIND.search(self._behind)
        return given[given.lastindex or 0] if given else None

    def _giver(self, clause: str) -> re.Match[str] | None:
        """The subject of a verb of giving without 被 (省政府授予我院…)."""
        return self.rules.giver.fullmatch(clause) if self.rules.giving.match(self.anchor.word) else None

    @property
    def _behind(self) -> str:
        return self.anchor.zone.words[self.title.end :]

    def level(self, report: Report) -> Level:
        """The level of the title's name, else of the words that introduce it, its body or its contest."""
        if not of_region(self.text.clean, report.start, report.end):
            return level_of(self._level_sources(), self.rules)
        return level_of((words.replace("全区", "自治区") for words in self._level_sources()), self.rules)

    def _level_sources(self) -> Iterator[str]:
        """What may tell the level, the plainest first: what stands behind the first that tells is not even read."""
        yield self.words[:-_NOUN]
        aside = _ASIDE.match(self.anchor.zone.words, self.title.end)
        yield aside[1] if aside else ""
        yield self.head[:-_NOUN]
        yield from reversed(self.leads)
        yield self.body() or ""
        yield from reversed(self._venues())
        yield from self._stated_before()
        yield self._decision()
        yield meeting_before(self.text.clean, self._verb)

    def _venues(self) -> list[str]:
        """Where titles were won, in order, and what announces them last."""
        venues = [match[match.lastindex or 0] for match in VENUE.finditer(self.anchor.before.words)]
        listed = _LISTING.search(self.anchor.before.words)
        if listed and self.words[-_KIND:] in listed[1]:
            venues.append(listed[1])
        return venues

    def _decision(self) -> str:
        return decision_before(self.text.clean, self._verb, self.words)

    @property
    def _verb(self) -> int:
        """Where the verb begins in the document."""
        before, zone = self.anchor.before.places, self.anchor.zone.places
        return before[-1] + 1 if before else max(0, zone[0] - len(self.anchor.word))

    def _stated_before(self) -> tuple[str, ...]:
        """The titles before one without a level in what a unit is said to be (市平安校园、先进单位), nearest first."""
        if self.anchor.kind != "state":
            return ()
        stated = _SEPARATORS.split(self.anchor.zone.words[: self.title.start].rstrip("、和"))
        return tuple(title[:-_NOUN] for title in reversed(stated))

    def years(self, period: Period | None) -> Years:
        """The years in the title, else in brackets behind it, else the ones that govern its clause."""
        zone, title = self.anchor.zone.words, self.title
        aside = _ASIDE.match(zone, title.end)
        listed = _LISTED_YEARS.search(zone, max(0, title.lead - _BACK), title.lead)
        lead = zone[listed.start() if listed else title.lead : title.start]
        shared = self.leads[-2] if len(self.leads) > 1 and self.rules.joined.search(zone[: title.lead]) else ""
        each = (years_within(self.shared, period) or UNKNOWN) if self.shared else UNKNOWN
        if self.shared and len(each) == self.count:
            return (each[len(self.leads) - 1],)
        own = (self.words, f"{aside[1]})" if aside else "", lead, shared, self._placed_years())
        for words in own:
            if words and (years := years_within(words, period)) not in (None, UNKNOWN):
                return years
        if self.anchor.kind == "named" and "连续" in self._behind:
            return UNKNOWN
        again = _AGAIN.search(self.anchor.clause)
        if again is not None:
            now = years_before(self.anchor.before.words.replace(again.group(), ""), period)
            return now if now == UNKNOWN else (int(again["year"]), *now[:1])
        if _EARLIER.search(self.anchor.clause) and years_within(self.anchor.clause, period) is None:
            return UNKNOWN
        governing = self._head_years(period) or years_before(self.anchor.before.words, period)
        if governing == UNKNOWN:
            return (surrounding_year(self.text.clean, self._verb, self.span[0], self.words, self.rules),)
        if len(governing) == self.count > 1 and _EACH.search(self.anchor.clause):
            return (governing[len(self.leads) - 1],)
        return UNKNOWN if len(governing) > 1 and _TIMES.match(zone, title.end) else governing

    def _placed_years(self) -> str:
        """The words of a list's line up to the title, or those behind a title that stands before its verb."""
        if self.anchor.kind == "named":
            return self._behind
        listed = self.anchor.zone.words[: self.title.start] if self.anchor.kind == "list" else ""
        return _BRACKETS.sub("", _LINE_START.split(listed)[-1])

    def _head_years(self, period: Period | None) -> Years | None:
        """The one year right behind the verb, which holds for the list (荣获2015年度…、…) unless won one by one."""
        if self.anchor.kind == "list" or "先后" in self.anchor.clause:
            return None
        years = years_within(self.leads[0], period)
        return years if years and len(years) == 1 and years != UNKNOWN else None

    def recipient(self, unit: str) -> Literal["unit", "part", "person"]:
        """Who won, as far as the title, the unit's name or the words before the verb tell."""
        clause = self.anchor.clause
        group = self.rules.group.search(self.words)
        if "同志" in clause or (group is None and self.rules.person.search(self.words[-_NEAR:])):
            return "person"
        if self.rules.town.search(unit) and self.rules.of_town.search(self.words):
            return "part"
        winner = "" if self.anchor.kind == "dated" else clause.split("被")[0][-_NEAR:]
        return "part" if self.rules.part.search(winner) else "unit"
