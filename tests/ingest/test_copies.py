"""Near copies by wording: found when the numbers were dropped or changed, not among different reports."""

from __future__ import annotations

import re

import pytest

from ingest.copies import LEAST_SHINGLES, originals, shingles_of
from ingest.language.text import prepare
from ingest.types import Report

ORIGINAL = (
    "我院现有职工326人,开放床位280张。两年来投入资金1200万元购置设备18台,新建门诊楼8600平方米,开展义诊46场,"
    "服务群众1.2万人次。坚持每月组织职工学习两次,举办道德讲堂12期,评选身边好人20名,志愿服务队走进社区清理垃圾、"
    "看望老人、宣讲健康知识,受到居民称赞。医院简化就诊流程,推行预约挂号,设立便民门诊,让病人少跑腿、少排队。"
    "窗口人员统一着装、挂牌上岗、文明用语,投诉逐年减少,群众满意率达到96.5%。"
)
OTHER = (
    "本站管辖线路三百公里,担负沿线八个车站的客货运输任务。全站开展“平安春运”劳动竞赛,班组每天点名讲评,发现隐患当场整改。"
    "候车室增设饮水处、充电处和母婴室,重点旅客有人接、有人送。站区绿化美化成效明显,花坛草坪四季常青,职工宿舍面貌一新。"
    "党员带头在抗洪抢险中昼夜值守,确保了列车正点运行和旅客安全,铁路局专门通报表扬。"
)


def marks(raw: str) -> tuple[int, ...]:
    return shingles_of(prepare(raw), [Report(1, 0, len(raw), None, None, None)])[0]


@pytest.mark.parametrize(
    "copy",
    [
        re.sub(r"[0-9.]+", "", ORIGINAL),
        re.sub(r"[0-9.]+", "XX", ORIGINAL),
        re.sub(r"[0-9.]+", "七十五", ORIGINAL),
        ORIGINAL.replace(",", ", ").replace("。", "。\n"),
        OTHER + ORIGINAL,
        ORIGINAL[: len(ORIGINAL) * 2 // 3],
    ],
    ids=["numbers dropped", "numbers blanked", "numbers changed", "reset", "within a longer report", "cut short"],
)
def test_copies_are_found(copy):
    assert originals([marks(ORIGINAL), marks(copy)]) == [None, 0]


def test_different_reports_are_no_copies():
    assert originals([marks(ORIGINAL), marks(OTHER)]) == [None, None]


def test_traditional_characters_do_not_hide_a_copy():
    assert marks("創建文明單位工作報告" * 20) == marks("创建文明单位工作报告" * 20)


def test_hashes_are_stable_sorted_and_fit_a_signed_64_bit_column():
    found = marks(ORIGINAL)
    assert found == tuple(sorted(set(found)))
    assert all(0 <= value < 2**63 for value in found)
    assert found[:2] == (109235888622508117, 118640234262052801)


def test_about_an_eighth_of_the_runs_is_kept():
    text = "".join(chr(0x4E00 + i * 37 % 9973) for i in range(9000))
    assert 0.1 < len(marks(text)) / len(text) < 0.15


def test_only_the_report_itself_is_marked():
    raw = ORIGINAL + OTHER
    clean = prepare(raw)
    second = shingles_of(clean, [Report(2, len(ORIGINAL), len(raw), None, None, None)])[0]
    assert second == marks(OTHER)


def test_too_few_shingles_say_nothing():
    few = tuple(range(0, 8 * (LEAST_SHINGLES - 1), 8))
    assert originals([few, few]) == [None, None]
    assert originals([(), marks(ORIGINAL)]) == [None, None]


def test_the_first_original_is_named():
    copy = re.sub(r"[0-9.]+", "", ORIGINAL)
    assert originals([marks(OTHER), marks(ORIGINAL), marks(copy), marks("短"), marks(ORIGINAL + OTHER)]) == [
        None,
        None,
        1,
        None,
        0,
    ]


@pytest.mark.parametrize("raw", ["", "一二三", "文明", "abc 123", "文明单位"])
def test_short_texts_have_no_shingles(raw):
    assert marks(raw) == ()
