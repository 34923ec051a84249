"""Asking by name: parameters, threads, new versions without a restart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.warehouse import small
from warehouse.errors import QueryError
from warehouse.query import Warehouse

FACT = {"code": "service.deeds", "unit": "件"}


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    folder = tmp_path / "queries"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    _add(place, 1)
    small.make(place)
    return place


@pytest.fixture
def warehouse(home: Path, queries: Path) -> Iterator[Warehouse]:
    opened = Warehouse(home, queries)
    yield opened
    opened.close()


def _add(home: Path, number: int) -> None:
    small.write(home, [
        small.one_report(f"{number}.txt", f"第{number}局", year=2024, facts=[{**FACT, "value": number}])
    ])  # fmt: skip


def test_named_parameters_and_lists(warehouse: Warehouse, queries: Path) -> None:
    (queries / "by_unit.sql").write_text(
        "-- grain: a row a value; $comment is none\nselect value from unit_year\n"
        "where list_contains($units, unit_name) and year = $year",
        encoding="utf-8",
    )
    assert warehouse.ask("by_unit", units=["第1局", "x"], year=2024)["value"].to_list() == [1.0]
    assert warehouse.ask("by_unit", units=[], year=2024).is_empty()


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("one", {}, "got the parameters none; expected year"),
        ("one", {"year": 1, "unit": 2}, "got the parameters unit, year; expected year"),
        ("missing", {}, "there is no such query"),
        ("../one", {}, "there is no such query"),
        ("broken", {}, r"broken\.sql: .*nowhere"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(
    warehouse: Warehouse, queries: Path, name: str, given: dict[str, int], message: str
) -> None:
    (queries / "one.sql").write_text("-- grain: one\nselect $year as year", encoding="utf-8")
    (queries / "broken.sql").write_text("-- grain: one\nselect * from nowhere", encoding="utf-8")
    with pytest.raises(QueryError, match=message):
        warehouse.ask(name, **given)


def test_readers_in_threads_follow_every_publish(warehouse: Warehouse, home: Path, queries: Path) -> None:
    (queries / "state.sql").write_text(
        "-- grain: one\nselect version_no, (select count(*) from unit_year) as units from version", encoding="utf-8"
    )
    publishes = 3
    done = threading.Event()

    def read() -> set[tuple[int, int]]:
        seen = set()
        while not done.wait(0.002):
            seen.add(warehouse.ask("state").row(0))
        return seen

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for number in range(2, publishes + 1):
                _add(home, number)
                small.make(home)
        finally:
            done.set()
        seen = set().union(*(reader.result() for reader in readers))
    # Each version shows its own rows: never a mixture, never an error.
    assert all(version == units for version, units in seen)
    assert warehouse.ask("state").row(0) == (publishes, publishes)
    assert warehouse.version.number == publishes
