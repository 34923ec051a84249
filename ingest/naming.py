"""What reads as a unit's name: how it ends, what it holds, and what is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from ingest.report_rules import report_rules
from ingest.rulefile import any_of

_AMOUNT = re.compile(r"[0-9](?:[0-9.]*)[万亿元个多余%]")
_COUNTED = re.compile(
    r"[0-9Xx×*#年](?:(?<=[0-9])(?:[所处站个家]$|[年月家个项名])|(?<=[Xx×*#])[年个户名条亩人次万]|(?<=\A年))"
)
_NEW = re.compile(r"新建(?<![区县市镇乡道路]新建)(?![区县])")
"""新建 as a verb; behind a place it is one's name (兴隆路街道新建社区)."""
OWN = ("我", "本", "全", "各", "该", "此", "这", "某些", "每", "一", "整个", "整座")
_QUOTES = '“”"《》‘’[]【】'


def is_name(name: str, stated: bool = False) -> bool:
    """Whether the words name a unit rather than a kind of unit, a title or a body above it.

    ``stated`` where a title or a signature says so: there 电力局 alone is a name, in running text it is not.
    """
    if len(name) < _least(name) or name.startswith(OWN) or name[0] in _QUOTES or name in _generic():
        return False
    if (
        (not stated and _kind_alone().fullmatch(name))
        or _titled_kind().fullmatch(name)
        or _AMOUNT.search(name)
        or _COUNTED.search(name)
    ):
        return False
    if name.endswith(_never_last().get(name[-1], "\0")):
        return False
    if not stated and name.startswith(_never_first().get(name[0], "\0")):
        return False
    return others().search(name) is None and _NEW.search(name) is None


@cache
def _generic() -> frozenset[str]:
    return frozenset(report_rules().unit_generic)


@cache
def _never_first() -> dict[str, tuple[str, ...]]:
    """The words that begin no name by their first character: of hundreds so few are asked."""
    return _by_character(report_rules().unit_never_first, 0)


@cache
def _never_last() -> dict[str, tuple[str, ...]]:
    """The words that end no name, titles among them, by their last character."""
    return _by_character((*report_rules().unit_never_last, *report_rules().level_kinds), -1)


def _by_character(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[place]] = (*found.get(word[place], ()), word)
    return found


def names_unit(text: str) -> bool:
    """Whether the words are a unit's name and nothing else."""
    return suffixed(text) and is_name(text, stated=True)


def _least(name: str) -> int:
    """Fewest characters of a name: a placeholder stands for several (X局)."""
    return 2 if name.startswith(report_rules().unit_placeholders) else 3


@cache
def _kind_alone() -> re.Pattern[str]:
    """What names but a kind of unit: 管理局有限公司, 组织社区."""
    return re.compile(f"(?:{any_of(report_rules().unit_verbs)})?(?:{any_suffix()})+")


@cache
def _titled_kind() -> re.Pattern[str]:
    """What names a title: 省级绿色学校."""
    return re.compile(f"(?:{any_of(report_rules().unit_adjectives)})+{any_suffix()}")


@cache
def praised_kind() -> re.Pattern[str]:
    """What a title puts behind the name: what the unit is to become (石门小学|绿色学校)."""
    adjective = f"(?:{any_of(report_rules().unit_adjectives)})"
    return re.compile(f"{adjective}{adjective}*{any_suffix()}$")  # a search is told at once what it begins with


@cache
def others() -> re.Pattern[str]:
    """What no unit's name holds."""
    return re.compile(any_of(report_rules().unit_others))


def suffixed(name: str) -> bool:
    """Whether the words end as units' names do."""
    return name.endswith(suffixes().get(name[-1:], ("\0",)))


@cache
def suffixes() -> dict[str, tuple[str, ...]]:
    """The last words of units' names by their last character: so few are quickly asked."""
    return _by_character(report_rules().unit_suffixes, -1)


def any_suffix() -> str:
    """A pattern of what units' names end with, the longest first."""
    single = any_of(suffix for suffix in report_rules().unit_suffixes if len(suffix) == 1)
    return f"(?:{long_suffix()}|(?:{single}))" if single else long_suffix()


def long_suffix() -> str:
    """The same of at least two characters."""
    return told_by_two([suffix for suffix in report_rules().unit_suffixes if len(suffix) > 1])


@cache
def last_characters() -> str:
    """The characters that units' names end with, for use in a class."""
    return "".join(sorted({suffix[-1] for suffix in report_rules().unit_suffixes}))


def told_by_two(words: Collection[str]) -> str:
    """A pattern of words of several characters; the look at the first two spares trying them all everywhere."""
    firsts, seconds = (any_of({word[place] for word in words}) for place in (0, 1))
    return f"(?=(?:{firsts})(?:{seconds}))(?:{any_of(words)})"
