"""The original files, kept beside the lake under their sha256, so that any figure can be held against its source."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.types import Document
from warehouse.home import Home, sync_file


def keep_original(home: Path, document: Document) -> Path:
    """Copy the document's file into the data home, once for the same bytes; give where it lies."""
    target = original_path(home, document)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        building = target.with_name(target.name + ".building")
        shutil.copyfile(document.source_path, building)
        sync_file(building)
        building.replace(target)
    return target


def original_path(home: Path, document: Document) -> Path:
    """Give where the document's file lies in the data home: ``originals/ab/abcd….txt``."""
    name = document.sha256 + Path(document.source_name).suffix.lower()
    return Home(home).root / "originals" / document.sha256[:2] / name
