"""The words of ``reports.toml``: how a report sounds, names its unit and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from ingest.rulefile import RULES, RuleFile, any_of

RULES_PATH = RULES / "reports.toml"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRules:
    """Word lists, named as in the file: ``title_nouns`` is ``nouns`` of ``[title]``. None is empty.

    ``self_endings`` is, for a kind of unit, what names of that kind end with.
    """

    title_nouns: Words
    title_parting: Words
    title_follow: Words
    collection_words: Words
    paragraph_closing: Words
    paragraph_opening: Words
    paragraph_preamble: Words
    paragraph_outlook: Words
    paragraph_fragment: Words
    self_kinds: Words
    self_whole: Words
    self_subjects: Words
    self_owned: Words
    unit_suffixes: Words
    unit_brands: Words
    unit_provinces: Words
    unit_generic: Words
    unit_adjectives: Words
    unit_others: Words
    unit_before: Words
    unit_never_first: Words
    unit_never_last: Words
    unit_verbs: Words
    unit_joined: Words
    unit_joining: Words
    unit_joined_places: Words
    unit_after: Words
    unit_headed: Words
    unit_placeholders: Words
    unit_territories: Words
    unit_areas: Words
    unit_sources: Words
    level_grades: Words
    level_middles: Words
    level_kinds: Words
    level_ranks: Words
    level_applied_before: Words
    level_applied_after: Words
    level_won_before: Words
    year_won: Words
    year_advertised: Words
    year_planned_before: Words
    year_planned_after: Words
    year_resolved: Words
    year_outlook: Words
    posted_labels: Words
    posted_written: Words
    posted_news: Words
    posted_papers: Words
    posted_mirrors: Words
    self_endings: dict[str, Words]
    anniversaries: dict[str, int]


_NAMES = [field.name for field in fields(ReportRules) if field.name not in ("self_endings", "anniversaries")]


def load_report_rules(path: Path = RULES_PATH) -> ReportRules:
    """The rules at ``path``. Raises RulesError, naming the entry, where a word list is missing or empty."""
    file = RuleFile(path)
    words = {name: _words(file, name) for name in _NAMES}
    anniversaries = {event: file.number(f"anniversaries.{event}") for event in file.table("anniversaries")}
    return ReportRules(**words, self_endings=file.word_lists("self.endings"), anniversaries=anniversaries)


def _words(file: RuleFile, name: str) -> Words:
    entry = name.replace("_", ".", 1)
    words = file.words(entry)
    if not words:
        raise file.error(entry, words, "at least one word", "restore the shipped entry")
    return words


@cache
def report_rules() -> ReportRules:
    """The shipped rules, loaded once."""
    return load_report_rules()


@cache
def any_word(rule: str) -> re.Pattern[str]:
    """Any word of a list of the shipped rules, named as in `ReportRules`."""
    return re.compile(any_of(getattr(report_rules(), rule)))
