"""The wheel that ``make wheel`` compiles reads what the source reads; skipped where ``dist/`` holds none."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
READ = """
import sys
from pathlib import Path
from ingest.catalogue import load
from ingest.coding import scoring
from ingest.extract import read_and_extract

catalogue = load()
print(scoring.__file__)
for path in sys.argv[1:]:
    read = read_and_extract(Path(path), None, catalogue)
    print((read.reports, read.observations, read.honors, read.shingles))
"""


def _read(home: Path) -> tuple[str, str]:
    """Give the file that codes mentions, and a hash of all that is read from the samples by the code at ``home``."""
    samples = sorted(str(path) for path in (PROJECT / "samples").glob("*.txt"))
    done = subprocess.run(
        [sys.executable, "-c", READ, *samples],
        capture_output=True,
        check=True,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONSAFEPATH": ""},
    )
    module, _, rest = done.stdout.partition(b"\n")
    return module.decode(), hashlib.sha256(rest).hexdigest()


def test_a_compiled_wheel_reads_the_same_as_the_source(tmp_path: Path) -> None:
    wheels = sorted((PROJECT / "dist").glob("wenming-*.whl"), key=lambda path: path.stat().st_mtime)
    newest = max(path.stat().st_mtime for path in (PROJECT / "ingest").rglob("*.py"))
    if not wheels or wheels[-1].stat().st_mtime < newest:
        pytest.skip("dist/ holds no wheel of this source; make wheel makes one")
    zipfile.ZipFile(wheels[-1]).extractall(tmp_path)
    module, compiled = _read(tmp_path)
    assert module.endswith((".so", ".pyd"))
    plain, read = _read(PROJECT)
    assert plain.endswith(".py")
    assert compiled == read
