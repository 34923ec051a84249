"""What reads as a unit's name: how it ends, what it holds, and what is none."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ingest.report_rules import report_rules
from ingest.rulefile import any_of

_AMOUNT = re.compile(r"[0-9](?:[0-9.]*)[万亿元个多余%]")
_COUNTED = re.compile(r"[0-9](?:[所处站个家]$|[年月家个项名])|[Xx×*#][年个户名条亩人次万]|^年")
_NEW = re.compile(r"(?<![区县市镇乡道路])新建(?![区县])")
"""新建 as a verb; behind a place it is one's name (兴隆路街道新建社区)."""
OWN = ("我", "本", "全", "各", "该", "此", "这", "某些", "每", "一", "整个", "整座")
_QUOTES = '“”"《》‘’[]【】'


def is_name(name: str, stated: bool = False) -> bool:
    """Whether the words name a unit rather than a kind of unit, a title or a body above it.

    ``stated`` where a title or a signature says so: there 电力局 alone is a name, in running text it is not.
    """
    rules = report_rules()
    if len(name) < 3 or name.startswith(OWN) or name[0] in _QUOTES or name in rules.unit_generic:
        return False
    if (
        (not stated and _kind_alone().fullmatch(name))
        or _titled_kind().fullmatch(name)
        or _AMOUNT.search(name)
        or _COUNTED.search(name)
    ):
        return False
    if name.endswith(rules.unit_never_last) or (not stated and name.startswith(rules.unit_never_first)):
        return False
    return not name.endswith(rules.level_kinds) and others().search(name) is None and _NEW.search(name) is None


def names_unit(text: str) -> bool:
    """Whether the words are a unit's name and nothing else."""
    return suffixed(text) and is_name(text, stated=True)


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
    return re.compile(f"(?:{any_of(report_rules().unit_adjectives)})+{any_suffix()}$")


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
    suffixes = report_rules().unit_suffixes
    return {last: tuple(suffix for suffix in suffixes if suffix[-1] == last) for last in last_characters()}


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
