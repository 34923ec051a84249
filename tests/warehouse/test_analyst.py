"""The analysts' SQL: what it gives, what it refuses, and that nothing gets out."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.warehouse import small
from warehouse.analyst import run_sql
from warehouse.errors import DamagedError, MissingError, QueryError, QueryTimeoutError
from warehouse.results import FORMATS, write_result


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp("home")
    facts = [{"code": "service.deeds", "value": 3, "unit": "件"}, {"code": "training.sessions", "value": 4}]
    small.write(place, [small.one_report("a.txt", "甲局", year=2024, facts=facts)])
    small.make(place)
    return place


def test_rows_come_back_with_their_types(home: Path) -> None:
    result = run_sql(home, "select indicator_code, year, value from unit_year order by 1")
    assert result.frame.rows() == [("service.deeds", 2024, 3.0), ("training.sessions", 2024, 4.0)]
    assert (result.truncated, result.version_no) == (False, 1)


@pytest.mark.parametrize(
    "query",
    ["from units", "show tables", "describe unit_year", "explain select 1", "summarize units",
     "pivot unit_year on year using count(*)", "with a as (select 1) select * from a",
     "select 'copy' as \"copy\" -- copy"],
)  # fmt: skip
def test_every_way_to_read_is_open(home: Path, query: str) -> None:
    assert run_sql(home, query).frame.height > 0


def test_types_that_a_frame_cannot_hold_become_text(home: Path) -> None:
    frame = run_sql(home, "select interval 3 days as a, 7::uhugeint as b, '101'::bit as c, 1 as d, 2 as d").frame
    assert frame.rows() == [("3 days", "7", "101", 1, 2)]
    assert frame.columns == ["a", "b", "c", "d", "d_5"]


def test_rows_and_bytes_are_capped(home: Path) -> None:
    result = run_sql(home, "from range(100000)", rows=2500)
    assert (result.frame.height, result.truncated) == (2500, True)
    assert result.frame["range"].to_list() == list(range(2500))
    assert not run_sql(home, "from range(2500)", rows=2500).truncated
    wide = run_sql(home, "select repeat('x', 10000) as x from range(5000)", size=5_000_000)
    assert wide.truncated
    assert 100 <= wide.frame.height <= 500


REFUSED = [
    ("create table x (a int)", "of the kind CREATE"),
    ("insert into core.units select * from core.units", "of the kind INSERT"),
    ("drop view units", "of the kind DROP"),
    ("update core.units set unit_name = ''", "of the kind UPDATE"),
    ("copy units to '{there}'", "of the kind COPY"),
    ("export database '{there}'", "of the kind EXPORT"),
    ("with x as (copy (select 1) to '{there}') select * from x", "the word copy"),
    ("with x as (copy (select 1) to '{database}' (use_tmp_file false)) select * from x", "the word copy"),
    ("with x as (CoPy/**/(select 1) to '{database}.wal') select * from x", "the word copy"),
    ("select * from query('select 1')", "the function query"),
    ("select * from \"query\" ('select 1')", 'the function "query"'),
    ("attach '{there}' as there", "of the kind ATTACH"),
    ("install httpfs", "of the kind LOAD"),
    ("load httpfs", "of the kind LOAD"),
    ("set lock_configuration = false", "of the kind SET"),
    ("pragma enable_profiling", "of the kind PRAGMA"),
    ("call pragma_version()", "of the kind CALL"),
    ("select 1; select 2", "2 statements"),
    ("", "0 statements"),
    ("select * from read_csv('/etc/passwd')", "refused"),
    ("select * from read_text('{database}')", "refused"),
    ("select * from glob('/*')", "refused"),
    ("from '/etc/passwd'", "there is no table /etc/passwd"),
    ("select * from 'https://example.invalid/a.csv'", "refused"),
    ("select getenv('PATH')", "getenv"),
    ("from unit_yaer", "did you mean unit_year"),
    ("select unit_nam from units", "unit_name"),
    ("selec 1", "syntax error"),
]


@pytest.mark.parametrize(("query", "message"), REFUSED, ids=[query for query, _ in REFUSED])
def test_what_would_write_or_look_elsewhere_is_refused(home: Path, tmp_path: Path, query: str, message: str) -> None:
    database = Path(os.path.realpath(home / "warehouse.duckdb"))
    before = hashlib.sha256(database.read_bytes()).digest()
    there = tmp_path / "there"
    with pytest.raises(QueryError) as error:
        run_sql(home, query.format(there=there, database=database))
    assert message in str(error.value)
    assert not there.exists()
    assert hashlib.sha256(database.read_bytes()).digest() == before
    assert sorted(path.name for path in database.parent.iterdir()) == [".lock", "warehouse-1.duckdb"]


def test_the_process_could_not_write_even_if_the_words_passed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second wall: without the check of words, the system itself keeps the file as it is, also for root."""
    sandbox = Path(__file__).parent.parent.parent / "warehouse" / "sandbox.py"
    open_door = home / "open_door.py"
    open_door.write_text(
        sandbox.read_text(encoding="utf-8").replace('if "copy" in words', "if False"), encoding="utf-8"
    )
    monkeypatch.setattr("warehouse.analyst._SANDBOX", open_door)
    database = Path(os.path.realpath(home / "warehouse.duckdb"))
    before = database.read_bytes()
    for target in (database, f"{database}.wal"):
        query = f"with x as (copy (select 1) to '{target}' (use_tmp_file false)) select * from x"
        with pytest.raises(QueryError):
            run_sql(home, query)
        assert database.read_bytes() == before
        assert not Path(f"{database}.wal").exists()


SLOW = [
    "select count(*) from range(100000000) a, range(1000000) b",
    "select sum(length(repeat('x', 50000000 + i::int))) from range(1000000) t(i)",
]


@pytest.mark.parametrize("query", SLOW)
def test_a_query_ends_at_its_time(home: Path, query: str) -> None:
    with pytest.raises(QueryTimeoutError, match=r"not ready after 0\.5 seconds"):
        run_sql(home, query, seconds=0.5)


def test_a_query_that_needs_too_much_memory_says_so(home: Path) -> None:
    with pytest.raises(QueryError, match="needs more memory"):
        run_sql(home, "select list(i) from range(1000000000) t(i)", memory=200 << 20)


def test_a_missing_or_damaged_warehouse_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        run_sql(tmp_path, "select 1")
    path = small.make(tmp_path).path
    path.chmod(0o644)
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedError, match="cut short"):
        run_sql(tmp_path, "select 1")


def test_formats(home: Path, tmp_path: Path) -> None:
    result = run_sql(home, "select '=1+1' as f, '文明' as w, [1, 2] as l, null::int as n, 2.5 as x, 'a'::blob as b")
    out = {form: tmp_path / f"rows.{form}" for form in FORMATS}
    for form, path in out.items():
        write_result(result, form, path)
    assert out["csv"].read_text(encoding="utf-8-sig").splitlines() == ["f,w,l,n,x,b", '\'=1+1,文明,"[1, 2]",,2.5,61']
    assert out["csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads(out["json"].read_text(encoding="utf-8")) == [
        {"f": "=1+1", "w": "文明", "l": [1, 2], "n": None, "x": 2.5, "b": "61"}
    ]
    assert pl.read_parquet(out["parquet"]).equals(result.frame)
    assert "文明" in out["table"].read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(out["xlsx"]).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["=1+1", "文明", "[1, 2]", None, 2.5, "61"]
    assert sheet["A2"].data_type == "s"
    with pytest.raises(QueryError, match="expected one of table, csv, json, parquet, xlsx"):
        write_result(result, "pdf", tmp_path / "rows.pdf")
