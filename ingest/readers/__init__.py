"""One reader a file format: bytes in, text exactly as it stands out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.readers import txt
from ingest.types import Document

SUFFIXES = frozenset(txt.SUFFIXES)
MAX_BYTES = 20_000_000
"""A report is some kilobytes, a year's collection some megabytes; more is a mistake that would hold up the run."""


def read_document(path: Path) -> Document:
    """Read one file. Raises UnreadableFileError, whose message says what to do."""
    data = read_bytes(path)
    text, encoding = txt.read(data, str(path))
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        source_name=path.name,
        source_path=str(path),
        format=txt.FORMAT,
        encoding=encoding,
        byte_count=len(data),
        text=text,
    )


def read_bytes(path: Path) -> bytes:
    """Give a file's bytes; raises UnreadableFileError when it cannot be opened, is of no known format or too large."""
    where = str(path)
    if path.suffix.lower() not in SUFFIXES:
        known = "、".join(sorted(SUFFIXES))
        raise UnreadableFileError(
            where, f"a file named {path.suffix or 'without a suffix'}", f"one of {known}", "save it as plain text"
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = f"at most {MAX_BYTES // 1_000_000} MB"
            raise UnreadableFileError(
                where, f"{size / 1e6:.0f} MB", limit, "split it into one file a report and ingest those"
            )
        return path.read_bytes()
    except PermissionError as error:
        raise UnreadableFileError(
            where, "no permission to read", "a readable file", f"run: chmod u+r '{path}'"
        ) from error
    except OSError as error:
        raise UnreadableFileError(
            where, error.strerror or str(error), "a readable file", "check the disk and the path"
        ) from error
