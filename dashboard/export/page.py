"""The export's index.html: opens without a network, prints on A4, always light."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from dashboard import numbers
from dashboard.export.summary import Section, Summary, image_path
from dashboard.theme import SANS, css_variables

SHARES = ("同比中位数", "中间一半下界", "中间一半上界", "占比")
HIDDEN = ("依据",)
STYLE = f"""
*{{box-sizing:border-box}}
body{{margin:0;background:var(--bg);color:var(--ink);font:14px/1.6 {SANS};font-variant-numeric:tabular-nums}}
main{{max-width:1160px;margin:0 auto;padding:28px}}
h1{{font-size:26px;line-height:1.35;margin:0}}
h2{{font-size:17px;line-height:1.45;margin:0;font-weight:600}}
h1,h2{{word-break:keep-all;overflow-wrap:anywhere}}
.answer{{font-size:16px;color:var(--ink2);margin:6px 0 20px}} .answer b{{color:var(--ink)}}
.sub{{font-size:13px;color:var(--ink2);margin:1px 0 10px}}
.foot,footer{{font-size:12px;color:var(--ink3);margin:10px 0 0}}
section{{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:18px 20px;margin:0 0 16px}}
section.image{{padding:0}} section>img{{display:block;width:100%;height:auto}}
a{{color:var(--accent);text-decoration:none}} a:focus-visible{{outline:2px solid var(--accent);outline-offset:2px}}
nav ul{{columns:3;margin:8px 0 0;padding:0;list-style:none;font-size:13px}} nav li{{break-inside:avoid}}
.files{{font-size:13px;margin-top:8px}} .files a{{margin-right:14px}}
.problem{{border-color:var(--line2);color:var(--ink2);white-space:pre-wrap}}
.wide{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:13px}}
th{{background:var(--sunk);color:var(--ink2);font-weight:400;text-align:left;padding:6px 10px;white-space:nowrap}}
td{{padding:5px 10px;border-bottom:1px solid var(--line);vertical-align:top}}
.right{{text-align:right;white-space:nowrap}}
details>summary{{cursor:pointer;color:var(--accent);font-size:13px;margin-top:8px}}
@media(max-width:767px){{main{{padding:16px}} nav ul{{columns:1}} section{{padding:14px}}}}
@media print{{
@page{{size:A4;margin:14mm 12mm}}
body{{background:none;font-size:10.5pt}} main{{max-width:none;padding:0}}
section{{border:0;border-radius:0;padding:0;margin:0 0 9mm;break-inside:avoid}}
section.data{{break-inside:auto}} nav,.files{{display:none}}
table{{font-size:8.5pt}} thead{{display:table-header-group}} tr{{break-inside:avoid}}
th{{background:none;border-bottom:1px solid}}
h2,.sub{{break-after:avoid}} tr:first-child{{break-before:avoid}}
}}
"""


def write_page(summary: Summary, folder: Path, workbook: str, problems: Sequence[str]) -> None:
    """Write ``index.html`` into the export's folder, beside the images that stand there already."""
    parts = [_head(summary), _contents(summary, workbook, folder), *_notice(problems)]
    parts += [_section(section, folder) for section in summary.sections]
    parts += [_data(section) for section in _with_tables(summary.sections)]
    built = summary.source.built
    date = f"{built.year}年{built.month}月{built.day}日"
    parts.append(f"<footer>数据版本{summary.source.version}　{date}　待核{summary.pending}个</footer>")
    title = summary.title
    body = "\n".join(parts)
    text = (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{css_variables()}{STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )
    (folder / "index.html").write_text(text, encoding="utf-8")


def _head(summary: Summary) -> str:
    silent = summary.units - summary.reported
    missing = f"，{silent}家未报送" if silent else ""
    pending = f"<b>{summary.pending}个</b>待核。" if summary.pending else ""
    return (
        f"<h1>{summary.title}</h1>"
        f'<p class="answer">{summary.units}家单位中<b>{summary.reported}家</b>已报送{missing}；'
        f"写明<b>{summary.values.height:,}个</b>数值，获得荣誉<b>{summary.honors.height:,}项</b>。{pending}</p>"
    )


def _contents(summary: Summary, workbook: str, folder: Path) -> str:
    items = "".join(
        f'<li><a href="#{_anchor(section)}">{html.escape(section.name)}</a></li>' for section in summary.sections
    )
    files = [f'<a href="{quote(workbook)}">下载表格（xlsx）</a>']
    together = folder / f"{summary.title}图.pdf"
    if together.is_file():
        files.append(f'<a href="{quote(together.name)}">全部图（PDF）</a>')
    forms = (("png", "图片（PNG）"), ("svg", "矢量图（SVG）"), ("pdf", "打印图（PDF）"))
    files += [f'<a href="{form}/">{words}</a>' for form, words in forms if (folder / form).is_dir()]
    links = f'<div class="files">{"".join(files)}</div>'
    return f'<section><nav aria-label="目录"><h2>目录</h2><ul>{items}</ul></nav>{links}</section>'


def _notice(problems: Sequence[str]) -> list[str]:
    if not problems:
        return []
    lines = "\n".join(html.escape(problem) for problem in problems)
    return [f'<section class="problem"><h2>有图没有生成</h2>{lines}</section>']


def _anchor(section: Section) -> str:
    return f"c{section.number}"


def _section(section: Section, folder: Path) -> str:
    chart = section.chart
    image = image_path(folder, section, "png")
    head = f'<section id="{_anchor(section)}"{" class=image" if image.is_file() else ""}>'
    if image.is_file():
        # The image holds title, subtitle and foot, as it does when it is pasted elsewhere.
        source = quote(f"png/{image.name}")
        return f'{head}<img src="{source}" alt="{html.escape(chart.label)}" width="1600" height="900"></section>'
    words = f'<h2>{html.escape(chart.title)}</h2><div class="sub">{html.escape(chart.subtitle)}</div>'
    note = '<div class="sub">图没有生成，数据见下表。</div>'
    return f'{head}{words}{note}<p class="foot">{html.escape(chart.foot)}</p></section>'


def _with_tables(sections: Sequence[Section]) -> list[Section]:
    """Sections whose table is not that of the one before: the pages of one ranking share theirs."""
    return [
        section for before, section in zip([None, *sections], sections, strict=False)
        if before is None or before.chart.subtitle != section.chart.subtitle
    ]  # fmt: skip


def _data(section: Section) -> str:
    chart = section.chart
    frame = chart.table.drop(*HIDDEN, strict=False)
    name = f"数据表：{section.name.split('（')[0]}"
    return (
        f'<section class="data"><h2>{html.escape(name)}</h2><div class="sub">{html.escape(chart.subtitle)}</div>'
        f'<div class="wide">{_table(frame)}</div></section>'
    )


def _table(frame: pl.DataFrame) -> str:
    right = [frame[name].dtype.is_numeric() for name in frame.columns]
    marks = [' class="right"' if number else "" for number in right]
    head = "".join(f"<th{mark}>{html.escape(name)}</th>" for name, mark in zip(frame.columns, marks, strict=True))
    lines = []
    for row in frame.iter_rows():
        cells = zip(frame.columns, row, marks, strict=True)
        lines.append("".join(f"<td{mark}>{html.escape(_cell(name, value))}</td>" for name, value, mark in cells))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(name: str, value: Any) -> str:
    if value is None:
        return numbers.DASH
    if name in SHARES:
        return numbers.share(value, 1) if name == "占比" else numbers.percent(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return str(value) if name == "年度" else numbers.full(value)
