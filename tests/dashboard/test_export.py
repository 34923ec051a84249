from __future__ import annotations

import io
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import polars as pl
import pypdf
import pytest

from dashboard.export import ExportError, Progress, checks, export_year, images, is_current, latest_year
from dashboard.export.images import Job, draw
from dashboard.export.summary import Summary, summarise
from dashboard.export.workbook import Book, Column
from dashboard.figures.chart import Chart, Source, Style
from dashboard.figures.ranking import ranking
from dashboard.figures.ranks import Question
from tests.dashboard.frames import excluded, frame, peers
from tests.synthetic import write_home
from warehouse.query import Warehouse

YEAR = 2025
ROWS = 150  # of a picture that are looked at: its title
TITLE = f"{YEAR}年文明单位创建指标"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home")
    write_home(path)
    return path


@pytest.fixture
def no_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")


@pytest.fixture(scope="module")
def summary(home: Path) -> Summary:
    return summarise(Warehouse(home), YEAR)


@pytest.fixture
def quick_images(monkeypatch: pytest.MonkeyPatch, summary: Summary) -> None:
    """A browser that draws at once, and a summary made before, for what is about neither."""

    def drawn(jobs: Sequence[Job], done: Callable[[Job], None]) -> list[str]:
        for job in jobs:
            job.path.write_bytes(b"drawn")
            done(job)
        return []

    monkeypatch.setattr("dashboard.export.year.image_problems", list)
    monkeypatch.setattr("dashboard.export.year.summarise", lambda warehouse, year: summary)
    monkeypatch.setattr(images, "draw", drawn)


def sample_chart() -> Chart:
    question = Question("学习培训学时", YEAR, "市直机关", "甲3局")
    return ranking(frame(*peers(9), *excluded()), question, Style(), Source(27, date(2026, 3, 18)))


# Without a browser


@pytest.mark.usefixtures("no_images")
def test_without_a_browser_the_rest_comes_out_and_says_what_to_install(home: Path, tmp_path: Path) -> None:
    result = export_year(home, YEAR, tmp_path)
    assert result.images == 0
    assert [problem for problem in result.problems if "chromium" in problem and "/nowhere/chromium" in problem]
    assert (result.folder / f"{TITLE}.xlsx").is_file()
    page = result.page.read_text("utf-8")
    assert "有图没有生成" in page
    assert page.count("<table>") >= 6
    assert not is_current(tmp_path, YEAR, result.version)


def test_without_a_font_images_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "has_chinese_font", lambda: False)
    assert any("fonts-noto-cjk" in problem for problem in checks.image_problems())


# The page and the folder


@pytest.mark.usefixtures("quick_images")
def test_the_page_asks_no_network_and_its_files_stand_beside_it(home: Path, tmp_path: Path) -> None:
    result = export_year(home, YEAR, tmp_path)
    page = result.page.read_text("utf-8")
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    for link in re.findall(r"(?:src|href)=\"([^\"#]+)\"", page):
        assert (result.folder / unquote(link)).exists()
    assert page.count("<img") == result.charts
    assert "display:table-header-group" in page
    assert result.images == result.charts * 3 + 1


