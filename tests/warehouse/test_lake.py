"""The lake: whole batches or none, what is current, what is known."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.types import Failure
from tests.synthetic import Draft
from tests.warehouse import small
from warehouse import lake
from warehouse.errors import BusyError, DamagedError

DEEDS = {"code": "service.deeds", "unit": "件"}


def _report(name: str, value: float, unit: str = "甲局") -> tuple[Draft, object]:
    return small.one_report(name, unit, year=2024, facts=[{**DEEDS, "value": value}])


def _failure(name: str, found: str = "文件是空的") -> Failure:
    return Failure(name, f"/reports/{name}", None, "EmptyFile", found, "应有正文", "请重新报送")


def _rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(small.make(home).path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_batch_holds_every_table_of_the_schema(tmp_path: Path) -> None:
    small.write(tmp_path, [_report("a.txt", 3)])
    (batch,) = lake.batches(tmp_path)
    for name, schema in lake.SCHEMAS.items():
        assert pl.read_parquet(batch / f"{name}.parquet").schema == schema


def test_nothing_to_write_makes_no_batch(tmp_path: Path) -> None:
    assert lake.write_batch(tmp_path, []) is None
    assert lake.batches(tmp_path) == ()
    assert list((tmp_path / "lake" / "batches").iterdir()) == []


def test_a_batch_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def breaks_off():
        yield _report("a.txt", 3)[0].extraction(), "f"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        lake.write_batch(tmp_path, breaks_off())
    assert list((tmp_path / "lake" / "batches").iterdir()) == []


@pytest.mark.parametrize("kind", ["mention", "honor"])
def test_a_quote_that_the_text_does_not_hold_fails_its_document_only(tmp_path: Path, kind: str) -> None:
    draft, _ = small.one_report(
        "a.txt", "甲局", year=2024, facts=[{**DEEDS, "value": 3}], honors=[{"title": "市级文明单位", "year": 2024}]
    )
    draft.text = draft.text.replace("3件", "4件") if kind == "mention" else draft.text.replace("市级", "省级")
    lake.write_batch(tmp_path, [(draft.extraction(), "f"), (_report("b.txt", 5)[0].extraction(), "f")])
    assert _rows(tmp_path, "select source_name, reason, expected from failures") == [
        ("a.txt", "MisplacedQuote", f"the quote '{'3件' if kind == 'mention' else '市级文明单位'}' was expected")
    ]
    assert _rows(tmp_path, "select source_name from documents") == [("b.txt",)]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_whole_batches(tmp_path: Path) -> None:
    chance = random.Random(5)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warehouse.small"])
    for _ in range(4):
        here, there = context.Pipe()
        child = context.Process(target=small.write_forever, args=(tmp_path, there))
        child.start()
        assert here.recv() == "ready"
        # The moment of the kill is what varies here; nothing is waited for.
        time.sleep(chance.uniform(0.0, 0.1))
        child.kill()
        child.join()
        for batch in lake.batches(tmp_path):
            lake.check_batch(batch, thorough=True)
    small.write(tmp_path, [_report("a.txt", 3)])
    assert not list(tmp_path.glob("lake/batches/*.building"))
    assert _rows(tmp_path, "select value from mentions where source_name = 'a.txt'") == [(3.0,)]


def test_the_next_run_clears_what_a_dead_one_left(tmp_path: Path) -> None:
    leftover = tmp_path / "lake" / "batches" / "20250101T000000000000.building"
    leftover.mkdir(parents=True)
    (leftover / "documents.parquet").write_bytes(b"half")
    assert lake.batches(tmp_path) == ()
    with lake.writing(tmp_path):
        assert not leftover.exists()


def test_only_one_writer(tmp_path: Path) -> None:
    with (
        lake.writing(tmp_path),
        pytest.raises(BusyError, match=r"\.lock: another process.*wait"),
        lake.writing(tmp_path),
    ):
        pass
    with lake.writing(tmp_path):
        pass


def test_a_changed_file_replaces_what_its_path_said(tmp_path: Path) -> None:
    small.write(tmp_path, [_report("a.txt", 3), _report("b.txt", 5, "乙局")])
    small.write(tmp_path, [_report("a.txt", 4)])
    assert _rows(tmp_path, "select source_name, value from mentions order by 1") == [("a.txt", 4.0), ("b.txt", 5.0)]


def test_reading_the_same_bytes_again_replaces_them(tmp_path: Path) -> None:
    small.write(tmp_path, [_report("a.txt", 3)])
    small.write(tmp_path, [_report("a.txt", 3)], fingerprint="newer rules")
    assert _rows(tmp_path, "select count(*) from mentions") == [(1,)]
    assert set(lake.known_fingerprints(tmp_path).values()) == {"newer rules"}


def test_equal_files_under_two_names_are_one_document(tmp_path: Path) -> None:
    small.write(tmp_path, [_report("a.txt", 3), _report("b.txt", 3)])
    small.write(tmp_path, [_report("c.txt", 3)])
    assert _rows(tmp_path, "select source_name, report_count from documents") == [("c.txt", 1)]
    assert _rows(tmp_path, "select count(*), sum(value) from unit_year") == [(1, 3.0)]


def test_a_file_that_changed_gives_its_bytes_back_to_the_other_name(tmp_path: Path) -> None:
    small.write(tmp_path, [_report("a.txt", 3)])
    small.write(tmp_path, [_report("b.txt", 3)])
    small.write(tmp_path, [_report("b.txt", 8)])
    assert _rows(tmp_path, "select source_name, value from mentions order by 1") == [("a.txt", 3.0), ("b.txt", 8.0)]


def test_known_fingerprints_are_those_read_last_from_each_path(tmp_path: Path) -> None:
    old, new = _report("a.txt", 3)[0].extraction(), _report("a.txt", 4)[0].extraction()
    lake.write_batch(tmp_path, [(old, "one")])
    lake.write_batch(tmp_path, [(new, "two")])
    assert lake.known_fingerprints(tmp_path) == {("/reports/a.txt", new.document.sha256): "two"}


def test_a_failure_stands_until_its_path_is_read(tmp_path: Path) -> None:
    lake.write_batch(tmp_path, [], [_failure("a.txt"), _failure("b.txt"), _failure("b.txt", "读不出文字")])
    assert lake.known_failures(tmp_path) == {"/reports/a.txt": "文件是空的", "/reports/b.txt": "读不出文字"}
    small.write(tmp_path, [_report("a.txt", 3)])
    assert lake.known_failures(tmp_path) == {"/reports/b.txt": "读不出文字"}
    assert _rows(tmp_path, "select source_name, remedy from failures") == [("b.txt", "请重新报送")]


def test_a_failure_after_a_reading_stands_beside_it(tmp_path: Path) -> None:
    small.write(tmp_path, [_report("a.txt", 3)])
    lake.write_batch(tmp_path, [], [_failure("a.txt")])
    assert _rows(tmp_path, "select source_name from failures") == [("a.txt",)]
    assert _rows(tmp_path, "select count(*) from mentions") == [(1,)]


@pytest.mark.parametrize("damage", ["cut", "gone", "text", "middle"])
def test_a_damaged_batch_is_named_with_its_remedy(tmp_path: Path, damage: str) -> None:
    small.write(tmp_path, [_report("a.txt", 3)])
    (batch,) = lake.batches(tmp_path)
    path = batch / "mentions.parquet"
    if damage == "gone":
        path.unlink()
    elif damage == "middle":
        data = path.read_bytes()
        path.write_bytes(data[:4] + bytes(400) + data[404:])
    else:
        path.write_bytes(path.read_bytes()[:200] if damage == "cut" else b"not parquet at all")
    with pytest.raises(DamagedError, match=rf"{path}: .*restore it from a backup.*{batch.name}"):
        small.make(tmp_path)


def test_hashes_of_64_bits_keep_their_bits(tmp_path: Path) -> None:
    draft, _ = _report("a.txt", 3)
    extraction = draft.extraction()
    assert any(value >= 1 << 63 for _, value in extraction.shingles)
    lake.write_batch(tmp_path, [(extraction, "f")])
    stored = pl.read_parquet(lake.batches(tmp_path)[0] / "shingles.parquet")["hash"]
    assert sorted(value % (1 << 64) for value in stored) == sorted(value for _, value in extraction.shingles)


def test_a_batch_of_before_there_were_parts_has_none(tmp_path: Path) -> None:
    small.write(tmp_path, [small.one_report("a.txt", "甲局", year=2024, facts=[{**DEEDS, "value": 5}])])
    (batch,) = lake.batches(tmp_path)
    path = batch / "mentions.parquet"
    pl.read_parquet(path).drop("is_part").write_parquet(path)
    assert _rows(tmp_path, "select value, is_part from mentions") == [(5.0, False)]
    small.write(tmp_path, [small.one_report("b.txt", "乙局", year=2024, facts=[{**DEEDS, "value": 6, "part": True}])])
    assert _rows(tmp_path, "select value, is_part from mentions order by 1") == [(5.0, False), (6.0, True)]
