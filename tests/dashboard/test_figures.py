from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard.figures import svg
from dashboard.figures.changes import changes
from dashboard.figures.chart import Chart, Source, Style
from dashboard.figures.honors import honors
from dashboard.figures.image import A4_HEIGHT, HEIGHT, WIDTH, for_image
from dashboard.figures.keyfigures import key_figures, keyfigures, one_a_theme
from dashboard.figures.labels import fold, spread, width
from dashboard.figures.missing import missing, step
from dashboard.figures.peers import peers as group_of
from dashboard.figures.ranking import ranking
from dashboard.figures.ranks import Question, rank
from dashboard.figures.slope import slope
from dashboard.figures.states import states
from dashboard.figures.strip import strip
from dashboard.figures.themes import themes
from dashboard.figures.trend import trend
from dashboard.theme import DARK, LIGHT, css_variables
from tests.dashboard.frames import excluded, frame, moved, peers, row, unit_value

SOURCE = Source(27, date(2026, 3, 18))
QUESTION = Question("学习培训学时", 2025, "市直机关", "甲3局")


def words(chart: Chart) -> list[str]:
    """Every annotation's text without markup."""
    return [re.sub(r"<[^>]+>", "", item.text) for item in chart.figure.layout.annotations]


def bars(chart: Chart) -> go.Bar:
    return next(trace for trace in chart.figure.data if trace.type == "bar")


def yearly(first: int, values: list[Any], name: str = "甲局", **more: Any) -> list[dict[str, Any]]:
    """A unit's rows over the years; None is a year that says nothing."""
    return [
        row(name, value, "reported" if value is not None else "not_mentioned", year=first + number,
            mention_id=f"doc:{name}{first + number}", **more)
        for number, value in enumerate(values)
    ]  # fmt: skip


