"""Looks at the installation and the data home, and says what is missing and what to do about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dashboard.export.checks import find_browser, has_chinese_font, image_problems
from warehouse import lake
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.query import Warehouse

_PACKAGES = (
    "wenming",
    "duckdb",
    "polars",
    "dash",
    "plotly",
    "dash-mantine-components",
    "dash-ag-grid",
    "kaleido",
    "opencc",
)
_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do when it is not as it should be."""

    name: str
    found: str
    remedy: str | None = None

    @property
    def good(self) -> bool:
        """Whether nothing need be done."""
        return self.remedy is None


def examine(home: Path, *, images_only: bool = False) -> list[Finding]:
    """Look at everything, or only at what image export needs."""
    return [*_images()] if images_only else [*_programs(), *_images(), *_data(home)]


def _programs() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", found, None if sys.version_info >= (3, 11) else "install Python 3.11 or newer")
    for package in _PACKAGES:
        try:
            yield Finding(package, version(package))
        except PackageNotFoundError:
            yield Finding(package, "not installed", "install requirements.lock again: make install")


def _images() -> Iterator[Finding]:
    remedies = iter([problem.rpartition("; ")[2] for problem in image_problems()])
    browser = find_browser()
    yield Finding("browser", str(browser or "none"), None if browser else next(remedies))
    fonts = has_chinese_font()
    yield Finding("Chinese font", "found" if fonts else "none", None if fonts else next(remedies))


def _data(home: Path) -> Iterator[Finding]:
    where = home.resolve()
    if not home.is_dir():
        yield Finding("data home", f"{where}: not there yet", f"run: wenming --home {home} ingest FOLDER")
        return
    free = shutil.disk_usage(where).free
    short = None if free > _FREE_BYTES else "free some disk: a build needs room for a second version"
    yield Finding("data home", f"{where} ({free / 1e9:.1f} GB free)", short)
    yield _lake(home)
    yield _warehouse(home)


def _lake(home: Path) -> Finding:
    batches = lake.batches(home)
    try:
        for batch in batches:
            lake.check_batch(batch)
    except WarehouseError as error:
        return Finding("lake", str(error), str(error).rpartition("; ")[2])
    return Finding("lake", f"{len(batches)} batches")


def _warehouse(home: Path) -> Finding:
    try:
        warehouse = Warehouse(home)
        found = f"version {warehouse.version.number} at {Home(home).pointer}"
        warehouse.close()
    except WarehouseError as error:
        return Finding("warehouse", str(error), str(error).rpartition("; ")[2])
    return Finding("warehouse", found)
