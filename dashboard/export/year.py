"""Export a year: drawn and written beside its place, then put there in one move."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dashboard.export import images
from dashboard.export.checks import image_problems
from dashboard.export.page import write_page
from dashboard.export.summary import Summary, image_path, summarise
from dashboard.export.workbook import write_workbook
from warehouse.errors import WarehouseError
from warehouse.query import Warehouse

FORMS = ("png", "svg", "pdf")
STAMP = "export.json"


class ExportError(WarehouseError):
    """The export could not be written; ``str(error)`` says what to do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export is: ``done`` of ``total`` steps, and what was just written."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A finished export. ``problems`` are messages for what is missing from it; empty when it is whole."""

    folder: Path
    year: int
    version: int
    charts: int
    images: int
    problems: tuple[str, ...]

    @property
    def page(self) -> Path:
        """The page to open."""
        return self.folder / "index.html"


def _silent(_: Progress) -> None:
    """For callers that show no progress."""


def export_year(
    home: Path | Warehouse, year: int, out: Path, progress: Callable[[Progress], None] = _silent
) -> ExportResult:
    """Write ``<out>/<year>/`` with charts, workbook and page, in place of an earlier export of the year.

    Without a browser or a Chinese font the images are left out and ``problems`` says what to install. Raises
    ExportError when the folder cannot be written or the year has no reports, and the warehouse's errors.
    """
    warehouse = home if isinstance(home, Warehouse) else Warehouse(home)
    summary = summarise(warehouse, year)
    if not summary.reported:
        raise ExportError(f"{year}: no unit reported that year; a year with reports; choose one of its years")
    target = out / str(year)
    building = _begin(target)
    try:
        result = _write(summary, building, target, progress)
        _replace(building, target)
    except OSError as error:
        raise ExportError(f"{target}: {error}; a folder to write to; free the disk or choose another folder") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return result


def latest_year(warehouse: Warehouse) -> int:
    """The last year that has reports. Raises ExportError when the warehouse is empty."""
    year = warehouse.ask("app_years")["year"].max()
    if not isinstance(year, int):
        raise ExportError("export: the warehouse holds no year; reports of a year; ingest some first")
    return year


def is_current(out: Path, year: int, version: int) -> bool:
    """Whether ``<out>/<year>/`` is a whole export of that version of the warehouse."""
    stamp = _stamp(out / str(year))
    return stamp.get("version") == version and stamp.get("whole") is True


def _stamp(target: Path) -> dict[str, object]:
    try:
        read = json.loads((target / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _begin(target: Path) -> Path:
    """Make the folder to build in, after mending what an export that was killed left behind."""
    building = target.with_name(f".{target.name}.building-{os.getpid()}")
    aside = target.with_name(f".{target.name}.old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if aside.exists() and not target.exists():
            aside.rename(target)
        if target.exists() and any(target.iterdir()) and not (target / STAMP).is_file():
            raise ExportError(
                f"{target}: a folder that no export wrote; an export of that year or nothing; move it or choose another"
            )
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
    except OSError as error:
        raise ExportError(f"{target}: {error}; a folder to write to; choose another with --out") from error
    return building


def _replace(building: Path, target: Path) -> None:
    """Put the built folder in its place; the earlier one stays beside it until then."""
    aside = target.with_name(f".{target.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        target.rename(aside)
    try:
        building.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _write(summary: Summary, building: Path, target: Path, progress: Callable[[Progress], None]) -> ExportResult:
    problems = image_problems()
    jobs = [] if problems else _jobs(summary, building)
    total = len(jobs) + 2
    drawn = 0

    def step(what: str) -> None:
        nonlocal drawn
        drawn += 1
        progress(Progress(drawn, total, what))

    workbook = f"{summary.title}.xlsx"
    write_workbook(summary, building / workbook)
    step(workbook)
    if jobs:
        problems += images.draw(jobs, lambda job: step(job.path.name))
    made = sum(job.path.is_file() for job in jobs)
    write_page(summary, building, workbook, problems)
    _write_stamp(building, summary, not problems)
    progress(Progress(total, total, "index.html"))
    return ExportResult(target, summary.year, summary.source.version, len(summary.sections), made, tuple(problems))


def _jobs(summary: Summary, folder: Path) -> list[images.Job]:
    for form in FORMS:
        (folder / form).mkdir()
    jobs = [
        images.Job((section.chart,), image_path(folder, section, form))
        for section in summary.sections
        for form in FORMS
    ]
    every = tuple(section.chart for section in summary.sections)
    return [*jobs, images.Job(every, folder / f"{summary.title}图.pdf")]


def _write_stamp(folder: Path, summary: Summary, whole: bool) -> None:
    source = summary.source
    stamp = {"year": summary.year, "version": source.version, "built": str(source.built), "whole": whole}
    (folder / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
