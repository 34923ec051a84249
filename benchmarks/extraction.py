"""How fast reports become observations, against peers and floors, in one run.

    python benchmarks/extraction.py [--chars N] [--reports FOLDER ...]

Every contender reads the same text in a process of its own on one core: the fastest of three passes in CPU seconds
after a warm-up, and the process's peak memory. Floors: reading the files, and a bare regular expression that makes a
value and an object a hit. Peers (`pip install "wenming[bench]"`) are left out where they are not installed:
jionlp's money and time extraction, Recognizers-Text's numbers with units. The peers find spans of those two kinds;
ours finds every quantity and gives it a report, a period and an indicator, and finds honors and copies. The row
``wenming, wheel`` is the same code as ``make wheel`` compiles it, where ``dist/`` holds such a wheel.
"""

from __future__ import annotations

import argparse
import atexit
import json
import logging
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))
PASSES = 3

Run = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Hit:
    """What the floor makes of a match."""

    start: int
    end: int
    value: float


def texts(folders: list[Path], chars: int) -> list[str]:
    """The reports' texts, over and over until there are ``chars`` characters."""
    from ingest.readers import read_document

    files = sorted(path for folder in folders for path in folder.glob("*.txt"))
    read = [read_document(path).text for path in files]
    repeated: list[str] = []
    total = 0
    while read and total < chars:
        for text in read:
            repeated.append(text)
            total += len(text)
    return repeated


def reading(folders: list[Path], chars: int) -> Run:
    from ingest.readers import read_document

    files = sorted(path for folder in folders for path in folder.glob("*.txt"))
    size = sum(len(read_document(path).text) for path in files)
    return lambda: sum(len(read_document(path).text) for _ in range(-(-chars // size)) for path in files)


def bare_re(folders: list[Path], chars: int) -> Run:
    corpus = texts(folders, chars)
    quantity = re.compile(r"(\d+(?:\.\d+)?)[多余]?[万亿]?(?:[元人名次个件篇户家项条场小时%％]|平方米|学时)")

    def run() -> int:
        return sum(len([Hit(m.start(), m.end(), float(m[1])) for m in quantity.finditer(text)]) for text in corpus)

    return run


def wenming(folders: list[Path], chars: int) -> Run:
    from ingest.catalogue import load
    from ingest.extract import extract
    from ingest.types import Document, Hint

    catalogue = load()
    documents = [Document("", "", "", "txt", "utf-8", 0, text) for text in texts(folders, chars)]
    return lambda: sum(len(extract(document, Hint(), catalogue).observations) for document in documents)


def wheel(folders: list[Path], chars: int) -> Run:
    wheels = sorted((PROJECT / "dist").glob("wenming-*.whl"), key=lambda path: path.stat().st_mtime)
    if not wheels:
        raise ModuleNotFoundError("dist/ holds no wheel")
    unpacked = tempfile.TemporaryDirectory()
    atexit.register(unpacked.cleanup)
    zipfile.ZipFile(wheels[-1]).extractall(unpacked.name)
    sys.path.insert(0, unpacked.name)
    return wenming(folders, chars)


def jionlp(folders: list[Path], chars: int) -> Run:
    import jionlp as jio

    # It logs a traceback for each word that is no time; a peer must not be slowed by our terminal.
    logging.disable(logging.CRITICAL)
    corpus = texts(folders, chars)
    return lambda: sum(len(jio.ner.extract_money(text)) + len(jio.ner.extract_time(text)) for text in corpus)


def recognizers_text(folders: list[Path], chars: int) -> Run:
    from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer

    recognizer = NumberWithUnitRecognizer(Culture.Chinese)
    models = [recognizer.get_currency_model(), recognizer.get_dimension_model()]
    corpus = texts(folders, chars)
    return lambda: sum(len(model.parse(text)) for text in corpus for model in models)


# What each is asked to read, as a share of the whole: a slow peer need not read for an hour to be timed.
CONTENDERS: dict[str, tuple[Callable[[list[Path], int], Run], float]] = {
    "reading": (reading, 1.0),
    "bare re": (bare_re, 1.0),
    "wenming": (wenming, 1.0),
    "wenming, wheel": (wheel, 1.0),
    "jionlp": (jionlp, 0.2),
    "Recognizers-Text": (recognizers_text, 0.02),
}


OURS = ("wenming", "wenming, wheel")


def measure(name: str, folders: list[Path], chars: int) -> dict[str, float]:
    """Time one contender in this process."""
    contender, share = CONTENDERS[name]
    wanted = int(chars * share)
    run = contender(folders, wanted)
    run()
    seconds = []
    for _ in range(PASSES):
        begun = time.process_time()
        hits = run()
        seconds.append(time.process_time() - begun)
    done = sum(map(len, texts(folders, wanted)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"chars": done, "seconds": min(seconds), "hits": hits, "megabytes": peak}


def in_own_process(name: str, folders: list[Path], chars: int) -> dict[str, float] | None:
    """Time one contender in a process of its own; None when it is not installed."""
    command = [sys.executable, __file__, "--only", name, "--chars", str(chars), "--reports", *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        sys.exit(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chars", type=int, default=1_000_000)
    parser.add_argument("--reports", type=Path, nargs="+", default=[PROJECT / "samples"])
    parser.add_argument("--only", choices=CONTENDERS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.reports, options.chars)))
        return
    results = {name: in_own_process(name, options.reports, options.chars) for name in CONTENDERS}
    ours = [name for name in OURS if results[name] is not None]
    print(f"{'':<18}{'M chars/s':>11}{'hits/1000':>11}{'MB':>7}" + "".join(f"{name + ' is':>20}" for name in ours))
    for name, figures in results.items():
        if figures is None:
            print(f"{name:<18}  not installed")
            continue
        density = figures["hits"] / figures["chars"] * 1000
        ratios = "".join(f"{_speed(results[each]) / _speed(figures):>18.2f} ×" for each in ours)
        print(f"{name:<18}{_speed(figures):>11.3f}{density:>11.1f}{figures['megabytes']:>7.0f}{ratios}")


def _speed(figures: dict[str, float] | None) -> float:
    """Millions of characters a second."""
    return 0.0 if figures is None else figures["chars"] / figures["seconds"] / 1e6


if __name__ == "__main__":
    main()
