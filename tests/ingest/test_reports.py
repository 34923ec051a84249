"""Reports of a document: spans, unit, title level, period, copies."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from ingest.errors import RulesError
from ingest.language.text import prepare
from ingest.report_rules import RULES_PATH, load_report_rules
from ingest.reports import split_reports
from ingest.types import Hint, Period

FOLDER = Path(__file__).parent / "cases"
IDENTITY = tomllib.loads((FOLDER / "identity.toml").read_text(encoding="utf-8"))["case"]
NO_HINT = Hint()


def period_of(written: str) -> Period | None:
    years = [int(year) for year in written.split("/") if year]
    return Period(years[0], years[-1]) if years else None


@pytest.mark.parametrize("case", IDENTITY, ids=lambda case: case["unit"] + case["text"].split("\n")[1][:12])
def test_identity(case):
    (report,) = split_reports(prepare(case["text"]), NO_HINT)
    assert (report.unit_name or "") == case["unit"]
    if "level" in case:
        assert (report.title_level or "") == case["level"]
    if "period" in case:
        assert report.period == period_of(case["period"])


POSTED = tomllib.loads((FOLDER / "posted.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", POSTED, ids=lambda case: case["text"].split("\n")[1][:12] + case["period"])
def test_period_of_a_page(case):
    (report,) = split_reports(prepare(case["text"]), NO_HINT)
    assert report.period == period_of(case["period"])


NAMED = [
    case
    for part in ("named", "named_full", "named_pieces")
    for case in tomllib.loads((FOLDER / f"{part}.toml").read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", NAMED, ids=lambda case: case["unit"] + case["text"].split("\n")[1][:12])
def test_unit_of_a_page(case, request):
    if case.get("known_wrong"):
        request.applymarker(pytest.mark.xfail(reason="known wrong", strict=False))
    (report,) = split_reports(prepare(case["text"]), NO_HINT)
    assert (report.unit_name or "") == case["unit"]


SIGNED = tomllib.loads((FOLDER / "signed.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case["text"])
def test_period_of_a_report_signed_early_in_the_year(case):
    raw = "柳湾收费站文明单位创建汇报材料\n{}\n柳湾收费站\n2014年{}月12日\n"
    reports = [split_reports(prepare(raw.format(case["text"], month)), NO_HINT)[0] for month in range(1, 6)]
    assert [report.period for report in reports] == [period_of(years) for years in case["periods"]]


SPLITS = tomllib.loads((FOLDER / "splits.toml").read_text(encoding="utf-8"))["case"]
FILLER = (
    "我{0}成立了由主要领导任组长的创建工作班子,把任务分解到每个岗位,做到有计划、有检查、有考核。"
    "通过专题讲座、知识竞赛、参观见学等形式,引导大家学先进、见行动,{0}风气明显好转。"
    "坚持把好事办实、实事办好,公开办事程序,简化办理环节,窗口人员做到来有迎声、问有答声、走有送声。"
    "修订完善考勤、值班、安全、卫生等制度,汇编成册,人手一份,做到用制度管人、按制度办事。"
    "我{0}还组织人员走进社区清扫街道、慰问老人,受到群众欢迎,全年没有发生安全责任事故。"
)


def filled(part: str) -> str:
    return re.sub("<(.+?)>", lambda kind: FILLER.format(kind[1]), part)


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case["name"])
def test_split(case):
    parts = [filled(part) for part in case["parts"]]
    raw = "".join(parts)
    reports = split_reports(prepare(raw), NO_HINT)
    assert [raw[report.start :][:12] for report in reports] == [part[:12] for part in parts]
    assert [report.end for report in reports] == [*(report.start for report in reports[1:]), len(raw)]
    assert [report.number for report in reports] == list(range(1, len(parts) + 1))
    if "units" in case:
        assert [report.unit_name or "" for report in reports] == case["units"]
    if "copies" in case:
        assert [report.duplicate_of or 0 for report in reports] == case["copies"]


@pytest.mark.parametrize(
    ("shipped", "broken", "named"),
    [
        ("generic = [", "generic_names = [", "unit.generic"),
        ('words = ["篇"', 'words = 3 # ["篇"', "collection.words"),
    ],
)
def test_wrong_rules_are_named(tmp_path, shipped, broken, named):
    rules = RULES_PATH.read_text(encoding="utf-8")
    assert shipped in rules
    path = tmp_path / "reports.toml"
    path.write_text(rules.replace(shipped, broken), encoding="utf-8")
    with pytest.raises(RulesError, match=r"reports\.toml") as caught:
        load_report_rules(path)
    assert named in str(caught.value)


def test_hint_fills_only_what_the_text_does_not_say():
    (silent,) = split_reports(prepare("我局创建工作总结\n我局开展活动。\n"), Hint(unit="云川县气象局", year=2014))
    assert (silent.unit_name, silent.period) == ("云川县气象局", Period(2014, 2014))
    assert silent.period_source == "manifest"
    spoken = "云川县水利局2012年工作总结\n我局开展活动。\n"
    (told,) = split_reports(prepare(spoken), Hint(unit="云川县气象局", year=2014))
    assert (told.unit_name, told.period) == ("云川县水利局", Period(2012, 2012))
    assert told.period_source == "text"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "\n\n",
        "文明",
        "2010年5月4日",
        "\n 2010年5月",
        "。" * 500,
        "一、\n" * 400,
        "篇一\n篇二\n" * 100,
        "第二篇 总结\n" + "我局开展活动。" * 40,
    ],
)
def test_any_text_is_tiled(raw):
    reports = split_reports(prepare(raw), NO_HINT)
    assert reports[0].start == 0
    assert reports[-1].end == len(raw)
    assert all(report.start < report.end for report in reports) or not raw
    assert all(one.end == other.start for one, other in pairwise(reports))


HOSTILE = ["1" * 30_000, "X" * 30_000, "、" * 30_000, "【(" * 15_000, "文明单位总结\n" * 4_000, "2010年" * 6_000]


@pytest.mark.parametrize("raw", HOSTILE, ids=lambda raw: raw[:6])
def test_hostile_text_is_read_in_linear_time(raw):
    began = process_time()
    split_reports(prepare(raw), NO_HINT)
    assert process_time() - began < 3


@pytest.mark.parametrize(
    ("text", "year", "source"),
    [
        ("云川县气象局2014年工作总结\n我局开展活动9次。\n", None, "text"),
        ("云川县气象局创建汇报\n2014年,我局开展活动9次。我局投入5万元。\n", None, "inferred"),
        ("云川县气象局创建汇报\n2014年,我局开展活动9次。我局投入5万元。\n", 2014, "text"),
        ("云川县气象局创建汇报\n2014年,我局开展活动9次。我局投入5万元。\n", 2019, "inferred"),
        ("云川县气象局创建汇报\n我局开展活动9次。\n", 2014, "manifest"),
    ],
)
def test_where_a_period_comes_from(text: str, year: int | None, source: str):
    (report,) = split_reports(prepare(text), Hint(year=year))
    assert report.period == Period(2014, 2014)
    assert report.period_source == source
