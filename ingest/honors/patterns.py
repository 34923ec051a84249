"""Patterns made of lists of words."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping

GAP = 12
"""Most characters between a title's mark and its noun (先进 … 单位)."""
AWARD_MARGIN = 2
"""Most characters before the word of an award that says nothing without its contest (个人二等奖)."""


AWARDED = re.compile('[最大]高?奖励?[“"「『]')
"""What calls the quotation behind it an award (行业最高奖“…杯”)."""
_NO_AWARD = "[领获颁发中评得授受]"
"""Before the word of an award these make it an act (上台领奖)."""
PLACE_NAME = "[\u4e00-\u9fff]{2,3}[省市县区]"
"""A place's name, which may open a title behind a year (2016年青溪县星级示范村)."""
NUMBER = r"(?:\d+|[一二两三四五六七八九十百]+)(?:多|余|几)?"


def any_of(words: Iterable[str]) -> str:
    """A pattern source that matches any of the words, longest first; nothing where there are none.

    The words are grouped by their first characters, so that a search skips at once what begins none of them.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        tails.setdefault(word[:1], []).append(word[1:])
    last = tails.pop("", None)
    branches = [re.escape(first) + (any_of(rest) if any(rest) else "") for first, rest in tails.items()]
    return f"(?:{'|'.join([*branches, *([] if last is None else [''])])})" if branches or last else "(?!)"


def last_match(pattern: re.Pattern[str], words: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """The last match in ``[start, end)`` of the words, None where there is none."""
    found = None
    for found in pattern.finditer(words, start, end):  # noqa: B007
        pass
    return found


def anchor(verbs: Iterable[str], guards: Mapping[str, str]) -> re.Pattern[str]:
    """The verbs that say that a title was won.

    One of a single character is found only where its guard lets it stand, as most often none does (但是, 关系); of a
    longer one that is asked when it was found.
    """
    longer = ([verb for verb in verbs if len(verb) > 1], "")
    single = [([verb], guards.get(verb, "")) for verb in verbs if len(verb) == 1]
    return re.compile(_by_first([longer, *single]))


def level_exception(keep: Iterable[str], words: Iterable[str], cities: Iterable[str], after: str) -> re.Pattern[str]:
    """Words with a level's letters: those to ``keep``, those without its meaning, cities' names before ``after``."""
    return re.compile(_by_first(((keep, ""), (words, ""), (cities, f"(?={after})"))))


def guard(verb: str, around: Collection[tuple[str, str]]) -> str:
    """What matches behind a verb unless words around it, before and behind it or only there, take its meaning away."""
    before = [word for word, after in around if not after]
    after = any_of(after for word, after in around if not word)
    looks = [f"(?!{after})"]
    for length in sorted({len(word) for word in before}):
        same = any_of(word for word in before if len(word) == length)
        looks.append(f"(?<!{same}{verb})")
    both = ((re.escape(word + verb), re.escape(after)) for word, after in around if word and after)
    return "".join([*looks, *(f"(?!(?<={begins}){ends})" for begins, ends in both)])


def title_end(words: Callable[[str], tuple[str, ...]]) -> re.Pattern[str]:
    """A title's last words: a whole name, or a mark, up to ``GAP`` characters and a noun. ``words`` reads a list."""
    award, not_award = words("award_name")[0], any_of(words("award_not_before"))
    two_part = _two_part(words)
    whole, marks = words("whole"), words("marks")
    long = [name for name in whole if len(name) > 2 and name not in marks]
    short = [name for name in whole if name not in long]
    kinds = (
        (long, ""),
        (marks, two_part),
        (short, ""),
        ([award], f"(?<!{_NO_AWARD}{award})(?!{not_award})"),
        ("0123456789百十", r"[\d百十]*[强佳]"),
    )
    return re.compile(_by_first(kinds))


def further_end(words: Callable[[str], tuple[str, ...]], follows: str) -> re.Pattern[str]:
    """The same from a mark to a noun behind which the piece ends or what ``follows`` a title goes on.

    It passes over a noun that is only part of a word (先进村务公开单位 does not end with its 村).
    """
    return re.compile(f'{any_of(words("marks"))}{_two_part(words)}(?=$|[“”"「」『』))((〔》\\d]|{follows})')


def _two_part(words: Callable[[str], tuple[str, ...]]) -> str:
    nouns = words("nouns")
    firsts = "".join(sorted({noun[0] for noun in nouns}))  # rules most places out at once
    return f'[”"]?[^等、,,;;。“”"「」]{{0,{GAP}}}?(?=[{firsts}]){any_of(nouns)}+'


def _by_first(kinds: Iterable[tuple[Iterable[str], str]]) -> str:
    """Words of several kinds, each with what follows it, earlier kinds first, grouped by their first character."""
    branches: dict[str, list[str]] = {}
    for words, follows in kinds:
        firsts: dict[str, list[str]] = {}
        for word in words:
            firsts.setdefault(word[0], []).append(word[1:])
        for first, rest in firsts.items():
            branches.setdefault(first, []).append(any_of(rest) + follows)
    return "|".join(f"{first}(?:{'|'.join(options)})" for first, options in branches.items())
