"""The manifest: a CSV file that says the unit and the year of files whose text does not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import ManifestError, UnreadableFileError
from ingest.readers.encoding import decode
from ingest.types import Hint

_COLUMNS = ("file", "unit", "year")
_YEARS = range(1949, 2100)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Hints by file name, or by path below the manifest's folder; ``errors`` are the rows that could not be used."""

    folder: Path
    hints: dict[str, Hint]
    errors: tuple[ManifestError, ...]

    def hint(self, path: Path) -> Hint:
        """Give what the manifest says of a file: by its path below the manifest's folder, else by its name."""
        try:
            relative = path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            relative = path.name
        return self.hints.get(relative) or self.hints.get(path.name) or Hint()


EMPTY = Manifest(Path(), {}, ())


def load_manifest(path: Path) -> Manifest:
    """Read a manifest with the columns file, unit and year; unit or year may be blank.

    A row that cannot be used becomes one of ``errors`` and the others still count.
    Raises UnreadableFileError when the file cannot be read, ManifestError when a column is missing.
    """
    rows = csv.DictReader(_text(path).splitlines())
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        found = f"no column {', '.join(missing)} in the first row {','.join(rows.fieldnames or ())!r}"
        raise ManifestError(str(path), found, f"the columns {','.join(_COLUMNS)}", "correct the first row")
    hints: dict[str, Hint] = {}
    errors: list[ManifestError] = []
    for line, entry in _entries(path, rows):
        if isinstance(entry, ManifestError):
            errors.append(entry)
        elif entry[0] in hints:
            errors.append(_row_error(path, line, f"{entry[0]} named twice", "one row a file", "keep one of the rows"))
        else:
            hints[entry[0]] = entry[1]
    return Manifest(path.parent, hints, tuple(errors))


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes())[0]
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            str(path), str(error), "a readable CSV file", "check the path and save it as CSV UTF-8"
        ) from error


def _entries(path: Path, rows: csv.DictReader[str]) -> Iterator[tuple[int, tuple[str, Hint] | ManifestError]]:
    for row in rows:
        line = rows.line_num
        try:
            yield line, _entry(path, line, row)
        except ManifestError as error:
            yield line, error


def _entry(path: Path, line: int, row: dict[str, str]) -> tuple[str, Hint]:
    if None in row or None in row.values():
        raise _row_error(
            path, line, "more or fewer cells than columns", f"{len(_COLUMNS)} cells", "quote cells that hold commas"
        )
    name, unit, year = (row[column].strip() for column in _COLUMNS)
    if not name:
        raise _row_error(
            path, line, "no file name", "the file's name in the first cell", "fill it in or delete the row"
        )
    return name, Hint(unit or None, _year(path, line, year))


def _year(path: Path, line: int, cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isdecimal() and int(cell) in _YEARS):
        raise _row_error(
            path,
            line,
            f"the year {cell!r}",
            f"four digits from {_YEARS[0]} to {_YEARS[-1]}",
            "correct or blank the cell",
        )
    return int(cell)


def _row_error(path: Path, line: int, found: str, expected: str, remedy: str) -> ManifestError:
    return ManifestError(f"{path} line {line}", found, expected, remedy)
