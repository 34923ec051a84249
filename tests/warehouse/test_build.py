"""Building and publishing: whole versions or none, the same from the same, nothing for nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.synthetic import UNITS, load_indicators, write_lake
from tests.warehouse import small
from warehouse import lake, runner, versions
from warehouse.build import build
from warehouse.errors import BusyError, DamagedError, MissingError, RefusedError
from warehouse.home import Home
from warehouse.locks import exclusive
from warehouse.query import Warehouse

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "warehouse" / "README.md").read_text(encoding="utf-8")
FACT = {"code": "service.deeds", "unit": "件"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    small.write(tmp_path, [small.one_report("a.txt", "甲局", year=2024, facts=[{**FACT, "value": 3}])])
    return tmp_path


def _add(home: Path, value: float) -> None:
    small.write(home, [small.one_report(f"{value}.txt", f"第{value}局", year=2024, facts=[{**FACT, "value": value}])])


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every relation's rows, but for what tells the version and the time."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute(
            "select schema_name || '.' || name from (select schema_name, table_name as name from duckdb_tables() "
            "where not internal union all select schema_name, view_name from duckdb_views() where not internal)"
        ).fetchall()
        return {
            name: connection.execute(f"select * from {name}").fetchall()
            for (name,) in names
            if not name.endswith(".version")
        }


def _contract() -> list[tuple[str, list[str]]]:
    """The relations that the README promises, with their columns in order."""
    promised = re.findall(r"`(\w+)\(([\w, …]+)\)`", README.partition("## How pages ask")[0].partition("## The rel")[2])
    return [
        (name, [each.strip().split()[0] for each in columns.split(",")])
        for name, columns in promised
        if "same" not in columns
    ]


def test_the_contract_of_the_readme_holds(home: Path) -> None:
    contract = _contract()
    assert len(contract) >= 14
    with duckdb.connect(str(small.make(home).path), read_only=True) as connection:
        for name, columns in contract:
            found = [column[0] for column in connection.execute(f"select * from {name}").description or []]
            assert found[: len(columns)] == columns, name
        mentions = connection.execute("select * from mentions").description
        assert connection.execute("select * from placeholders").description == mentions


def test_an_empty_lake_builds_empty_relations(tmp_path: Path) -> None:
    tables = _tables(small.make(tmp_path).path)
    assert {name for name, rows in tables.items() if rows} == {"core.indicators", "main.indicators"}


def test_two_builds_of_one_lake_are_equal(tmp_path: Path) -> None:
    write_lake(tmp_path, UNITS[:9], years=(2024, 2025))
    first = small.make(tmp_path)
    second = small.make(tmp_path, force=True)
    assert (first.version_no, second.version_no, second.is_new) == (1, 2, True)
    one, two = _tables(first.path), _tables(second.path)
    assert one.keys() == two.keys()
    for name, rows in one.items():
        assert sorted(map(repr, rows)) == sorted(map(repr, two[name])), name


def test_with_nothing_changed_nothing_is_built(home: Path) -> None:
    first = small.make(home)
    again = small.make(home)
    assert (again.is_new, again.version_no, again.path) == (False, 1, first.path)
    _add(home, 5)
    assert small.make(home).version_no == 2


def test_any_changed_input_is_built(home: Path) -> None:
    indicators = load_indicators()
    assert build(home, indicators, wenming_version="test").is_new
    assert not build(home, indicators, wenming_version="test").is_new
    assert build(home, indicators, wenming_version="next").is_new
    assert build(home, indicators[:-1], wenming_version="next").is_new
    (home / "units.toml").write_text('[[unit]]\nname = "云岭市甲局"\naliases = ["甲局"]\n', encoding="utf-8")
    assert build(home, indicators[:-1], wenming_version="next").is_new


def test_the_pointer_leads_any_client_to_the_new_version(home: Path) -> None:
    for number in (1, 2):
        _add(home, number * 10)
        small.make(home)
        with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
            assert connection.execute("select version_no from version").fetchone() == (number,)
            stored = connection.execute("select tags['storage_version'] from duckdb_databases() where not internal")
            assert stored.fetchone() == ("v1.4.0+",)


def test_without_symbolic_links_the_pointer_is_a_link_or_a_copy(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no such right")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    small.make(home)
    assert versions.current(Home(home)).name == "warehouse-1.duckdb"
    monkeypatch.setattr(os, "link", refuse)
    _add(home, 7)
    small.make(home)
    assert not (home / "warehouse.duckdb").is_symlink()
    assert versions.current(Home(home)).name == "warehouse-2.duckdb"


def test_the_last_versions_are_kept_and_read_only(home: Path) -> None:
    for _ in range(4):
        small.make(home, force=True)
    kept = versions.published(Home(home))
    assert [versions.number(path) for path in kept] == [2, 3, 4]
    assert all(path.stat().st_mode & 0o777 == 0o444 for path in kept)


def test_leftovers_of_dead_builds_are_cleared(home: Path) -> None:
    small.make(home)
    for name in (
        "versions/warehouse-9.duckdb.building",
        "versions/warehouse-9.duckdb.building.wal",
        ".warehouse.duckdb.1",
    ):
        (home / name).write_bytes(b"half")
    small.make(home)
    assert sorted(path.name for path in (home / "versions").iterdir()) == [".lock", "warehouse-1.duckdb"]
    assert not (home / ".warehouse.duckdb.1").exists()


def test_a_failing_check_publishes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.make(home)
    _add(home, 6)
    bad = runner.Relation("checks", "no_deeds", "one row a deed", "select value from mart.unit_year", frozenset())
    monkeypatch.setattr(runner, "load_checks", lambda: (bad,))
    with pytest.raises(RefusedError, match=r"no_deeds\.sql: found \{'value': .*nothing was published"):
        small.make(home)
    assert [path.name for path in versions.published(Home(home))] == ["warehouse-1.duckdb"]
    assert Warehouse(home).version.number == 1


def test_only_one_build_at_a_time(home: Path) -> None:
    with exclusive(Home(home).build_lock, "test"), pytest.raises(BusyError):
        small.make(home)


def test_a_version_cut_short_is_named_and_built_anew(home: Path) -> None:
    path = small.make(home).path
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedError, match=rf"{path}: .*cut short.*wenming build"):
        _ = Warehouse(home).version
    again = small.make(home)
    assert (again.version_no, again.is_new) == (2, True)
    assert Warehouse(home).version.number == 2


def test_without_a_warehouse_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="wenming build"):
        _ = Warehouse(tmp_path).version


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_build_killed_at_any_moment_leaves_the_last_version_whole(home: Path) -> None:
    small.make(home)
    chance = random.Random(3)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warehouse.small"])
    for _ in range(6):
        here, there = context.Pipe()
        child = context.Process(target=small.build_forever, args=(home, there))
        child.start()
        assert here.recv() == "ready"
        # The moment of the kill is what varies here; nothing is waited for.
        time.sleep(chance.uniform(0.0, 0.5))
        child.kill()
        child.join()
        with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
            assert connection.execute("select sum(value) from unit_year").fetchone() == (3.0,)
    assert small.make(home, force=True).is_new
    assert not list(home.glob("versions/*.building*"))
    assert len(lake.batches(home)) == 1
