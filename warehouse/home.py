"""Where things lie in a data home, and how files are made to last."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of a data home; none need exist yet."""

    root: Path

    @property
    def batches(self) -> Path:
        """The lake's batches, one folder each."""
        return self.root / "lake" / "batches"

    @property
    def lake_lock(self) -> Path:
        """Held while a batch is written."""
        return self.root / "lake" / ".lock"

    @property
    def versions(self) -> Path:
        """The warehouse's published versions."""
        return self.root / "versions"

    @property
    def build_lock(self) -> Path:
        """Held while a version is built."""
        return self.root / "versions" / ".lock"

    @property
    def pointer(self) -> Path:
        """A DuckDB file that always leads to the current version."""
        return self.root / "warehouse.duckdb"

    @property
    def units(self) -> Path:
        """What the committee says of its units; optional."""
        return self.root / "units.toml"


def sync_file(path: Path) -> None:
    """Wait until the file's bytes are on disk."""
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the folder's entries are on disk; Windows has no such call and needs none."""
    if os.name != "nt":
        sync_file(path)
