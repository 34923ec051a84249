"""An ingest run: find the files, leave alone what has not changed, read the rest, hand results on in batches."""

from __future__ import annotations

import hashlib
import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ingest.catalogue import Catalogue
from ingest.errors import ExtractionError, IngestError, UnreadableFileError
from ingest.extract import extract
from ingest.manifest import EMPTY, Manifest
from ingest.readers import SUFFIXES, read_document
from ingest.types import Extraction, Failure, Hint

# A kill loses at most what was read since the last batch; a batch is a few small files, so not too often.
_BATCH_SECONDS = 10.0
_BATCH_DOCUMENTS = 2000
# Starting processes costs as much as reading some dozens of reports.
_FILES_WORTH_A_POOL = 64
_FILES_AT_ONCE = 256
# Files that a person would take for reports: met in a folder they are a failure; anything else there is left aside.
_REPORT_SUFFIXES = SUFFIXES | {".doc", ".docx", ".wps", ".pdf", ".rtf", ".html", ".htm", ".xls", ".xlsx", ".ofd"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the lake holds: a document's fingerprint by (source path, sha256), a failure's message by source path."""

    fingerprints: Mapping[tuple[str, str], str] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a reading process needs to know."""

    catalogue: Catalogue
    manifest: Manifest
    override: Hint
    known: Known
    rules_fingerprint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: an extraction with its fingerprint, a failure, or neither when nothing had changed."""

    path: Path
    fingerprint: str = ""
    extraction: Extraction | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class Summary:
    """What a run did; reports, copies, mentions and coded are those of the documents read in this run."""

    files: int = 0
    unchanged: int = 0
    documents: int = 0
    reports: int = 0
    copies: int = 0
    mentions: int = 0
    coded: int = 0
    honors: int = 0
    failures: list[Failure] = field(default_factory=list)

    def text(self) -> str:
        """Say what the run did, for a person."""
        lines = [f"files       {self.files}  (unchanged {self.unchanged}, failures {len(self.failures)})"]
        if self.documents:
            share = f"  ({self.coded / self.mentions:.0%} of mentions)" if self.mentions else ""
            lines += [
                f"documents   {self.documents}",
                f"reports     {self.reports}  (copies within a file {self.copies})",
                f"mentions    {self.mentions}",
                f"coded       {self.coded}{share}",
                f"honors      {self.honors}",
            ]
        else:
            lines.append("nothing new: every file that can be read was read before")
        return "\n".join(lines)

    def add(self, outcome: Outcome) -> None:
        """Count one file's outcome."""
        self.files += 1
        if outcome.failure is not None:
            self.failures.append(outcome.failure)
        elif outcome.extraction is None:
            self.unchanged += 1
        else:
            self._add_extraction(outcome.extraction)

    def _add_extraction(self, extraction: Extraction) -> None:
        self.documents += 1
        self.reports += len(extraction.reports)
        self.copies += sum(report.duplicate_of is not None for report in extraction.reports)
        self.mentions += len(extraction.observations)
        self.coded += sum(observation.coding.code is not None for observation in extraction.observations)
        self.honors += len(extraction.honors)


Sink = Callable[[Sequence[Outcome]], None]


def run(
    paths: Iterable[Path],
    catalogue: Catalogue,
    sink: Sink,
    *,
    manifest: Manifest = EMPTY,
    override: Hint | None = None,
    known: Known | None = None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Summary:
    """Read the files and hand what is new to ``sink``, batch by batch, so that a kill loses little.

    ``override`` is what the command line says of every file, ``manifest`` what it says of each; the text's own word
    always wins. A file that cannot be read becomes a failure and the run goes on.
    """
    plan = Plan(catalogue, manifest, override or Hint(), known or Known(), rules_fingerprint())
    summary = Summary()
    broken_rows = [failure_of(Path(error.where), error) for error in manifest.errors]
    pending: list[Outcome] = []
    since = time.monotonic()
    try:
        for outcome in _outcomes(sorted(set(paths)), plan):
            summary.add(outcome)
            progress(outcome)
            if _is_news(outcome, plan.known):
                pending.append(outcome)
            if len(pending) >= _BATCH_DOCUMENTS or (pending and time.monotonic() - since > _BATCH_SECONDS):
                sink(pending)
                pending, since = [], time.monotonic()
    finally:
        # Also on Ctrl-C: what has been read is kept, and the next run carries on from there.
        outcomes = [Outcome(Path(failure.source_path), failure=failure) for failure in broken_rows]
        pending += [outcome for outcome in outcomes if _is_news(outcome, plan.known)]
        if pending:
            sink(pending)
    summary.failures += broken_rows
    return summary


def find_files(paths: Iterable[Path], manifest: Path | None = None) -> list[Path]:
    """List the files to read: those named, and below named folders those that look like reports; hidden ones never."""
    found: dict[Path, None] = {}
    for path in paths:
        candidates = sorted(path.rglob("*")) if path.is_dir() else [path]
        for candidate in candidates:
            if candidate == path or _looks_like_report(candidate, path):
                found[candidate.resolve()] = None
    if manifest is not None:
        found.pop(manifest.resolve(), None)
    return list(found)


def _looks_like_report(candidate: Path, folder: Path) -> bool:
    parts = candidate.relative_to(folder).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and candidate.suffix.lower() in _REPORT_SUFFIXES and candidate.is_file()


@cache
def rules_fingerprint() -> str:
    """Hash all of ingest that decides what is read, so that a newer extractor replaces what an older one read."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def failure_of(path: Path, error: IngestError, sha256: str | None = None) -> Failure:
    """Give the failure row of a file that could not be read."""
    return Failure(path.name, str(path), sha256, type(error).__name__, error.found, error.expected, error.remedy)


def _outcomes(paths: Sequence[Path], plan: Plan) -> Iterator[Outcome]:
    workers = min(os.cpu_count() or 1, 1 + len(paths) // _FILES_WORTH_A_POOL)
    if workers < 2:
        yield from (_read(path, plan) for path in paths)
        return
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(plan,)) as pool:
        for start in range(0, len(paths), _FILES_AT_ONCE):
            some = paths[start : start + _FILES_AT_ONCE]
            try:
                yield from pool.map(_read_in_worker, some, chunksize=8)
            except BrokenProcessPool as error:
                where = f"{some[0]} to {some[-1].name}"
                raise IngestError(
                    where, "a reading process died", "enough memory", "ingest these files in smaller groups"
                ) from error


_worker_plan: Plan


def _start_worker(plan: Plan) -> None:
    global _worker_plan
    _worker_plan = plan


def _read_in_worker(path: Path) -> Outcome:
    return _read(path, _worker_plan)


def _read(path: Path, plan: Plan) -> Outcome:
    try:
        document = read_document(path)
    except UnreadableFileError as error:
        return Outcome(path, failure=failure_of(path, error))
    hint = _hint(path, plan)
    fingerprint = _fingerprint(plan, hint)
    if plan.known.fingerprints.get((document.source_path, document.sha256)) == fingerprint:
        return Outcome(path)
    try:
        return Outcome(path, fingerprint, extract(document, hint, plan.catalogue))
    except Exception as error:  # one document must not stop the run, whatever is wrong with it or with us
        return Outcome(path, failure=failure_of(path, _fault(path, error), document.sha256))


def _fault(path: Path, error: Exception) -> ExtractionError:
    place = traceback.extract_tb(error.__traceback__)[-1]
    found = f"{type(error).__name__}: {error} ({Path(place.filename).name} line {place.lineno})"
    return ExtractionError(str(path), found, "a text that the program can read", "send file and message to its makers")


def _hint(path: Path, plan: Plan) -> Hint:
    said = plan.manifest.hint(path)
    return Hint(said.unit or plan.override.unit, said.year or plan.override.year)


def _fingerprint(plan: Plan, hint: Hint) -> str:
    parts = (plan.rules_fingerprint, plan.catalogue.digest, hint.unit or "", str(hint.year or ""))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _is_news(outcome: Outcome, known: Known) -> bool:
    if outcome.failure is not None:
        return known.failures.get(outcome.failure.source_path) != outcome.failure.found
    return outcome.extraction is not None
