"""Quantities: marked sentences, planted quantities, hostile text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import RulesError
from ingest.exclusions import Exclusions
from ingest.language import quantities
from ingest.language.debris import mend
from ingest.language.measures import Measures
from ingest.language.text import prepare
from ingest.mentions import find_mentions
from ingest.rulefile import RULES, RuleFile
from ingest.types import Mention
from tests.ingest.spelling import spell

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\{([^{}|]+)\|(\S+) (\S+?)(?: (about|over|under))?\}")

Expected = tuple[int, str, float | None, str, str]


def read_marked(marked: str) -> tuple[str, list[Expected]]:
    """The text of a marked sentence, and its quantities: start, quote, value, unit, qualifier."""
    plain, expected, end = "", [], 0
    for mark in _MARK.finditer(marked):
        plain += marked[end : mark.start()]
        value = None if mark[2] == "?" else float(mark[2])
        expected.append((len(plain), mark[1], value, mark[3].replace("_", ""), mark[4] or "exact"))
        plain += mark[1]
        end = mark.end()
    return plain + marked[end:], expected


def load_cases() -> list[object]:
    found = []
    for path in sorted(CASES.glob("mentions*.toml")):
        for group, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for number, marked in enumerate(table["cases"], 1):
                found.append(pytest.param(marked, id=f"{path.stem}-{group}-{number}"))
    return found


def mentions_of(raw: str) -> list[Mention]:
    """The mentions as a document has them: read without its debris, and put back."""
    mended = mend(prepare(raw))
    found = []
    for mention in find_mentions(mended.text):
        start, end = mended.span(mention.start, mention.end)
        found.append(mention._replace(start=start, end=end, quote=raw[start:end]))
    return found


def as_expected(mention: Mention) -> Expected:
    return mention.start, mention.quote, mention.value, mention.unit, mention.qualifier


def near(found: Expected, expected: Expected) -> bool:
    if found[2] is None or expected[2] is None:
        return found == expected
    return found[:2] + found[3:] == expected[:2] + expected[3:] and found[2] == pytest.approx(expected[2], rel=1e-5)


@pytest.mark.parametrize("marked", load_cases())
def test_marked_sentence(marked: str) -> None:
    raw, expected = read_marked(marked)
    found = [as_expected(mention) for mention in mentions_of(raw)]
    assert len(found) == len(expected), f"found {found}\nexpected {expected}"
    assert all(map(near, found, expected)), f"found {found}\nexpected {expected}"


APPROXIMATORS = {
    "": "exact",
    "近": "about",
    "约": "about",
    "超过": "over",
    "不少于": "over",
    "不足": "under",
    "逾": "over",
}
ENDINGS = {"": "exact", "以上": "over", "左右": "about", "以内": "under"}
WORDS = {
    "名": ("人", 1), "人次": ("人次", 1), "篇": ("篇", 1), "户": ("户", 1), "元": ("元", 1), "学时": ("学时", 1),
    "场": ("场", 1), "平方米": ("平方米", 1), "公里": ("米", 1000), "亩": ("平方米", 666.667), "件": ("件", 1),
    "个课时": ("学时", 1),
}  # fmt: skip
BEFORE = [
    "全体队员累计完成",
    "其中获奖的",
    "主要成效如下:",
    "街道组织群众",
    "",
    "“中心”会同有关部门投入",
    "今年以来,",
    "截至年底(",
]
AFTER = ["。", ",受到好评", "的目标", ";同时", ")", "\n", "、志愿者踊跃"]
STRENGTH = ["under", "over", "about", "exact"]


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, Expected]:
    """A quantity in filler text: its writing, value, unit and qualifier are known because we made it."""
    number = draw(st.integers(min_value=2, max_value=9_999_999))
    writing, value = draw(
        st.sampled_from([
            (str(number), number),
            (f"{number:,}", number),
            (f"{number % 1000 / 10 + 1:.1f}万", round((number % 1000 / 10 + 1) * 10_000)),
            (spell(number).replace("二千", "两千") if number != 2 else "两", number),
        ])
    )  # fmt: skip
    more = draw(st.sampled_from(["", "多", "余"])) if writing[-1] in "0百千万" and writing != "0" else ""
    word = draw(st.sampled_from(sorted(WORDS)))
    approximator, ending = draw(st.sampled_from(sorted(APPROXIMATORS))), draw(st.sampled_from(sorted(ENDINGS)))
    quote = approximator + writing + more + word + ending
    qualifiers = {APPROXIMATORS[approximator], ENDINGS[ending], "over" if more else "exact"}
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    unit, factor = WORDS[word]
    qualifier = next(each for each in STRENGTH if each in qualifiers)
    return before + quote + after, (len(before), quote, float(value * factor), unit, qualifier)


@given(st.lists(planted(), min_size=1, max_size=4))
def test_planted_quantities_are_found_exactly(parts: list[tuple[str, Expected]]) -> None:
    raw, expected = "", []
    for text, (start, *rest) in parts:
        expected.append((len(raw) + start, *rest))
        raw += text + "其余工作同步推进。"
    found = [as_expected(mention) for mention in mentions_of(raw)]
    assert len(found) == len(expected), found
    assert all(near(a, b) for a, b in zip(found, expected, strict=True)), found


@given(
    st.text(
        alphabet="一二三两十百千万亿零多余近约第个名年月元%年度0123456789,.\n (（）“”《》XX至-到以上左右翻成分之半",
        max_size=80,
    )
)
def test_mentions_are_ordered_apart_and_quote_the_text(raw: str) -> None:
    end = 0
    for mention in mentions_of(raw):
        assert end <= mention.start < mention.end <= len(raw)
        assert raw[mention.start : mention.end] == mention.quote
        end = mention.end


FORMS = st.tuples(
    st.sampled_from(["", "近", "达", "约有", "12、", "3个", "从", "(", "1"]),
    st.sampled_from(["3", "12", "2013", "0.5", "1,860", "12.25", "007"]),
    st.sampled_from(["", "万", "亿", "千", "多", "余万", "万多", "几", "成", "万5千"]),
    st.sampled_from(["个", "元", "人次", "个百分点", "名", "%", "万科", "村", "件(次)", " 户"]),
    st.sampled_from(["", "、6个百分点", "5角", "至8个", "以上", "多", "半小时", "多5个", "件", "和7名", "。"]),
)


@given(st.lists(FORMS, max_size=3))
def test_the_short_way_reads_what_the_grammar_reads(forms: list[tuple[str, ...]]) -> None:
    text = prepare("完成".join(map("".join, forms)) + "。")
    found = find_mentions(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "COMMON", re.compile("(?!)"))
        assert find_mentions(text) == found


# What makes careless patterns run away: a scan that is not linear would take minutes here.
HOSTILE = [
    "1", "、", "一", "(“《", "1,", "一个", "X", "中1\n", "1-", "1人-2人到", "<b ", "近", "“三个",
    "上百", "1.", "第一、", "零投诉", "3 ", "十几", "1万", "中(a", "百分之", "翻了", "约有", "每年一",
    "&nbsp;", "1\n", "万元", "1、", "三个和", "面积 ", "辖两区", "电话:", "阅读 1次", "1 0 ", "于1于", "\u200b",
    "1O", "位(1", "医师一名、", "九两", "近半", "1万2千", "“",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_to_the_end(piece: str) -> None:
    raw = piece * (30_000 // len(piece)) + "。捐款25元。"
    last = mentions_of(raw)[-1]
    assert (last.quote, last.end) == ("25元", len(raw) - 1)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('measure = "amount"', 'measure = "money"', "unit.元.measure: found 'money'; expected one of count, amount"),
        ('"公里" = 1000', '"公里" = 0', "unit.米.words.公里: found 0; expected a factor above 0; correct that entry"),
        ('[compound]\nwords = "', "[compound]\nwords = 3 #", "compound.words: found 3; expected a list of words"),
        ('"条" = ["件"', '"條" = ["件"', "not_before.條: found '條'; expected a measure word of this file"),
        ("over = [", "most = [", "before.most: found 'most'; expected one of exact, about"),
        ("[plain]", "[plain", "no valid TOML"),
    ],
)
def test_wrong_measures_are_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "measures.toml"
    path.write_text((RULES / "measures.toml").read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=r"^measures\.toml") as raised:
        Measures(RuleFile(path))
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("三个代表 ", "代表 ", "phrase.words: found '代表'; expected phrases that hold a number; take it out"),
        ("longest = 16", 'longest = "16"', "quoted.longest: found '16'; expected a whole number"),
        ("hours = [24", 'hours = ["24"', "clock.hours: found"),
    ],
)
def test_wrong_exclusions_are_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "not_quantities.toml"
    path.write_text((RULES / "not_quantities.toml").read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=r"^not_quantities\.toml") as raised:
        Exclusions(RuleFile(path))
    assert complaint in str(raised.value)


def test_a_missing_rules_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"measures\.toml: the file cannot be read .*; a rules file; restore it"):
        RuleFile(tmp_path / "measures.toml")
