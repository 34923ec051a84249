"""The export button: progress while it runs, a link when it is done, a reason when it failed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.components import exporting
from dashboard.export import ExportError, ExportResult, Progress
from tests.browser.conftest import Watched
from warehouse.query import Warehouse

pytestmark = pytest.mark.browser


def test_an_export_shows_its_progress_and_leads_to_its_page(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(warehouse: Warehouse, year: int, out: Path, progress: Callable[[Progress], None]) -> ExportResult:
        progress(Progress(3, 10, "图三.png"))
        go_on.wait(20)
        (out / str(year)).mkdir(parents=True)
        (out / str(year) / "index.html").write_text("<title>图表</title>", encoding="utf-8")
        return ExportResult(out / str(year), year, warehouse.version.number, 1, 0, ("没有中文字体，图片未画",))

    monkeypatch.setattr(exporting, "export_year", slow)
    page = watched.open("/?year=2024")
    page.get_by_role("button", name="导出").click()
    status = page.locator("#export-status")
    expect(status).to_contain_text("正在导出2024年图表和表格")
    expect(status).to_contain_text("3/10")
    go_on.set()
    expect(status).to_contain_text("2024年图表和表格已导出")
    expect(status).to_contain_text("没有中文字体，图片未画")
    with page.expect_popup() as opening:
        status.get_by_role("link", name="打开").click()
    expect(opening.value).to_have_title("图表")
    status.get_by_role("button", name="关闭").click()
    expect(status).to_be_empty()
    assert watched.complaints == []


def test_a_failed_export_says_why(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> ExportResult:
        raise ExportError("exports: no room; a folder to write to; free the disk")

    monkeypatch.setattr(exporting, "export_year", fail)
    page = watched.open("/compare?year=2023")
    page.get_by_role("button", name="导出").click()
    expect(page.locator("#export-status")).to_contain_text("no room")
