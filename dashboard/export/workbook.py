"""The year's figures as an .xlsx: full values, each with its state and its place in the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard import numbers
from dashboard.export.summary import Summary
from dashboard.figures import keyfigures
from dashboard.figures.labels import width
from dashboard.figures.values import UnitValue, unit_values
from dashboard.theme import LIGHT
from dashboard.words import LEVELS, PER_WORDS, STATE_WORDS

Kind = Literal["text", "number", "share", "rate", "year"]
LONGEST = 32_000  # characters a cell may hold, with room to spare
NARROW, WIDE = 7, 48  # columns, in characters
SAMPLED = 400  # rows that a column's width is measured on
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so could be run when it is pasted elsewhere
STATE_HELP = (
    ("确数", "原文写有确数"),
    ("约数", "原文写近、约、多、逾等，数值取其写出的数"),
    ("累计", "覆盖多年，不折算、不排序"),
    ("写明为零", "原文写明没有"),
    ("数字缺失", "原文数字缺失（如XX），不计入，待补"),
    ("前后矛盾", "同一指标两处写法不一，不计入，待核"),
    ("已订正", "经审核员订正"),
    ("未提及", "材料没有写，不等于没有做，不计为0"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, its values and how they are shown."""

    name: str
    values: Sequence[Any]
    kind: Kind = "text"


class Book:
    """A workbook with the look's formats; every text is written as text, never as a formula or a link."""

    def __init__(self, path: Path) -> None:
        """Open the workbook; it is written by ``close``."""
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
                   "nan_inf_to_errors": True}  # fmt: skip
        self._book = xlsxwriter.Workbook(str(path), options)
        font = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": LIGHT.ink, "valign": "vcenter"}
        self._base = font
        self.text = self._format()
        self.guarded = self._format(quote_prefix=True)
        self.heading = self._format(bold=True, bg_color=LIGHT.sunk, bottom=1, bottom_color=LIGHT.line2)
        self.heading_right = self._format(bold=True, bg_color=LIGHT.sunk, bottom=1, bottom_color=LIGHT.line2,
                                          align="right")  # fmt: skip
        self.title = self._format(bold=True, font_size=18)
        self.strong = self._format(bold=True)
        self.quiet = self._format(font_color=LIGHT.ink3)
        self.link = self._format(font_color=LIGHT.accent)
        self._whole, self._broken = self._format(num_format="#,##0"), self._format(num_format="#,##0.00####")
        self._share, self._rate = self._format(num_format="0.0%"), self._format(num_format='0.0###"%"')
        self._year = self._format(num_format="0", align="left")

    def _format(self, **changes: Any) -> Format:
        return self._book.add_format(self._base | changes)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet that prints on A4, as wide as the page, with its head on every page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&A&C&P / &N")
        return sheet

    def table(self, name: str, columns: Sequence[Column]) -> None:
        """A sheet of columns with a frozen, filterable head and widths that fit."""
        sheet = self.sheet(name)
        sheet.set_landscape()
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_row(0, 24)
        rows = max((len(column.values) for column in columns), default=0)
        for index, column in enumerate(columns):
            heading = self.heading if column.kind in ("text", "year") else self.heading_right
            sheet.write_string(0, index, column.name, heading)
            sheet.set_column(index, index, _width(column))
            for row, value in enumerate(column.values, 1):
                self.cell(sheet, row, index, value, column.kind)
        if rows:
            sheet.autofilter(0, 0, rows, len(columns) - 1)

    def cell(self, sheet: Worksheet, row: int, column: int, value: Any, kind: Kind = "text") -> None:
        """One value; nothing for None, text as text, numbers in full."""
        if value is None:
            return
        if kind == "text" or isinstance(value, str):
            words = str(value)[:LONGEST]
            sheet.write_string(row, column, words, self.guarded if words.startswith(FORMULA) else self.text)
            return
        sheet.write_number(row, column, value, self._number(value, kind))

    def _number(self, value: float, kind: Kind) -> Format:
        match kind:
            case "share":
                return self._share
            case "rate":
                return self._rate
            case "year":
                return self._year
            case _:
                return self._whole if float(value).is_integer() else self._broken

    def close(self) -> None:
        """Write the file."""
        self._book.close()


def _width(column: Column) -> float:
    shown = [column.name, *(_shown(value) for value in column.values[:SAMPLED])]
    # A Chinese character is as wide as two digits, the unit of a column's width.
    return min(max(max(width(words, 2) for words in shown) + 3, NARROW), WIDE)


