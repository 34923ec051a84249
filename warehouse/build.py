"""Builds a version of the warehouse from the lake and publishes it; whatever happens, the last version stays whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse import lake, runner, versions
from warehouse.errors import DamagedError, MissingError, RefusedError
from warehouse.home import Home
from warehouse.inputs import IndicatorRow, Inputs, attach, gather
from warehouse.locks import exclusive

# In the storage of 1.4, analysts' own clients of the 1.x line open the file too.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "storage_compatibility_version": "v1.4.0",
}


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did; ``is_new`` is False when nothing had changed and the version is the one before."""

    version_no: int
    path: Path
    is_new: bool


def build(home: Path, indicators: Sequence[IndicatorRow], *, wenming_version: str, force: bool = False) -> Built:
    """Build a version from the home's lake and units, check it and make it current.

    With nothing changed since the current version nothing is done, unless ``force``. Raises BusyError while another
    build runs, DamagedError for a lake file that cannot be read, RefusedError when a check finds bad rows.
    """
    place = Home(home)
    with exclusive(place.build_lock, "building the warehouse"):
        versions.remove_old(place)
        inputs = gather(place, indicators, wenming_version)
        if not force and (same := _current_if_same(place, inputs)):
            versions.point(place, same)
            return Built(versions.number(same), same, is_new=False)
        version = versions.publish(place, _write(place, inputs))
        versions.remove_old(place)
        return Built(versions.number(version), version, is_new=True)


def _write(place: Home, inputs: Inputs) -> Path:
    number = versions.next_number(place)
    building = place.versions / f"warehouse-{number}.duckdb.building"
    connection = duckdb.connect(str(building), config=_CONFIG)
    try:
        connection.execute("set preserve_insertion_order = true")
        attach(connection, inputs, number)
        runner.make(connection, runner.load())
        runner.check(connection, runner.load_checks())
        connection.execute("detach staging")
        connection.execute("detach source")
        connection.execute("checkpoint")
    except BaseException as error:
        connection.close()
        building.unlink(missing_ok=True)
        if isinstance(error, (duckdb.Error, RefusedError)):
            _look_for_damage(inputs)
        raise
    connection.close()
    return building


def _look_for_damage(inputs: Inputs) -> None:
    """Raise DamagedError when a file of the lake is why a build failed; DuckDB does not always say which file."""
    for batch in inputs.batches:
        lake.check_batch(batch, thorough=True)


def _current_if_same(place: Home, inputs: Inputs) -> Path | None:
    """The current version if it was built from the same inputs; one that is missing or damaged is not the same."""
    try:
        path = versions.current(place)
        connection = versions.open_version(path)
    except (MissingError, DamagedError):
        return None
    try:
        rows = connection.execute("select fingerprint from main.version").fetchall()
    except duckdb.Error:
        return None
    finally:
        connection.close()
    return path if rows == [(inputs.fingerprint,)] else None
