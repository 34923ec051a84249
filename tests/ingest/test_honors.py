"""Honors: titles won, their spans, levels and years, from tables of invented sentences."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import RulesError
from ingest.honors import find_honors
from ingest.honors.rules import RULES, load_rules
from ingest.language.text import prepare
from ingest.types import Honor, Period, Report

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("honors*.toml")):
        for n, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            found.append(pytest.param(case, id=f"{path.stem}-{n}-{case['why']}"))
    return found


def honors_in(text: str, period: Period | None = None, start: int = 0) -> tuple[Honor, ...]:
    return find_honors(prepare(text), Report(1, start, len(text), None, None, period))


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    period = Period(*case["period"]) if "period" in case else None
    found = [f"{honor.quote} | {honor.level} | {honor.year or '-'}" for honor in honors_in(case["text"], period)]
    assert found == case.get("won", [])


@pytest.mark.parametrize("case", _cases())
def test_spans_quote_the_source(case: dict[str, Any]) -> None:
    text = "前言。" + case["text"]
    for honor in honors_in(text, start=3):
        assert text[honor.start : honor.end] == honor.quote
        assert 3 <= honor.start < honor.end <= len(text)


def test_a_report_sees_only_its_own_span() -> None:
    text = "荣获省级文明单位称号。荣获市级文明单位称号。"
    assert [honor.quote for honor in honors_in(text, start=11)] == ["市级文明单位"]


def test_a_bare_award_is_named_with_its_contest() -> None:
    (honor,) = honors_in("2018年,代表队在全市消防技能比赛中荣获一等奖。")
    assert (honor.quote, honor.title, honor.level, honor.year) == ("一等奖", "全市消防技能比赛一等奖", "市", 2018)


@pytest.mark.parametrize(
    ("text", "recipient", "body"),
    [
        ("我院被市委、市政府授予“文明单位”称号。", "unit", "市委、市政府"),
        ("内科被团省委授予“青年文明号”称号。", "part", "团省委"),
        ("林某某被省总工会评为劳动模范。", "person", "省总工会"),
        ("荣获省卫生厅颁发的“先进集体”奖牌。", "unit", "省卫生厅"),
        ("2015年省政府授予我院“先进单位”称号。", "unit", "省政府"),
        ("我局被国务院经济普查领导小组办公室评为先进单位。", "unit", "国务院经济普查领导小组办公室"),
        ("我局获得“先进单位”称号。", "unit", None),
        ("【荣誉】获得“先进单位”称号。", "unit", None),
        ("“文明岗”称号于2019年由市文明办授予。", "unit", "市文明办"),
        ("严某被县妇联评为最美护工。", "person", "县妇联"),
        ("我馆被县委评为全县最美图书馆。", "unit", "县委"),
    ],
)
def test_winner_and_body(text: str, recipient: str, body: str | None) -> None:
    (honor,) = honors_in(text)
    assert (honor.recipient, honor.body) == (recipient, body)


@pytest.mark.parametrize(
    ("unit", "recipient"), [("青溪镇", "part"), ("青溪街道办事处", "part"), ("云顶村", "unit"), (None, "unit")]
)
def test_a_village_is_part_of_its_town(unit: str | None, recipient: str) -> None:
    text = "2019年获评省级文明村。"
    (honor,) = find_honors(prepare(text), Report(1, 0, len(text), unit, None, None))
    assert honor.recipient == recipient


LEVELS = {"全国": "国家", "省级": "省", "市级": "市", "县级": "区县", "镇级": "乡镇"}
TITLES = ["文明单位", "先进基层党组织", "青年文明号", "卫生先进单位", "五一劳动奖状", "节水型企业", "示范学校"]
VERBS = ["荣获", "被评为", "被市委授予", "获得", "先后被命名为", "荣膺", "保持了", "被省政府表彰为", "蝉联", "被确定为"]
FILLER = [
    "全年开展活动12次,参加900人次。",
    "群众满意率达98%以上。",
    "以创建省级文明单位为目标。",
    "我们投入资金30万元,改造了食堂。",
]


@given(
    st.lists(st.tuples(st.sampled_from(sorted(LEVELS)), st.sampled_from(TITLES)), min_size=1, max_size=8, unique=True),
    st.sampled_from(VERBS),
    st.sampled_from(["“{}”", "「{}」", "{}", '"{}"']),
    st.sampled_from(["、", ","]),
    st.sampled_from(["等荣誉称号。", "称号。", "。"]),
    st.sampled_from([None, 2009, 2021]),
    st.lists(st.sampled_from(FILLER), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_planted_titles_are_found(
    planted: list[tuple[str, str]], verb: str, quotes: str, comma: str, end: str, year: int | None, filler: list[str]
) -> None:
    names = [level + title for level, title in planted]
    listed = comma.join(quotes.format(name) for name in names)
    text = "".join(filler) + (f"{year}年," if year else "") + f"我院{verb}{listed}{end}" + "".join(filler)
    found = [(honor.quote, honor.level, honor.year) for honor in honors_in(text)]
    assert found == [(name, LEVELS[level], year) for name, (level, _) in zip(names, planted, strict=True)]


HOSTILE = [
    "荣获“" * 20_000,
    "获" * 100_000,
    "荣获" + "、" * 100_000,
    "被评为先进" * 20_000,
    "荣获" + "2009年、" * 20_000,
    "是省" * 50_000,
    "“文明”称号保持" * 20_000,
    "荣获省第一、" * 20_000,
    "荣获" + "先进青年" * 50_000,
    "荣获" + "\n\n1、" * 50_000,
    "XX年**市" * 30_000,
    "评为省之一、" * 20_000,
    "2月1日获文明岗," * 20_000,
    "“文明”、" * 20_000 + "称号保持",
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_takes_linear_time(line: str) -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        honors_in(text)
        return time.process_time() - began

    seconds(line[:100])
    assert seconds(line) < 10 * max(seconds(line[: len(line) // 4]), 0.05)


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ('state = ["是",', "state = []\nother = [", "verbs.state"),
        ('state = ["是",', 'state = ["是", "获得",', "verbs.state"),
        ('name = "乡镇"', 'name = "村"', "levels"),
        ('"通过" = ["验收"', '"路过" = ["验收"', "verbs"),
        ('"捧" = ["~得"', '"捧" = ["得"', "verbs.except.捧"),
        ("[tails]", "[heads]", "tails"),
    ],
)
def test_wrong_rules_are_named(old: str, new: str, entry: str, tmp_path: Path) -> None:
    source = RULES.read_text(encoding="utf-8")
    assert source.count(old) == 1
    path = tmp_path / "honors.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_rules(path)
    assert f"[{entry}]" in caught.value.where
    assert "correct" in caught.value.remedy
