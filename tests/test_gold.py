"""A floor under the extraction's scores, on the shared annotated reports and on the project's own.

Floors stand a little below what was measured when they were set, so that a change that reads worse is seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import cli
from warehouse.score import score as score_warehouse

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
SCORER = SHARED / "gold" / "score.py"

FLOORS: dict[str, Mapping[str, float]] = {
    "shared": {
        "quantity": 0.98, "value_accuracy": 0.98, "unit_accuracy": 0.98, "qualifier_accuracy": 0.98,
        "period_accuracy": 0.98, "per_accuracy": 0.98, "indicator": 0.97, "honor": 0.98,
        "report_split_accuracy": 0.95, "report_unit_accuracy": 0.95, "report_period_accuracy": 0.95,
    },
    "own": {
        "quantity": 0.99, "value_accuracy": 0.99, "unit_accuracy": 0.99, "qualifier_accuracy": 0.99,
        "period_accuracy": 0.98, "per_accuracy": 0.98, "indicator": 0.96, "honor": 0.98,
        "report_split_accuracy": 0.95, "report_unit_accuracy": 0.95, "report_period_accuracy": 0.95,
    },
}  # fmt: skip
SOURCES = {"shared": (SHARED / "reports", SHARED / "gold"), "own": (PROJECT / "tests" / "gold",) * 2}


def score(home: Path, reports: Path, gold: Path) -> dict[str, float]:
    """Read the reports, build, and give each measure of score.py; for precision, recall and F1 the F1."""
    done = CliRunner().invoke(cli, ["--home", str(home), "ingest", str(reports)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    files = sorted(map(str, gold.glob("*.jsonl")))
    command = [sys.executable, str(SCORER), str(home / "warehouse.duckdb"), *files, "--json"]
    measured: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {name: value["f1"] if isinstance(value, dict) else value for name, value in measured.items()}


@pytest.mark.skipif(not SCORER.is_file(), reason=f"{SCORER} is not there: the scores are not measured")
@pytest.mark.parametrize("name", FLOORS)
def test_scores_stay_above_their_floors(name: str, tmp_path: Path) -> None:
    measured = score(tmp_path / "home", *SOURCES[name])
    below = {key: (measured[key], floor) for key, floor in FLOORS[name].items() if measured[key] < floor}
    assert not below


@pytest.mark.skipif(not SCORER.is_file(), reason=f"{SCORER} is not there: the scorers are not compared")
def test_our_scorer_agrees_with_the_shared_one(tmp_path: Path) -> None:
    theirs = score(tmp_path / "home", *SOURCES["own"])
    ours = score_warehouse(tmp_path / "home", sorted(SOURCES["own"][1].glob("*.jsonl")))
    measured = {name: rate.f1 for name, rate in ours.rates().items()}
    measured |= {f"{name.replace(' ', '_')}_accuracy": share for name, share in ours.shares().items()}
    assert measured == pytest.approx({name: theirs[name] for name in measured})
