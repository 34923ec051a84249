"""Published versions of the warehouse and the pointer to the current one.

A version ``versions/warehouse-N.duckdb`` is never changed after it got its name. ``warehouse.duckdb`` leads to the
current one: a symbolic link where the system has them, else a hard link or a copy, always moved by an atomic replace.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import duckdb

from warehouse.errors import BusyError, DamagedError, MissingError, first_line
from warehouse.home import Home, sync_file, sync_folder

KEPT = 3
"""So many versions are kept: readers may still hold the one before."""

_NAME = re.compile(r"warehouse-(\d+)\.duckdb")


def number(path: Path) -> int:
    """The N of ``warehouse-N.duckdb``; 0 for any other name."""
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def published(home: Home) -> list[Path]:
    """The published versions, oldest first."""
    return sorted((path for path in home.versions.glob("warehouse-*.duckdb") if number(path)), key=number)


def current(home: Home) -> Path:
    """The version that the pointer names; where the pointer is no symbolic link, the newest. Raises MissingError."""
    target = Path(os.path.realpath(home.pointer)) if home.pointer.is_symlink() else None
    if target is not None and target.exists():
        return target
    if versions := published(home):
        return versions[-1]
    raise MissingError(
        f"{home.root}: no warehouse has been built here; a built one was expected; "
        f"run: wenming build --home {home.root}"
    )


def next_number(home: Home) -> int:
    """The number for the version to be built."""
    versions = published(home)
    return number(versions[-1]) + 1 if versions else 1


def publish(home: Home, building: Path) -> Path:
    """Give a finished, closed building file its name and move the pointer to it. A kill in between loses nothing."""
    sync_file(building)
    version = building.with_name(building.name.removesuffix(".building"))
    building.rename(version)
    version.chmod(0o444)
    sync_folder(home.versions)
    point(home, version)
    return version


def point(home: Home, version: Path) -> None:
    """Make ``warehouse.duckdb`` lead to the version, at once for every reader."""
    fresh = home.root / f".warehouse.duckdb.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(Path(home.versions.name) / version.name)
    except OSError:  # Windows without the right to make links
        _link_or_copy(version, fresh)
    _replace(fresh, home)
    sync_folder(home.root)


def remove_old(home: Home) -> None:
    """Remove what dead builds left and all but the last versions; what a reader still holds on Windows stays."""
    for leftover in (*home.versions.glob("*.building*"), *home.root.glob(".warehouse.duckdb.*")):
        leftover.unlink(missing_ok=True)
    now = current(home) if published(home) else None
    for version in published(home)[:-KEPT]:
        if version != now:
            _remove(version)


def open_version(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a version read-only, with nothing fetched from elsewhere. Raises DamagedError."""
    try:
        connection = duckdb.connect(str(path), read_only=True, config={"autoinstall_known_extensions": "false"})
    except duckdb.Error as error:
        raise damaged(path, error) from error
    return connection


def damaged(path: Path, error: Exception) -> DamagedError:
    """The error for a version that cannot be read."""
    return DamagedError(
        f"{path}: the file is cut short or is no warehouse ({first_line(error)}); a whole DuckDB file was expected; "
        "run: wenming build --force, which makes a new version from the lake"
    )


def _remove(version: Path) -> None:
    try:
        version.chmod(0o644)
        version.unlink(missing_ok=True)
    except PermissionError:
        version.chmod(0o444)


def _replace(fresh: Path, home: Home) -> None:
    """Put the new pointer in the old one's place; Windows does so only where the old one is writable and not open."""
    is_link = home.pointer.is_symlink()
    if not is_link and home.pointer.exists():
        home.pointer.chmod(0o644)
    try:
        fresh.replace(home.pointer)
    except PermissionError as error:
        raise BusyError(
            f"{home.pointer}: another program holds the file open; nobody was expected to; "
            "close that program and run: wenming build"
        ) from error
    finally:
        for version in published(home) if not is_link else ():
            version.chmod(0o444)


def _link_or_copy(version: Path, fresh: Path) -> None:
    try:
        os.link(version, fresh)
    except OSError:
        shutil.copyfile(version, fresh)
        sync_file(fresh)