def _shown(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else "" if value is None else str(value)


def write_workbook(summary: Summary, path: Path) -> None:
    """Write the workbook of a year's summary to ``path``."""
    book = Book(path)
    sheets: list[tuple[str, str, list[Column]]] = [
        ("主要指标", "各指标的总数或中位数与同比", _frame(keyfigures.table(summary.figures))),
        *_charts(summary),
        ("排序", "主要指标的排序，含不参与排序的单位与原因", _rankings(summary)),
        ("各单位数值", "本年全部数值，每个数值的状态、文件、段落与原文", _values(summary.values)),
        ("荣誉", "本年获得的荣誉", _honors(summary.honors)),
    ]
    sheets = [sheet for sheet in sheets if sheet[2] and len(sheet[2][0].values)]
    _cover(book, summary, [(name, note) for name, note, _ in sheets])
    for name, _, columns in sheets:
        book.table(name, columns)
    book.close()


def _cover(book: Book, summary: Summary, sheets: Sequence[tuple[str, str]]) -> None:
    sheet = book.sheet("封面")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 70)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, summary.title, book.title)
    built = summary.source.built
    facts = (
        ("年度", f"{summary.year}年"),
        ("报送单位", f"{summary.reported}家，共{summary.units}家"),
        ("数值", f"{summary.values.height:,}个，其中待核{summary.pending}个"),
        ("数据版本", f"{summary.source.version}，{built.year}年{built.month}月{built.day}日"),
    )
    row = 2
    for name, words in facts:
        sheet.write_string(row, 0, name, book.quiet)
        sheet.write_string(row, 1, words, book.text)
        row += 1
    row = _list(book, sheet, row + 1, "工作表", sheets, linked=True)
    _list(book, sheet, row + 1, "状态", STATE_HELP, linked=False)


def _list(book: Book, sheet: Worksheet, row: int, title: str, lines: Sequence[tuple[str, str]], *, linked: bool) -> int:
    sheet.write_string(row, 0, title, book.strong)
    for name, note in lines:
        row += 1
        if linked:
            sheet.write_url(row, 0, f"internal:'{name}'!A1", book.link, name)
        else:
            sheet.write_string(row, 0, name, book.text)
        sheet.write_string(row, 1, note, book.text)
    return row + 1


def _frame(frame: pl.DataFrame) -> list[Column]:
    """A chart's table as columns; its headings say what is a share."""
    return [Column(name, frame[name].to_list(), _kind(name, frame[name].dtype)) for name in frame.columns
            if name != "依据"]  # fmt: skip


def _kind(name: str, dtype: pl.DataType) -> Kind:
    if not dtype.is_numeric():
        return "text"
    if name in ("同比中位数", "中间一半下界", "中间一半上界", "占比"):
        return "share"
    return "year" if name == "年度" else "number"


def _charts(summary: Summary) -> list[tuple[str, str, list[Column]]]:
    notes = {"themes": "主题同比", "missing": "未提及率", "honors": "各级荣誉", "states": "数值状态"}
    found = []
    for section in summary.sections:
        name = notes.get(section.chart.name)
        if name:
            columns = _frame(section.chart.table)
            if section.chart.name == "missing":
                columns = columns[:2] + [Column(each.name, each.values, "rate") for each in columns[2:]]
            found.append((name, section.chart.subtitle, columns))
    return found


def _rankings(summary: Summary) -> list[Column]:
    places = {row[0]: row[1:] for row in summary.values.select("mention_id", "source_name", "paragraph_no").iter_rows()}
    frames = [each.table.select(pl.lit(each.indicator).alias("指标"), pl.all()) for each in summary.rankings]
    if not frames:
        return []
    frame = pl.concat(frames)
    found = [places.get(mention, (None, None)) for mention in frame["依据"]]
    return [
        *_frame(frame),
        Column("文件", [name for name, _ in found]),
        Column("段", [number for _, number in found], "number"),
    ]


def _values(frame: pl.DataFrame) -> list[Column]:
    rows = unit_values(frame)
    return [
        Column("主题", frame["theme_zh"].to_list()),
        Column("指标", frame["name_zh"].to_list()),
        Column("单位", [row.unit_name for row in rows]),
        Column("单位类型", frame["unit_type"].to_list()),
        Column("数值", [row.value for row in rows], "number"),
        Column("计量单位", [row.unit for row in rows]),
        Column("按", [PER_WORDS.get(row.per, row.per) for row in rows]),
        Column("状态", [STATE_WORDS[row.state] for row in rows]),
        Column("写法", [_written(row) for row in rows]),
        Column("上年", [row.previous_value for row in rows], "number"),
        Column("增减", [row.change for row in rows], "number"),
        Column("变化率", [row.change_rate for row in rows], "share"),
        Column("同比", [row.change_words().text for row in rows]),
        Column("起年", [row.period_start for row in rows], "year"),
        Column("止年", [row.period_end for row in rows], "year"),
        Column("文件", frame["source_name"].to_list()),
        Column("段", frame["paragraph_no"].to_list(), "number"),
        Column("原文", [row.quote for row in rows]),
    ]


def _written(row: UnitValue) -> str:
    """The figure as the pages print it; both of a contradiction."""
    if row.state == "conflicting":
        return f"{numbers.figure(row.value_low, row.unit)} / {numbers.figure(row.value_high, row.unit)}"
    return "" if row.value is None else numbers.figure(row.value, row.unit, row.qualifier, row.quote)


def _honors(frame: pl.DataFrame) -> list[Column]:
    recipients = {"unit": "单位", "part": "下属", "person": "个人"}
    return [
        Column("单位", frame["unit_name"].to_list()),
        Column("单位类型", frame["unit_type"].to_list()),
        Column("荣誉", frame["title"].to_list()),
        Column("级别", [LEVELS.get(level, level) for level in frame["level"]]),
        Column("年度", frame["year"].to_list(), "year"),
        Column("授予单位", frame["body"].to_list()),
        Column("获得者", [recipients.get(recipient, recipient) for recipient in frame["recipient"]]),
        Column("文件", frame["source_name"].to_list()),
        Column("段", frame["paragraph_no"].to_list(), "number"),
        Column("原文", frame["quote"].to_list()),
    ]