def peer_frame(counts: dict[int, int]) -> pl.DataFrame:
    rows = [
        {"year": year, "unit_id": f"u{number}", "state": "reported", "value": 10.0 + number, "unit": "学时",
         "per": "total", "mention_id": f"p{year}{number}"}
        for year, count in counts.items() for number in range(count)
    ]  # fmt: skip
    schema = {"year": pl.Int64, "unit_id": pl.String, "state": pl.String, "value": pl.Float64, "unit": pl.String,
              "per": pl.String, "mention_id": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def theme_rows(name: str, order: int, rates: list[float]) -> list[dict[str, Any]]:
    known = [{"unit_name": f"u{n}", "rate": rate, "mention_id": f"{name}{n}"} for n, rate in enumerate(rates)]
    silent = [{"unit_name": None, "rate": None, "mention_id": None}]
    return [{"theme_zh": name, "theme_order": order, "mentioning": 12} | each for each in known or silent]


def theme_frame(**rates: list[float]) -> pl.DataFrame:
    rows = [each for order, (name, known) in enumerate(rates.items()) for each in theme_rows(name, order, known)]
    return pl.DataFrame(rows, schema_overrides={"rate": pl.Float64, "mention_id": pl.String, "unit_name": pl.String})


def missing_frame() -> pl.DataFrame:
    rows = [("机关", 10, "学习培训", 1, 0), ("机关", 10, "经费投入", 2, 7), ("学校", 4, "学习培训", 1, 1),
            ("学校", 4, "经费投入", 2, 2)]  # fmt: skip
    return pl.DataFrame(rows, schema=["unit_type", "units", "theme_zh", "theme_order", "silent"], orient="row")


def honor_frame() -> pl.DataFrame:
    rows = [(2024, "国家", 2, "h1"), (2024, "省", 3, "h2"), (2025, "国家", 1, "h3"), (2025, "省", 6, "h4"),
            (2025, "市", 9, "h5")]  # fmt: skip
    return pl.DataFrame(rows, schema=["year", "level", "honors", "honor_id"], orient="row")


def figures_frame() -> pl.DataFrame:
    base = {"unit": "小时", "per": "total", "years": [2024, 2025], "totals": [100.0, 130.0], "middles": [10.0, 13.0],
            "mention_count": 12, "total": 130.0, "middle": 13.0, "headline": False}  # fmt: skip
    sums = {"comparable_total": 120.0, "previous_total": 100.0, "comparable_middle": 12.0, "previous_middle": 10.0}
    rows = [
        {"indicator_code": "volunteer.hours", "name_zh": "志愿服务时长", "theme": "volunteer", "theme_order": 6,
         "aggregate": "sum", "single_count": 3, "comparable_count": 3},
        {"indicator_code": "training.hours", "name_zh": "学习培训学时", "theme": "training", "theme_order": 3,
         "aggregate": "latest", "single_count": 9, "comparable_count": 9},
        {"indicator_code": "training.rate", "name_zh": "参学率", "theme": "training", "theme_order": 3,
         "aggregate": "latest", "single_count": 7, "comparable_count": 5},
    ]  # fmt: skip
    return pl.DataFrame([each | base | sums for each in rows])


def changed() -> pl.DataFrame:
    return frame(*(moved(f"乙{n}局", 100.0, 100.0 + 7.0 * (n - 5)) for n in range(12)), moved("小局", 4.0, 6.0))


CHARTS: dict[str, Callable[[Style], Chart]] = {
    "ranking": lambda style: ranking(frame(*peers(9), *excluded()), QUESTION, style, SOURCE),
    "themes": lambda style: themes(
        theme_frame(志愿服务=[0.1] * 8, 学习培训=[0.1, 0.2, 0.3, 0.4], 空=[]), 2025, style, SOURCE, units=12, pending=0
    ),
    "missing": lambda style: missing(missing_frame(), 2025, style, SOURCE, pending=0),
    "honors": lambda style: honors(honor_frame(), 2025, style, SOURCE, units=12),
    "states": lambda style: states(
        pl.DataFrame({"state": ["reported", "conflicting", "not_mentioned"], "value_count": [8, 2, 30]}),
        2025, style, SOURCE, units=3,
    ),
    "keyfigures": lambda style: keyfigures(key_figures(figures_frame()), 2025, style, SOURCE, units=12),
    "slope": lambda style: slope(changed(), QUESTION, style, SOURCE),
    "changes": lambda style: changes(changed(), QUESTION, style, SOURCE),
    "trend": lambda style: trend(
        frame(*yearly(2022, [10.0, None, 12.0, 13.0])), peer_frame({2024: 9, 2025: 9}), "学习培训学时", (2022, 2025),
        style, SOURCE,
    ),
    "strip": lambda style: strip(frame(*peers(9)), QUESTION, style, SOURCE),
}  # fmt: skip
STYLES = {
    "light": Style(),
    "dark": Style(theme="dark"),
    "phone": Style(form="phone", width=326),
    "meeting": Style(scale=1.5),
}


@pytest.fixture(params=[(name, style) for name in CHARTS for style in STYLES], ids="-".join)
def chart(request: pytest.FixtureRequest) -> Chart:
    name, style = request.param
    return CHARTS[name](STYLES[style])


# What every chart keeps


def test_a_chart_says_what_it_rests_on(chart: Chart) -> None:
    assert chart.title
    assert chart.subtitle
    assert "数据版本27，2026年3月18日" in chart.foot
    assert not chart.table.is_empty()


def test_a_chart_is_a_valid_figure_that_asks_no_network(chart: Chart) -> None:
    go.Figure(chart.figure.to_dict())
    text = chart.figure.to_json()
    assert "http" not in text
    assert "NaN" not in text


def test_a_chart_prints_nothing_smaller_than_twelve(chart: Chart) -> None:
    assert all(item.font.size >= 12 for item in chart.figure.layout.annotations)


@pytest.mark.parametrize("name", ["ranking", "honors", "slope", "changes", "trend", "strip"])
@pytest.mark.parametrize("style", ["light", "phone"])
def test_every_mark_of_a_value_opens_its_evidence(name: str, style: str) -> None:
    chart = CHARTS[name](STYLES[style])
    marks = [trace for trace in chart.figure.data if trace.hoverinfo != "skip" and trace.customdata is not None]
    assert marks
    for trace in marks:
        known = [data[0] for data, y in zip(trace.customdata, trace.y, strict=True) if y is not None]
        assert all(str(mention).startswith(("doc:", "p20", "h")) for mention in known if mention)


def test_colours_are_the_theme_s() -> None:
    known = {value.upper() for value in json.dumps([getattr(DARK, name) for name in DARK.__slots__]).split('"')}
    text = CHARTS["ranking"](STYLES["dark"]).figure.to_json()
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", text)) <= known


def test_names_from_reports_stay_text() -> None:
    evil = '<a href="javascript:alert(1)">x</a>'
    chart = ranking(frame(row(evil, 5.0)), QUESTION, Style(), SOURCE)
    assert not re.search(r"<a\b", chart.figure.to_json())
    assert any("&lt;a" in item.text for item in chart.figure.layout.annotations)


# Ranking


def test_bars_hold_the_values_in_order() -> None:
    chart = ranking(frame(*peers(9), *excluded()), QUESTION, Style(), SOURCE)
    trace = bars(chart)
    assert list(trace.x) == [90.0, 80.0, 70.0, 60.0, 50.0, 40.0, 30.0, 20.0, 10.0]
    assert [data[0] for data in trace.customdata] == [f"doc:甲{n}局" for n in range(8, -1, -1)]
    assert chart.title == "甲8局、甲7局、甲6局居前三"


def test_bars_are_drawn_in_the_unit_of_the_axis() -> None:
    trace = bars(ranking(frame(row("甲局", 123456.0, unit="元")), QUESTION, Style(), SOURCE))
    assert list(trace.x) == pytest.approx([12.3456])


def test_the_selected_is_accent_and_approximate_is_an_outline() -> None:
    chart = ranking(frame(*peers(9), row("约局", 45.0, "approximate")), QUESTION, Style(), SOURCE)
    by_unit = dict(zip([data[0] for data in bars(chart).customdata], bars(chart).marker.color, strict=True))
    assert by_unit["doc:甲3局"] == LIGHT.accent
    assert by_unit["doc:约局"] == LIGHT.card
    assert by_unit["doc:甲4局"] == LIGHT.mark
    assert "约45" in words(chart)


def test_who_takes_no_part_is_named_with_the_reason() -> None:
    chart = ranking(frame(*peers(9), *excluded()), QUESTION, Style(), SOURCE)
    text = " ".join(words(chart))
    for reason in ("42或50学时　前后矛盾", "3年累计150学时，2023—2025年，不折算单年", "“XX学时”", "人均7学时，口径不同",
                   "未提及 1家", "无言局"):  # fmt: skip
        assert reason in text
    assert len(bars(chart).x) == 9
    assert "本图待核2个" in chart.foot


def test_a_contradiction_is_two_joined_hollow_red_dots() -> None:
    chart = ranking(frame(*peers(9), *excluded()), QUESTION, Style(), SOURCE)
    disputed = next(trace for trace in chart.figure.data if trace.type == "scatter")
    assert list(disputed.x) == [42.0, 50.0]
    assert disputed.mode == "lines+markers"
    assert (disputed.marker.color, disputed.marker.line.color) == (LIGHT.card, LIGHT.red)


@pytest.mark.parametrize(("count", "told"), [(8, True), (7, False)])
def test_a_median_needs_eight_units(count: int, told: bool) -> None:
    chart = ranking(frame(*peers(count)), QUESTION, Style(), SOURCE)
    assert any(text.startswith("中位数") for text in words(chart)) is told
    assert ("不足8家" in chart.subtitle) is not told


def test_quartiles_are_inclusive() -> None:
    group = group_of([1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert (group.low, group.median, group.high) == (3.0, 5.0, 7.0)
    assert group_of([1, 2, 3]).dots is False
    assert group_of([1, 2, 3, 4]).dots is True


def test_ties_share_a_place() -> None:
    result = rank(frame(row("甲局", 5.0), row("乙局", 5.0), row("丙局", 9.0)))
    assert result.places == (1, 2, 2)
    assert result.place("甲局") == "并列第2，共3家"
    assert result.place("丙局") == "第1，共3家"
    assert result.place("无局") is None


def test_a_tie_at_the_cut_is_no_finding() -> None:
    rows = [row("甲局", 9.0), row("乙局", 8.0), row("丙局", 7.0), row("丁局", 7.0), row("戊局", 1.0)]
    assert ranking(frame(*rows), QUESTION, Style(), SOURCE).title == "甲局、乙局居前两位"


def test_a_long_ranking_keeps_the_selected() -> None:
    question = Question("学习培训学时", 2025, "市直机关", "甲0局", limit=5)
    chart = ranking(frame(*peers(30)), question, Style(), SOURCE)
    assert list(bars(chart).x) == [300.0, 290.0, 280.0, 270.0, 260.0, 10.0]
    assert "全部30家见数据表" in chart.foot
    assert chart.table.height == 30


def test_the_phone_shows_eight_and_counts_the_rest() -> None:
    chart = ranking(frame(*peers(12), *excluded()), QUESTION, STYLES["phone"], SOURCE)
    assert len(bars(chart).x) == 9  # eight, and the selected below them
    assert "未提及1家" in chart.foot


def test_a_figure_not_mentioned_is_never_a_zero() -> None:
    chart = ranking(frame(row("零局", 0.0, "zero"), row("无言局", None, "not_mentioned")), QUESTION, Style(), SOURCE)
    assert [data[0] for data in bars(chart).customdata] == ["doc:零局"]


# Themes, missing, honors, states, key figures


def test_a_theme_of_eight_has_a_median_and_one_of_four_only_dots() -> None:
    chart = CHARTS["themes"](Style())
    assert "+10.0%" in words(chart)
    assert "没有两年可比的数值" in words(chart)
    dots = [trace for trace in chart.figure.data if trace.mode == "markers"]
    assert [len(trace.x) for trace in dots] == [1, 4]
    assert chart.title == "志愿服务增长最快"


def test_what_lies_beyond_the_axis_is_an_arrowhead() -> None:
    chart = themes(theme_frame(民生实事=[-0.9, 0.1, 0.2, 4.0]), 2025, Style(), SOURCE, units=8, pending=0)
    dots = next(trace for trace in chart.figure.data if trace.mode == "markers")
    assert list(dots.marker.symbol) == ["triangle-left", "circle", "circle", "triangle-right"]
    assert "三角为超出坐标的" in chart.foot


def test_falls_are_ochre_and_carry_a_minus() -> None:
    chart = themes(theme_frame(慈善捐赠=[-0.031] * 8), 2025, Style(), SOURCE, units=8, pending=0)
    dot = next(trace for trace in chart.figure.data if trace.mode == "markers")
    assert list(dot.marker.color) == [LIGHT.ochre]
    assert "−3.1%" in words(chart)
    assert chart.title == "慈善捐赠下降"


@pytest.mark.parametrize(
    ("rate", "level"), [(0, 0), (9.4, 0), (9.5, 1), (24.4, 1), (25, 2), (50, 3), (70, 4), (100, 4)]
)
def test_a_cell_s_step_is_that_of_its_printed_number(rate: float, level: int) -> None:
    assert step(rate) == level


def test_the_heatmap_prints_every_share() -> None:
    chart = CHARTS["missing"](Style())
    assert [list(line) for line in chart.figure.data[0].z] == [[0, 4], [2, 3]]
    assert {"0", "70", "25", "50"} <= set(words(chart))
    assert chart.title == "经费投入写得最少"
    assert chart.table.rows() == [("机关", 10, 0.0, 70.0), ("学校", 4, 25.0, 50.0)]


def test_a_heatmap_of_one_row_has_cells_of_full_height() -> None:
    chart = missing(missing_frame().head(2), 2025, Style(), SOURCE, pending=0)
    edges = chart.figure.data[0].y
    assert len(edges) == 2
    assert edges[1] - edges[0] > 25


def test_themes_that_are_equally_silent_make_no_finding() -> None:
    rows = [("机关", 10, name, order, 10) for order, name in enumerate(("甲类", "乙类", "丙类"))]
    frame_ = pl.DataFrame(rows, schema=["unit_type", "units", "theme_zh", "theme_order", "silent"], orient="row")
    assert missing(frame_, 2025, Style(), SOURCE, pending=0).title == "各类单位未提及的主题"


def test_honor_panels_share_a_scale() -> None:
    chart = CHARTS["honors"](Style())
    widths = {trace.customdata[-1][2]: trace.x[-1] for trace in chart.figure.data}
    assert widths["市"] / widths["国家"] == pytest.approx(9)
    assert chart.title == "省级以上荣誉7项，比上年多2项"


def test_states_are_counted_without_what_is_not_mentioned() -> None:
    chart = CHARTS["states"](Style())
    assert chart.title == "八成以上数值是确数"
    assert {"80.0%", "20.0%", "30处"} <= set(words(chart))


def test_a_key_median_needs_eight_units() -> None:
    figures = key_figures(figures_frame())
    assert [figure.code for figure in figures] == ["training.hours", "volunteer.hours"]
    assert [figure.value for figure in figures] == [13.0, 130.0]
    assert figures[1].change.text == "↑ 20.0%"
    assert [figure.theme for figure in one_a_theme(figures)] == ["training", "volunteer"]


def test_a_headline_stands_before_what_more_units_write() -> None:
    frame = figures_frame().with_columns(headline=pl.col("indicator_code") == "volunteer.hours")
    assert [figure.code for figure in key_figures(frame)] == ["volunteer.hours", "training.hours"]


# Slope and changes


def test_at_most_six_are_named_and_the_selected_is_one() -> None:
    question = Question("学习培训学时", 2025, "", "乙5局")
    chart = slope(changed(), question, Style(), SOURCE)
    named = {text.split("　")[1] for text in words(chart) if "　" in text}
    assert len(named) == 6
    assert "乙5局" in named
    assert "其余7家" in chart.foot


def test_what_a_slope_s_title_names_is_named_in_it() -> None:
    rises = [moved(f"升{n}局", 100.0, 200.0 + n) for n in range(8)]
    chart = slope(frame(*rises, moved("降局", 100.0, 90.0)), Question("学时", 2025), Style(), SOURCE)
    assert chart.title == "升7局增加最多，降局减少最多"
    assert {"208　升8局", "207　升7局", "90　降局"} & set(words(chart)) == {"207　升7局", "90　降局"}


def test_bars_of_change_hold_the_rates() -> None:
    chart = changes(changed(), QUESTION, Style(), SOURCE, limit=None)
    rates = dict(zip([data[0] for data in bars(chart).customdata], bars(chart).x, strict=True))
    assert rates["doc:乙11局"] == pytest.approx(0.42)
    assert rates["doc:乙0局"] == pytest.approx(-0.35)
    assert rates["doc:小局"] == 0  # a small base has a difference, not a rate
    assert "↑ 2学时" in words(chart)
    assert chart.title == "乙11局升幅最大，乙0局降幅最大"


def test_a_change_that_rests_on_an_approximate_figure_says_so() -> None:
    chart = changes(frame(moved("约局", 74.0, 80.0, state="approximate", qualifier="over")), QUESTION, Style(), SOURCE)
    assert "约 ↑ 8%" in words(chart)
    assert list(bars(chart).marker.color) == [LIGHT.card]


@pytest.mark.parametrize(
    ("state", "more", "says"),
    [
        ("conflicting", {}, "待核"),
        ("placeholder", {}, "待补"),
        ("cumulative", {"value": 5.0}, "—"),
        ("reported", {"value": 5.0}, "上年未提及"),
        ("reported", {"value": 5.0, "previous_state": "cumulative"}, "上年为累计"),
        ("reported", {"value": 5.0, "previous_state": "reported", "previous_value": 4.0}, "口径不同"),
    ],
)
def test_no_change_says_why(state: str, more: dict[str, Any], says: str) -> None:
    assert unit_value(state=state, **more).change_words().text == says


# Trend


def lines(chart: Chart) -> Iterator[go.Scatter]:
    return (trace for trace in chart.figure.data if trace.mode == "lines+markers")


def test_a_line_breaks_where_nothing_is_written() -> None:
    chart = CHARTS["trend"](Style())
    line = next(lines(chart))
    assert list(line.y) == [10.0, None, 12.0, 13.0]
    assert line.connectgaps is False
    assert "未提及" in words(chart)


def test_a_value_of_several_years_is_a_bar_of_its_mean_and_no_point() -> None:
    rows = yearly(2021, [10.0, None, None], "甲局")
    rows.append(row("甲局", 24.0, "cumulative", year=2024, period_start=2022, period_end=2024))
    chart = trend(frame(*rows), peer_frame({}), "学习培训学时", (2021, 2024), Style(), SOURCE)
    assert next(lines(chart)).y[-1] is None
    spans = [trace for trace in chart.figure.data if trace.mode == "lines" and trace.yaxis == "y2"]
    assert list(spans[0].y) == [8.0, 8.0]
    assert any("3年累计24学时，条高为年均8" in text for text in words(chart))


def test_the_band_stands_only_where_eight_units_write() -> None:
    frames = peer_frame({2022: 9, 2023: 5, 2024: 9, 2025: 2})
    chart = trend(frame(*yearly(2022, [10.0, 11.0, 12.0, 13.0])), frames, "学时", (2022, 2025), Style(), SOURCE)
    band = next(trace for trace in chart.figure.data if trace.fill == "toself")
    assert {x for x in band.x if x is not None} == {2022, 2024}
    dots = next(trace for trace in chart.figure.data if trace.mode == "markers" and trace.yaxis == "y2")
    assert set(dots.x) == {2023}
    assert {"9家", "5家", "2家"} <= set(words(chart))


def test_labels_at_the_right_do_not_overlap() -> None:
    rows = [each for n in range(4) for each in yearly(2023, [10.0, 10.1 + n / 100, 10.2 + n / 100], f"甲{n}局")]
    chart = trend(frame(*rows), peer_frame({2025: 9}), "学时", (2023, 2025), Style(), SOURCE)
    shown = [item for item in chart.figure.layout.annotations if item.x == 2025 and item.xshift == 16]
    heights = sorted(item.y for item in shown)
    assert len(heights) >= 6
    assert all(after - before >= 17 for before, after in pairwise(heights))


def test_four_series_at_most_and_the_selected_in_accent() -> None:
    rows = [each for n in range(5) for each in yearly(2024, [1.0 + n, 2.0 + n], f"甲{n}局")]
    chart = trend(frame(*rows), peer_frame({}), "学时", (2024, 2025), Style(), SOURCE, selected="甲2局")
    colors = {trace.name: trace.line.color for trace in lines(chart)}
    assert len(colors) == 4
    assert colors["甲2局"] == LIGHT.accent
    assert set(colors.values()) == set(LIGHT.series)


# The strip, the cell drawings, labels, images


def test_three_peers_are_no_group() -> None:
    assert not strip(frame(*peers(3)), QUESTION, Style(), SOURCE).figure.data
    assert strip(frame(*peers(9)), QUESTION, Style(), SOURCE).subtitle == "低于中位数10学时"


@pytest.mark.parametrize("state", ["reported", "approximate", "corrected", "cumulative", "placeholder", "conflicting",
                                   "zero", "not_mentioned"])  # fmt: skip
def test_cell_drawings_are_well_formed(state: str) -> None:
    drawings = [
        svg.sparkline([(2023, 1.0, "reported"), (2024, None, ""), (2025, 2.0, state)], [(2021, 2023, 1.5)]),
        svg.position(5, 1, 9, quartiles=(3, 4, 6), state=state),
        svg.state_mark(state) or "<svg/>",
    ]
    for drawing in drawings:
        ElementTree.fromstring(drawing)
        assert {
            name for name in re.findall(r"var\((--[\w-]+)\)", drawing) if f"{name}:" not in css_variables()
        } == set()


def test_a_sparkline_breaks_at_gaps() -> None:
    whole = svg.sparkline([(2021, 1.0, ""), (2022, 2.0, ""), (2023, 3.0, ""), (2024, 4.0, "")])
    broken = svg.sparkline([(2021, 1.0, ""), (2022, 2.0, ""), (2023, None, ""), (2024, 4.0, ""), (2025, 4.0, "")])
    assert (whole.count("<polyline"), broken.count("<polyline")) == (1, 2)
    assert svg.sparkline([]).endswith("</svg>")


def test_exact_has_no_mark() -> None:
    assert svg.state_mark("reported") == ""


def test_labels_keep_apart_and_in_order() -> None:
    placed = spread([50, 52, 51, 10], [20, 20, 20, 20], 0, 200)
    assert placed[3] == 10
    assert placed[0] < placed[2] < placed[1]
    assert placed[2] - placed[0] >= 20


def test_long_lists_fold_after_punctuation() -> None:
    lines_ = fold("市科学技术局、市民族宗教局、市地方志办公室", 13 * 9)
    assert "".join(lines_) == "市科学技术局、市民族宗教局、市地方志办公室"
    assert all(width(line) <= 13 * 9 for line in lines_)
    assert lines_[0] == "市科学技术局、"


@pytest.mark.parametrize("height", [HEIGHT, A4_HEIGHT])
@pytest.mark.parametrize("name", list(CHARTS))
def test_an_image_holds_title_subtitle_and_foot_within_its_frame(name: str, height: int) -> None:
    chart = CHARTS[name](Style())
    image = for_image(chart, WIDTH, height)
    layout = image.layout
    assert (layout.width, layout.height) == (WIDTH, height)
    text = "".join(re.sub(r"<[^>]+>", "", item.text) for item in layout.annotations)
    for part in (chart.title, chart.subtitle, chart.foot):
        assert part in text
    top, bottom = layout.margin.t, layout.margin.b
    assert top > 0
    assert bottom > 0
    inner = height - top - bottom
    framed = layout.annotations[len(chart.figure.layout.annotations) :]
    for item in framed:
        assert -bottom < inner + item.yshift < inner + top
