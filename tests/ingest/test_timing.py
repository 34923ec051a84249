"""A value's period, frequency and whether it is a stated total."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.language.text import prepare
from ingest.mentions import find_mentions
from ingest.timing import time_mentions
from ingest.types import Mention, Period, Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "timing.toml").read_text(encoding="utf-8"))["case"]


def period_of(written: str) -> Period | None:
    years = [int(year) for year in written.split("/") if year]
    return Period(years[0], years[-1]) if years else None


def mention_of(raw: str, start: int, end: int) -> Mention:
    quote = raw[start:end]
    rate = quote.endswith(("%", "倍", "百分点"))
    unit = "人" if quote.endswith(("人", "名")) else quote[-1]
    return Mention(start, end, quote, 1.0, unit, "exact", "rate" if rate else "count")


def timing_of(marked: str, report: Period | None):
    start, end = marked.index("【"), marked.index("】") - 1
    raw = marked.replace("【", "").replace("】", "")
    (timing,) = time_mentions(prepare(raw), Report(1, 0, len(raw), None, None, report), [mention_of(raw, start, end)])
    return timing


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_timing(case):
    timing = timing_of(case["text"], period_of(case["report"]))
    expected = (period_of(case["period"]), case.get("per", "total"), case.get("total", False))
    assert (timing.period, timing.per, timing.is_total) == expected


@pytest.mark.parametrize(
    ("text", "report", "source"),
    [
        ("2009年投入【3万元】。", Period(2010, 2010), "clause"),
        ("2009年,投入【3万元】。", Period(2010, 2010), "sentence"),
        ("一、2009年情况\n投入【3万元】。", Period(2010, 2010), "section"),
        ("投入【3万元】。", Period(2010, 2010), "report"),
        ("投入【3万元】。", None, "none"),
    ],
)
def test_source_says_where_the_period_came_from(text, report, source):
    assert timing_of(text, report).source == source


def test_a_period_of_the_manifest_is_named_as_such():
    raw = "植树600棵。去年栽花800盆。"
    report = Report(1, 0, len(raw), None, None, Period(2010, 2010), period_source="manifest")
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + 4) for q in ("600棵", "800盆")]
    found = [(t.period, t.source) for t in time_mentions(prepare(raw), report, mentions)]
    assert found == [(Period(2010, 2010), "manifest"), (Period(2009, 2009), "clause")]


def test_each_mention_of_a_sentence_has_its_own_time():
    raw = "2008年种树200棵,2009年300棵,今年400棵。"
    report = Report(1, 0, len(raw), None, None, Period(2010, 2010))
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + 4) for q in ("200棵", "300棵", "400棵")]
    assert [t.period.start for t in time_mentions(prepare(raw), report, mentions) if t.period] == [2008, 2009, 2010]


def test_a_custom_holds_until_its_first_figure():
    raw = "每年开展一次书画展,建成展厅3个。"
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + 2) for q in ("一次", "3个")]
    found = time_mentions(prepare(raw), Report(1, 0, len(raw), None, None, Period(2010, 2010)), mentions)
    assert [t.per for t in found] == ["year", "total"]


def test_a_custom_holds_on_for_what_is_counted_alike():
    raw = "每年演出30场,比赛12次,送书60册。"
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + 3) for q in ("30场", "12次", "60册")]
    found = time_mentions(prepare(raw), Report(1, 0, len(raw), None, None, Period(2010, 2010)), mentions)
    assert [t.per for t in found] == ["year", "year", "total"]


def test_growth_goes_on_from_sentence_to_sentence():
    raw = "全站2012年受理60件。破案40起,同比下降5%。罚款3万元,较上年减少2成。走访80户。"
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + 3) for q in ("40起", "3万元", "80户")]
    found = time_mentions(prepare(raw), Report(1, 0, len(raw), None, None, Period(2013, 2013)), mentions)
    assert [t.period.start for t in found if t.period] == [2012, 2012, 2013]


@pytest.mark.parametrize("raw", ["2008年和2009年分别投入3万元、5万元。", "2008年、2009年投入依次为3万元、5万元。"])
def test_values_shared_out_among_listed_years(raw):
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + 3) for q in ("3万元", "5万元")]
    found = time_mentions(prepare(raw), Report(1, 0, len(raw), None, None, Period(2010, 2010)), mentions)
    assert [t.period for t in found] == [Period(2008, 2008), Period(2009, 2009)]


def test_only_the_report_itself_is_read():
    raw = "2001年成绩,\n投入5万元。"
    start = raw.index("投入")
    report = Report(2, start, len(raw), None, None, Period(2010, 2010))
    (timing,) = time_mentions(prepare(raw), report, [mention_of(raw, start + 2, start + 5)])
    assert timing.period == Period(2010, 2010)


def test_a_time_counted_from_an_inferred_period_is_no_surer():
    raw = "2009年植树600棵。今年栽花800盆。发书90册。"
    report = Report(1, 0, len(raw), None, None, Period(2009, 2010), period_source="inferred")
    mentions = [mention_of(raw, raw.index(q), raw.index(q) + len(q)) for q in ("600棵", "800盆", "90册")]
    sources = [timing.source for timing in time_mentions(prepare(raw), report, mentions)]
    assert sources == ["clause", "inferred", "inferred"]


def test_years_counted_back_share_out_as_many_values():
    text = prepare("三年来,专项支出分别为62万元、75万元和108万元,走访80户。")
    report = Report(1, 0, len(text.clean), None, None, Period(2019, 2021))
    timings = time_mentions(text, report, find_mentions(text))
    years = [(timing.period.start, timing.period.end) for timing in timings if timing.period]
    assert years == [(2019, 2019), (2020, 2020), (2021, 2021), (2019, 2021)]


def test_parts_of_a_staff_that_was_counted_are_of_its_time():
    text = prepare("全院职工620人,卫技人员占81%;高级职称90人,其中正高21人。培训职工300人,其中党员90人。")
    report = Report(1, 0, len(text.clean), None, None, Period(2011, 2013))
    timings = time_mentions(text, report, find_mentions(text))
    years = [timing.period.start for timing in timings if timing.period]
    assert years == [2013, 2013, 2013, 2013, 2011, 2011]
