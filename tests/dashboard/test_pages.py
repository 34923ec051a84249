"""What the pages say over an invented warehouse, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.app import create_app, window
from dashboard.components.document import text_card
from dashboard.components.look import Look
from dashboard.components.pager import part_of
from dashboard.components.panel import sentence
from dashboard.components.value import find, masked
from dashboard.state import PATHS, View
from tests.synthetic import write_home
from warehouse.query import Warehouse

EVERYONE = {"kind": None, "region": None, "level": None}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    write_home(home)
    opened = Warehouse(home)
    yield opened
    opened.close()


def texts(node: Any) -> list[str]:
    """All words of a component, in order."""
    if node is None:
        return []
    if isinstance(node, (list, tuple)):
        return [word for each in node for word in texts(each)]
    if isinstance(node, Component):
        return texts(getattr(node, "children", None))
    return [str(node)]


def nodes(node: Any, name: str) -> list[Component]:
    """All components with a class, in order."""
    if isinstance(node, (list, tuple)):
        return [found for each in node for found in nodes(each, name)]
    if not isinstance(node, Component):
        return []
    own = [node] if name in (getattr(node, "className", None) or "").split() else []
    return own + nodes(getattr(node, "children", None), name)


def show(warehouse: Warehouse, view: View, look: Look | None = None) -> list[Component]:
    return window(view, look or Look(), warehouse)


@pytest.mark.parametrize("page", sorted(set(PATHS.values())))
@pytest.mark.parametrize("look", ["light wide 1440", "dark wide 1000", "light phone 390"])
def test_every_page_is_drawn(warehouse: Warehouse, page: str, look: str) -> None:
    words = "".join(texts(show(warehouse, View(page=page), Look.parse(look))))  # type: ignore[arg-type]
    assert "数据版本 1" in words
    assert "数据读不出来" not in words


@pytest.mark.parametrize("year", [2021, 2023, 2025])
def test_a_ranking_has_a_row_a_unit_that_reported(warehouse: Warehouse, year: int) -> None:
    view = View(page="compare", indicator="training.hours", year=year)
    frame = warehouse.ask("chart_ranking", indicator="training.hours", year=year, **EVERYONE)
    page = show(warehouse, view)
    shown = nodes(page, "table-card")[0]
    assert f"共{frame.height}家" in "".join(texts(shown))
    assert f"{frame.height}家单位中" in "".join(texts(nodes(page, "answer")))


def test_a_unit_that_writes_nothing_is_not_drawn_as_zero(warehouse: Warehouse) -> None:
    frame = warehouse.ask("chart_ranking", indicator="training.hours", year=2025, **EVERYONE)
    silent = frame.filter(frame["state"] == "not_mentioned")["unit_name"].to_list()
    assert silent
    rows: dict[str, str] = {}
    for part in (1, 2):
        table = nodes(show(warehouse, View(page="compare", indicator="training.hours", part=part)), "table-card")[0]
        for row in table.children[1].children[1].children:
            cells = ["".join(texts(cell)) for cell in row.children]
            rows[cells[1]] = cells[2]
    assert {rows[name] for name in silent} == {"未提及"}


def test_a_corrupt_version_is_said_and_a_missing_one_too(tmp_path: Path) -> None:
    empty = "".join(texts(show(Warehouse(tmp_path), View(page="trend"))))
    assert "还没有数据" in empty
    assert "wenming build" in empty
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "warehouse-1.duckdb").write_bytes(b"cut short")
    assert "数据读不出来" in "".join(texts(show(Warehouse(tmp_path), View(page="trend"))))


def test_the_evidence_underlines_the_quote_and_nothing_is_lost(warehouse: Warehouse) -> None:
    frame = warehouse.ask("chart_ranking", indicator="donation.cash", year=2025, **EVERYONE)
    row = frame.filter(frame["state"] == "approximate").row(0, named=True)
    page = show(warehouse, View(page="evidence", value=row["mention_id"]))
    assert ["".join(texts(each)) for each in nodes(page, "current")] == [row["quote"]]
    value = find(warehouse.ask, row["mention_id"])
    assert value is not None
    report = warehouse.ask("page_report", report=value.row["report_id"]).row(0, named=True)
    shown = "".join("".join(texts(each.children[1])) for each in nodes(page, "paragraph"))
    title = "".join("".join(texts(each)) for each in nodes(page, "title"))
    assert "".join((title + shown).split()) == "".join(report["text"].split())


def test_every_value_of_a_report_is_marked_once(warehouse: Warehouse) -> None:
    report = warehouse.ask("page_reports", limit=1).row(0, named=True)
    page = show(warehouse, View(page="evidence", document=report["report_id"]))
    full = warehouse.ask("page_report", report=report["report_id"]).row(0, named=True)
    items = warehouse.ask("page_report_values", document=full["document_id"], report_no=full["report_no"])
    marks = [mark for mark in nodes(page, "other") if getattr(mark, "href", None)]
    assert len(marks) == items.n_unique("char_start")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系电话13912345678，", "联系电话139****5678，"),
        ("电话0571-87654321。", "电话057******4321。"),
        ("身份证330106199003071234号", "身份证330106********1234号"),
        ("身份证33010619900307123X", "身份证330106********123X"),
        ("投资13900000000元", "投资13900000000元"),
        ("捐款12345678901元", "捐款12345678901元"),
        ("参加培训1460人次，88.5%", "参加培训1460人次，88.5%"),
    ],
)
def test_telephones_and_identity_numbers_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "quote", "parts"),
    [
        ("开头。全年捐款8万多元，很好。结尾", "8万多元", ("全年捐款", "8万多元", "，很好。")),
        ("全年捐款8万多元", "8万多元", ("全年捐款", "8万多元", "")),
        ("一行\n　　捐款3元\n下一行", "3元", ("捐款", "3元", "")),
        ("甲；乙5次；丙", "5次", ("乙", "5次", "")),
    ],
)
def test_the_sentence_around_a_value(text: str, quote: str, parts: tuple[str, str, str]) -> None:
    start = text.index(quote)
    assert sentence(text, start, start + len(quote)) == parts


def test_overlapping_values_are_underlined_once() -> None:
    text = "共植树300余棵。"
    report = {"text": text, "char_start": 0, "char_end": 9, "source_name": "a.txt", "copy_of_report_id": None}
    item = {
        "char_start": 3, "char_end": 7, "value_id": "a", "indicator_code": None, "form": "quantity",
        "state": "reported", "name": None, "value": 300.0, "unit": "棵", "qualifier": "over", "quote": "300余",
    }  # fmt: skip
    inner = {**item, "char_start": 3, "char_end": 6, "value_id": "b"}
    paragraph = {"paragraph_no": 1, "char_start": 0, "char_end": 9}
    card = text_card(report, [paragraph], [item, inner], "b", 1)
    assert "".join(texts(nodes(nodes(card, "paragraph"), "proof"))) == "300"
    assert "".join(texts(nodes(card, "paragraph")[0].children[1])) == text


@pytest.mark.parametrize(
    ("wanted", "total", "expected"),
    [
        (None, 0, (0, 0, 1, 1)),
        (None, 45, (0, 20, 1, 3)),
        (3, 45, (40, 45, 3, 3)),
        (9, 45, (40, 45, 3, 3)),
        (0, 5, (0, 5, 1, 1)),
    ],
)
def test_long_tables_come_in_parts(wanted: int | None, total: int, expected: tuple[int, int, int, int]) -> None:
    part = part_of(wanted, total, 20)
    assert (part.start, part.stop, part.number, part.count) == expected


def test_the_figure_behind_an_image(warehouse: Warehouse) -> None:
    home = warehouse.version.path.parent.parent
    client = create_app(home).server.test_client()
    answer = client.get("/figure/ranking/compare?indicator=training.hours&year=2024")
    assert answer.status_code == 200
    assert answer.json["width"] == 1600
    assert "2024" in answer.json["name"]
    assert client.get("/figure/nothing/compare").status_code == 404
    assert client.get("/figure/ranking/nowhere").status_code == 404


def test_no_page_names_another_machine(warehouse: Warehouse) -> None:
    home = warehouse.version.path.parent.parent
    client = create_app(home).server.test_client()
    index = client.get("/").get_data(as_text=True)
    found = [part.split('"')[0] for name in ('src="', 'href="') for part in index.split(name)[1:]]
    assert found
    assert all(address.startswith(("/", "data:")) and not address.startswith("//") for address in found)


def test_looks_are_read_kindly() -> None:
    assert Look.parse("dark phone 360") == Look("dark", "phone", 360)
    assert Look.parse("") == Look()
    assert replace(Look(), window=1000).content == 1000 - 56
