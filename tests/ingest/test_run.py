"""A run reads what is new, leaves alone what is not, and turns what it cannot read into failures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest import run as module
from ingest.catalogue import Catalogue, load
from ingest.extract import extract
from ingest.manifest import load_manifest
from ingest.run import Known, Outcome, Summary, find_files, run
from ingest.types import Document, Extraction, Hint

REPORT = "云岭市档案馆2024年度文明单位创建工作总结\n全年开展志愿服务活动12次,参加志愿者近60人。职工捐款3万多元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "下级").mkdir()
    (tmp_path / "甲.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "下级" / "乙.txt").write_text(REPORT.replace("12次", "15次"), encoding="gb18030")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "旧.docx").write_bytes(b"PK")
    (tmp_path / ".藏.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "说明.md").write_text("# 说明", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,unit,year\n甲.txt,,20x4\n", encoding="utf-8")
    return tmp_path


class Lake:
    """A lake in memory."""

    def __init__(self) -> None:
        self.batches: list[list[Outcome]] = []

    def store(self, outcomes: Sequence[Outcome]) -> None:
        self.batches.append(list(outcomes))

    @property
    def known(self) -> Known:
        outcomes = [outcome for batch in self.batches for outcome in batch]
        read = [(each.extraction.document, each.fingerprint) for each in outcomes if each.extraction]
        failures = [each.failure for each in outcomes if each.failure]
        return Known(
            {(document.source_path, document.sha256): fingerprint for document, fingerprint in read},
            {failure.source_path: failure.found for failure in failures},
        )


def names(paths: Sequence[Path]) -> list[str]:
    return [path.name for path in paths]


def test_folders_are_walked_for_what_looks_like_a_report(folder: Path) -> None:
    assert names(find_files([folder])) == ["乙.txt", "旧.docx", "甲.txt", "空.txt"]
    assert names(find_files([folder / "说明.md", folder / "甲.txt"])) == ["说明.md", "甲.txt"]
    assert find_files([folder / "甲.txt", folder])[0] == folder / "甲.txt"


def test_a_run_reads_counts_and_goes_on_past_failures(folder: Path) -> None:
    lake = Lake()
    seen: list[Outcome] = []
    summary = run(find_files([folder]), load(), lake.store, progress=seen.append)
    assert (summary.files, summary.documents, summary.reports, summary.unchanged) == (4, 2, 2, 0)
    assert summary.mentions >= 6
    assert 0 < summary.coded <= summary.mentions
    assert sorted(failure.source_name for failure in summary.failures) == ["旧.docx", "空.txt"]
    assert len(seen) == 4
    (batch,) = lake.batches
    assert len(batch) == 4
    assert "failures 2" in summary.text()


def test_a_second_run_changes_nothing_and_says_so(folder: Path) -> None:
    lake = Lake()
    run(find_files([folder]), load(), lake.store)
    again = run(find_files([folder]), load(), lake.store, known=lake.known)
    assert len(lake.batches) == 1
    assert (again.documents, again.unchanged, len(again.failures)) == (0, 2, 2)
    assert "nothing new" in again.text()


def test_a_changed_file_and_a_new_hint_are_read_again(folder: Path) -> None:
    lake = Lake()
    files = [folder / "甲.txt", folder / "下级" / "乙.txt"]
    run(files, load(), lake.store)
    (folder / "甲.txt").write_text(REPORT.replace("近60人", "近80人"), encoding="utf-8")
    changed = run(files, load(), lake.store, known=lake.known)
    assert (changed.documents, changed.unchanged) == (1, 1)
    hinted = run(files, load(), lake.store, known=lake.known, override=Hint(year=2023))
    assert (hinted.documents, hinted.unchanged) == (2, 0)


def test_a_broken_manifest_row_is_a_failure_told_once(folder: Path) -> None:
    lake = Lake()
    manifest = load_manifest(folder / "manifest.csv")
    first = run([folder / "甲.txt"], load(), lake.store, manifest=manifest)
    assert [failure.source_path for failure in first.failures] == [f"{folder / 'manifest.csv'} line 2"]
    assert "20x4" in first.failures[0].found
    second = run([folder / "甲.txt"], load(), lake.store, manifest=manifest, known=lake.known)
    assert len(second.failures) == 1
    assert len(lake.batches) == 1


def test_what_was_read_before_an_interrupt_is_kept(folder: Path) -> None:
    lake = Lake()

    def interrupt(outcome: Outcome) -> None:
        if lake_calls := len(calls):
            raise KeyboardInterrupt(lake_calls)
        calls.append(outcome)

    calls: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        run(find_files([folder]), load(), lake.store, progress=interrupt)
    kept = [outcome.path.name for batch in lake.batches for outcome in batch]
    assert kept[:1] == [calls[0].path.name]


def test_a_pool_reads_the_same_as_one_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = find_files([folder])
    alone: list[Outcome] = []
    run(files, load(), alone.extend)
    monkeypatch.setattr(module, "_FILES_WORTH_A_POOL", 1)
    monkeypatch.setattr(module.os, "cpu_count", lambda: 2)
    together: list[Outcome] = []
    run(files, load(), together.extend)
    assert together == alone


def test_a_fault_of_ours_costs_one_file_and_names_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document, hint: Hint, catalogue: Catalogue) -> Extraction:
        if document.source_name == "甲.txt":
            raise ValueError("a bug")
        return extract(document, hint, catalogue)

    monkeypatch.setattr(module, "extract", fail)
    lake = Lake()
    summary = run([folder / "甲.txt", folder / "下级" / "乙.txt"], load(), lake.store)
    (failure,) = summary.failures
    assert (failure.source_name, failure.reason) == ("甲.txt", "ExtractionError")
    assert "ValueError: a bug" in failure.found
    assert failure.sha256
    assert summary.documents == 1


def test_an_empty_run_says_that_there_was_nothing() -> None:
    assert run([], load(), lambda outcomes: pytest.fail("wrote nothing")) == Summary()
