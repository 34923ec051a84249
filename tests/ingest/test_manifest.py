"""The manifest gives hints by file; a broken row costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import ManifestError, UnreadableFileError
from ingest.manifest import load_manifest
from ingest.types import Hint


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_hints_are_found_by_name_and_by_path(tmp_path: Path, encoding: str) -> None:
    text = 'file,unit,year\n甲.txt,市统计局,2024\n2023/甲.txt,"市档案馆, 分馆",2023\n乙.txt,,2025\n丙.txt,市气象局,\n'
    manifest = load_manifest(write(tmp_path, text, encoding))
    assert manifest.errors == ()
    assert manifest.hint(tmp_path / "甲.txt") == Hint("市统计局", 2024)
    assert manifest.hint(tmp_path / "2023" / "甲.txt") == Hint("市档案馆, 分馆", 2023)
    assert manifest.hint(tmp_path / "别处" / "乙.txt") == Hint(None, 2025)
    assert manifest.hint(tmp_path / "丙.txt") == Hint("市气象局", None)
    assert manifest.hint(tmp_path / "丁.txt") == Hint()


BROKEN = [
    ("甲.txt,市统计局", "line 3", "cells"),
    ("甲.txt,市统计局,2024,多", "line 3", "cells"),
    ("甲.txt,市统计局,二〇二四", "line 3", "二〇二四"),
    ("甲.txt,市统计局,20245", "line 3", "20245"),
    (",市统计局,2024", "line 3", "no file name"),
    ("好.txt,市统计局,2024", "line 3", "named twice"),
]


@pytest.mark.parametrize(("row", "line", "found"), BROKEN)
def test_a_broken_row_is_named_and_the_others_count(tmp_path: Path, row: str, line: str, found: str) -> None:
    manifest = load_manifest(write(tmp_path, f"file,unit,year\n好.txt,市档案馆,2025\n{row}\n后.txt,,2024\n"))
    assert manifest.hint(Path("好.txt")) == Hint("市档案馆", 2025)
    assert manifest.hint(Path("后.txt")) == Hint(None, 2024)
    (error,) = manifest.errors
    assert error.where.endswith(f"manifest.csv {line}")
    assert found in error.found


def test_a_missing_column_refuses_the_whole_manifest(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"no column unit.*file,unit,year"):
        load_manifest(write(tmp_path, "file,year\n甲.txt,2024\n"))


def test_a_manifest_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"没有\.csv"):
        load_manifest(tmp_path / "没有.csv")
