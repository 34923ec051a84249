"""The samples from files to ``unit_year``, against the figures that their writer gave each unit and year.

A cell of samples/unit_year.csv is the value, then its state: nothing (reported), ``~`` approximate, ``!`` conflicting;
``-`` is not mentioned, so no row; ``?`` is left open by the text. A trailing ``*`` marks a cell that is not right yet.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from _pytest.mark import ParameterSet
from click.testing import CliRunner

from cli import cli

SAMPLES = Path(__file__).parents[1] / "samples"
CELLS = Path(__file__).parent / "samples" / "unit_year.csv"
STATES = {"": "reported", "~": "approximate", "!": "conflicting"}
YEARS = ("2023", "2024", "2025")

Marts = dict[tuple[str, str, int], tuple[float, str]]


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Marts:
    """Read the samples into a new home, build, and give (indicator, unit, year) → (value, state)."""
    home = tmp_path_factory.mktemp("home")
    shutil.copy(SAMPLES / "units.toml", home)
    manifest = str(SAMPLES / "manifest.csv")
    ran = CliRunner().invoke(cli, ["--home", str(home), "ingest", str(SAMPLES), "--manifest", manifest])
    assert ran.exit_code == 0, ran.output
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.sql("select indicator_code, unit_name, year, value, state from unit_year").fetchall()
    return {(code, unit, year): (value, state) for code, unit, year, value, state in rows}


def cells() -> Iterator[ParameterSet]:
    with CELLS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for year in YEARS:
                cell = row[year].removesuffix("*")
                marks = [pytest.mark.xfail(reason="not right yet", strict=False)] if row[year].endswith("*") else []
                if cell != "?":
                    yield pytest.param(
                        row["indicator"],
                        row["unit"],
                        int(year),
                        cell,
                        id=f"{row['indicator']}:{row['unit']}:{year}",
                        marks=marks,
                    )


@pytest.mark.parametrize(("indicator", "unit", "year", "cell"), list(cells()))
def test_unit_year(marts: Marts, indicator: str, unit: str, year: int, cell: str) -> None:
    found = marts.get((indicator, unit, year))
    if cell == "-":
        assert found is None
        return
    state = STATES[cell.lstrip("0123456789.")]
    assert found is not None, "not mentioned, by the mart"
    assert found[1] == state
    if state != "conflicting":
        assert found[0] == pytest.approx(float(cell.rstrip("~")))