@pytest.mark.usefixtures("quick_images")
def test_progress_counts_up_to_the_end(home: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    export_year(home, YEAR, tmp_path, seen.append)
    assert [step.done for step in seen] == list(range(1, len(seen) + 1))
    assert seen[-1].done == seen[-1].total


@pytest.mark.usefixtures("quick_images")
def test_an_export_is_replaced_whole(home: Path, tmp_path: Path) -> None:
    first = export_year(home, YEAR, tmp_path)
    (first.folder / "old.txt").write_text("left from before")
    second = export_year(home, YEAR, tmp_path)
    assert not (second.folder / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == [str(YEAR)]
    assert is_current(tmp_path, YEAR, second.version)
    assert not is_current(tmp_path, YEAR, second.version + 1)


@pytest.mark.usefixtures("quick_images")
def test_an_export_that_fails_leaves_the_earlier_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = export_year(home, YEAR, tmp_path)
    stamp = (before.folder / "export.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dashboard.export.year.write_workbook", full)
    with pytest.raises(ExportError, match="No space left"):
        export_year(home, YEAR, tmp_path)
    assert (before.folder / "export.json").read_bytes() == stamp
    assert [path.name for path in tmp_path.iterdir()] == [str(YEAR)]


@pytest.mark.usefixtures("quick_images")
def test_an_export_that_cannot_be_put_in_place_gives_the_earlier_one_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = export_year(home, YEAR, tmp_path)
    rename = Path.rename

    def locked(path: Path, target: Path) -> Path:
        if "building" in path.name:
            raise PermissionError(13, "The file is open elsewhere")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(ExportError, match="open elsewhere"):
        export_year(home, YEAR, tmp_path)
    assert before.page.is_file()
    assert [path.name for path in tmp_path.iterdir()] == [str(YEAR)]


@pytest.mark.usefixtures("quick_images")
def test_what_a_killed_export_left_is_mended(home: Path, tmp_path: Path) -> None:
    result = export_year(home, YEAR, tmp_path)
    result.folder.rename(tmp_path / f".{YEAR}.old")  # killed between the two moves
    assert export_year(home, YEAR, tmp_path).folder.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == [str(YEAR)]


@pytest.mark.usefixtures("quick_images")
def test_a_folder_that_is_not_ours_is_left_alone(home: Path, tmp_path: Path) -> None:
    (tmp_path / str(YEAR)).mkdir()
    (tmp_path / str(YEAR) / "thesis.docx").write_text("years of work")
    with pytest.raises(ExportError, match="no export wrote"):
        export_year(home, YEAR, tmp_path)
    assert (tmp_path / str(YEAR) / "thesis.docx").read_text() == "years of work"


def test_the_latest_year_is_offered(home: Path) -> None:
    assert latest_year(Warehouse(home)) == YEAR


def test_a_year_without_reports_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="1999: no unit reported"):
        export_year(home, 1999, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quick_images")
def test_what_could_not_be_drawn_is_said(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "draw", lambda jobs, done: ["01-主要指标.png: the browser died"])
    result = export_year(home, YEAR, tmp_path)
    assert result.problems == ("01-主要指标.png: the browser died",)
    assert "the browser died" in result.page.read_text("utf-8")
    assert json.loads((result.folder / "export.json").read_text("utf-8"))["whole"] is False


def test_a_first_year_has_no_chart_of_changes(home: Path) -> None:
    warehouse = Warehouse(home)
    first = min(warehouse.ask("app_years")["year"])
    names = [section.name for section in summarise(warehouse, first).sections]
    assert "主题同比" not in names
    assert "未提及率" in names


# The workbook


@pytest.fixture(scope="module")
def workbook(home: Path, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BROWSER_PATH", "/nowhere/chromium")
        result = export_year(home, YEAR, out)
    return openpyxl.load_workbook(result.folder / f"{TITLE}.xlsx")


def test_every_value_stands_in_the_workbook_with_its_state_and_source(workbook: openpyxl.Workbook, home: Path) -> None:
    sheet = workbook["各单位数值"]
    head, *rows = sheet.iter_rows(values_only=True)
    at = {name: number for number, name in enumerate(head)}
    wanted = Warehouse(home).ask("export_values", year=YEAR)
    assert len(rows) == wanted.height > 100
    known = {(row["unit_name"], row["name_zh"]): row for row in wanted.iter_rows(named=True)}
    for row in rows:
        truth = known[row[at["单位"]], row[at["指标"]]]
        assert row[at["数值"]] == truth["value"]
        assert row[at["状态"]]
        assert (row[at["文件"]], row[at["段"]]) == (truth["source_name"], truth["paragraph_no"])
        assert (row[at["原文"]] or "") == truth["quote"]


def test_tables_have_a_frozen_filterable_head(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames[0] == "封面"
    for sheet in workbook.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows
        assert sheet.page_setup.paperSize == 9


def test_the_cover_links_to_every_sheet(workbook: openpyxl.Workbook) -> None:
    cover = workbook["封面"]
    linked = {cell.value for line in cover.iter_rows() for cell in line if cell.hyperlink}
    assert linked == set(workbook.sheetnames[1:])


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    evil = ["=cmd|'/C calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.invalid", "\x01控制"]
    book = Book(tmp_path / "evil.xlsx")
    book.table("表", [Column("原文", evil), Column("数值", [1.5] * len(evil), "number")])
    book.close()
    sheet = openpyxl.load_workbook(tmp_path / "evil.xlsx")["表"]
    cells = [line[0] for line in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(evil)
    assert [cell.quotePrefix for cell in cells[:5]] == [True] * 5
    assert not any(cell.hyperlink for cell in cells)


# Real drawing


def test_a_browser_that_dies_is_given_up_and_every_missing_image_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\nexit 7\n")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(browser))
    jobs = [Job((sample_chart(),), tmp_path / f"{number}.png") for number in range(10)]
    problems = draw(jobs, lambda _: None)
    assert [problem.split(":")[0] for problem in problems] == ["0.png", "1.png", "2.png", "7 more images"]


def boxes(png: bytes) -> set[bytes]:
    """Rough shapes of the glyphs of a one-line drawing: with a font they differ, without one all are the same box."""
    width, height, rows = _pixels(png)
    columns = [bytes(row[x] for row in rows) for x in range(width)]
    dark = [any(pixel < 128 for pixel in column) for column in columns]
    glyphs, start = [], None
    for x, inked in enumerate([*dark, False]):
        if inked and start is None:
            start = x
        elif not inked and start is not None:
            glyphs.append(b"".join(columns[start:x]))
            start = None
    assert height
    return set(glyphs)


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the red channel's rows of an 8-bit RGBA or RGB picture."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    step = {2: 3, 6: 4}[png[25]]
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, rows, before = zlib.decompress(data), [], bytearray(width * step)
    for y in range(min(height, ROWS)):
        start = y * (width * step + 1)
        line = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * step]), before, step)
        rows.append(bytes(line[::step]))
        before = line
    return width, height, rows


def _unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = {0: 0, 1: left, 2: above[i], 3: (left + above[i]) // 2, 4: _paeth(left, above[i], corner)}[kind]
        line[i] = (line[i] + guess) & 255
    return line


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))


@pytest.mark.skipif(bool(checks.image_problems()), reason="no browser or no Chinese font: see wenming doctor")
def test_images_hold_chinese_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = sample_chart()
    jobs = [Job((chart,), tmp_path / f"chart.{form}") for form in ("png", "svg")]
    jobs.append(Job((chart, chart), tmp_path / "all.pdf"))
    done: list[Job] = []
    assert draw(jobs, done.append) == []
    assert done == jobs

    png = (tmp_path / "chart.png").read_bytes()
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (3200, 1800)

    drawing = (tmp_path / "chart.svg").read_text("utf-8")
    assert chart.title in drawing
    assert "Noto Sans CJK SC" in drawing

    pdf = pypdf.PdfReader(io.BytesIO((tmp_path / "all.pdf").read_bytes()))
    assert len(pdf.pages) == 2
    box = pdf.pages[0].mediabox
    assert float(box.width) / float(box.height) == pytest.approx(2**0.5, abs=0.01)
    text = unicodedata.normalize("NFKC", pdf.pages[0].extract_text())
    assert unicodedata.normalize("NFKC", chart.title) in text
    assert "数据版本27" in text
    assert "中位数 50" in text  # digits too: an image element would lose them


@pytest.mark.skipif(bool(checks.image_problems()), reason="no browser or no Chinese font: see wenming doctor")
def test_images_hold_no_boxes_for_words(tmp_path: Path) -> None:
    empty = frame()
    chart = Chart("line", ranking(empty, Question("", YEAR), Style(), Source(1, date(2026, 1, 1))).figure,
                  "文明单位创建指标", "", "", pl.DataFrame())  # fmt: skip
    path = tmp_path / "line.png"
    assert draw([Job((chart,), path)], lambda _: None) == []
    assert len(boxes(path.read_bytes())) >= 6
