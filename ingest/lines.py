"""The lines of a text, what they look like, and the rules for reports that look at them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.report_rules import report_rules
from ingest.rulefile import any_of

TITLE_LENGTH = 50
"""No title is longer than this many characters."""
PIECE_LENGTH = 12
"""What numbers a title as a piece of a collection is no longer than this."""
REMEMBERED = 2048
"""Of so many lines it is remembered what they are: every step asks it again."""
BUTTON_LENGTH = 30
"""A line with a full stop that is longer than this is prose, whatever buttons it names."""

_NUMERAL = {c: i for i, c in enumerate("零一二三四五六七八九")}
# One literal begins each alternative, since only so the search skips what begins none.
_COLLECTED = r"\s?[0-9一二三四五六七八九十]{1,3}\s?篇"
_CHROME = re.compile(
    r"上一篇(?!章)|下一篇(?!章)|版权(?:声明|所有|归)|范文网|当前位置|本站|Copyright|©|ICP|小编|仅供参考|供大家参考|供你参考|"
    + "".join(
        f"{word}{_COLLECTED}|"
        for word in ("精选", "实用", "通用", "推荐", "优秀", "最新", "汇总", "合集", "模板", "范文", "共", r"\(")
    )
    + r"篇\)(?<=[0-9]篇\))|文档简介|举报或认领|免费阅读|第[0-9]{1,3}页"
)
_BUTTONS = re.compile(
    r"https?:|www\.|首页|相关(?:文章|推荐|阅读)|版权|转载|点击|浏览|下载|作者[::]|来源[::]|发布|编辑[::]|更新时间|字号|打印|收藏|会员|责任编辑|推荐阅读|热门|\.(?:png|jpe?g|gif|webp)$"
)
"""Furniture too, but running prose has these words as well (发布信息120条)."""
_SECTION = re.compile(r"(?:第?([一二三四五六七八九十]{1,3})[、.,]|第([一二三四五六七八九十]{1,3})(?:部分|方面|章|节))")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.]|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}(?:部分|章|节|,|、)|[①-⑩]"
)
_PIECE = re.compile(
    r"[【\[(<《〖]?(?:第[一二三四五六七八九十0-9]{1,3}篇|(?:篇|范文|例文)\s?[一二三四五六七八九十0-9]{1,3})[】\])>》〗]?[::、.\s]\s?"
)
"""A collection's number before a title: 篇一:县供电公司…申报材料."""
_PIECES = ("篇", "范文", "例文")
"""One of these is in it."""
_DATE = re.compile(
    r"(?:[(]?\s?(?:(?:19|20)[0-9]{2}|二[〇零○Oo0][〇零○Oo0一二三四][〇零○Oo0一二三四五六七八九]|(?:20)?[XxＸ×*#]{1,4}|20[0-9][XxＸ×])\s?(?:年|[.\-/])\s?(?:[0-9XxＸ×*#]{1,2}|[元一二三四五六七八九十]{1,2})\s?(?:月|[.\-/])?\s?(?:(?:[0-9XxＸ×*#]{1,2}|[一二三四五六七八九十]{1,3})\s?日?)?\s?[)]?)"
)


_FILE = re.compile(r"\.(?<=[\u4e00-\u9fff)]\.)(?:docx?|pdf|txt|wps|rtf|pptx?|html?)$")
"""The ending of a file whose name is a title."""


class Line(NamedTuple):
    """A line without its surrounding blanks: ``[start, end)`` of the clean text, and its words."""

    start: int
    end: int
    text: str

    @property
    def section(self) -> int | None:
        """The number of a first-level heading (三、…), else None."""
        found = _SECTION.match(self.text)
        return numeral(found[1] or found[2]) if found else None

    @property
    def numbered(self) -> bool:
        """Whether the line begins with a section or list number."""
        return _NUMBERED.match(self.text) is not None

    @property
    def chrome(self) -> bool:
        """Whether the line is a web page's furniture: navigation, source, links."""
        return len(self.text) < 200 and _furniture(self.text)

    @property
    def path(self) -> bool:
        """Whether the line is a page's path: 首页 > 范文 > 正文."""
        return ">" in self.text and self.chrome

    @property
    def date(self) -> bool:
        """Whether the line is nothing but a date, real or with placeholders."""
        return len(self.text) < 24 and _DATE.fullmatch(self.text) is not None

    @property
    def title(self) -> bool:
        """Whether the line reads as a report's title."""
        return len(self.text) <= TITLE_LENGTH + PIECE_LENGTH and _reads_as_title(self.text)


@lru_cache(maxsize=REMEMBERED)
def _furniture(text: str) -> bool:
    prose = "。" in text and len(text) > BUTTON_LENGTH
    return _CHROME.search(text) is not None or (not prose and _BUTTONS.search(text) is not None)


@lru_cache(maxsize=REMEMBERED)
def _reads_as_title(text: str) -> bool:
    numbered = any(word in text for word in _PIECES)
    words = _FILE.sub("", _PIECE.sub("", text) if numbered else text)
    if not 4 <= len(words) <= TITLE_LENGTH or _NUMBERED.match(words) or _furniture(text):
        return False
    return _title_pattern().fullmatch(words) is not None


@cache
def _title_pattern() -> re.Pattern[str]:
    nouns = any_of(report_rules().title_nouns)
    number = r"[0-9一二三四五六七八九十]{1,3}"
    return re.compile(
        rf"(?!现将|附|请|上报|按照)[^。;!?:]{{2,44}}(?:{nouns})(?:[及和暨与].{{2,16}}(?:计划|要点|打算|安排|思路))?(?:范文|模板|范本)?"
        rf"(?:\s?[(【\[]?(?:第|篇|范文|共)\s?{number}篇?[)】\]]?|[(\[【][^()]{{1,12}}[)\]】]|[-—_].{{1,14}})?[0-9一二三四五]?"
    )


def numeral(text: str) -> int:
    """The value of a Chinese numeral up to 99, or of digits."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, _, ones = text.rpartition("十")
    value = _NUMERAL.get(ones, 0)
    return value + 10 * (_NUMERAL.get(tens, 1) or 1) if "十" in text else value


@lru_cache(maxsize=4)
def lines_of(clean: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The non-blank lines of ``clean[start:end]``; remembered, as unit, level and period each ask for a report's."""
    lines, position = list[Line](), start
    for whole in clean[start : len(clean) if end is None else end].split("\n"):
        words = whole.strip()
        if words:
            begin = position + whole.index(words[0])
            lines.append(Line(begin, begin + len(words), words))
        position += len(whole) + 1
    return tuple(lines)
