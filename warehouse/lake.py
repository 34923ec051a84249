"""The lake: what was read out of the report files, as Parquet batches that are only ever added.

A batch is a folder of six Parquet files. It is written under ``<batch>.building``, fsynced and renamed, so that a
kill leaves either a whole batch or none. Batch names sort by the time they were begun.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from ingest.types import Extraction, Failure, Honor, Mention, Observation, Report
from warehouse.errors import DamagedError, first_line
from warehouse.home import Home, sync_file, sync_folder
from warehouse.locks import exclusive

_TEXT, _INT, _FLOAT, _FLAG, _TIME = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean(), pl.Datetime("us")

SCHEMAS: Mapping[str, pl.Schema] = {
    "documents": pl.Schema({
        "sha256": _TEXT, "source_name": _TEXT, "source_path": _TEXT, "format": _TEXT, "encoding": _TEXT,
        "byte_count": _INT, "char_count": _INT, "text": _TEXT, "fingerprint": _TEXT,
        "hint_unit": _TEXT, "hint_year": _INT, "ingested_at": _TIME,
    }),
    "reports": pl.Schema({
        "sha256": _TEXT, "report_no": _INT, "char_start": _INT, "char_end": _INT, "unit_name": _TEXT,
        "title_level": _TEXT, "period_start": _INT, "period_end": _INT, "duplicate_of": _INT,
    }),
    "mentions": pl.Schema({
        "sha256": _TEXT, "report_no": _INT, "mention_no": _INT, "quote": _TEXT, "char_start": _INT, "char_end": _INT,
        "value": _FLOAT, "unit": _TEXT, "qualifier": _TEXT, "measure": _TEXT, "indicator_code": _TEXT,
        "period_start": _INT, "period_end": _INT, "period_source": _TEXT, "per": _TEXT, "is_total": _FLAG,
        "state": _TEXT, "confidence": _FLOAT, "score": _FLOAT, "runner_up": _TEXT, "runner_up_score": _FLOAT,
        "rule": _TEXT, "subject": _TEXT, "is_part": _FLAG,
    }),
    "honors": pl.Schema({
        "sha256": _TEXT, "report_no": _INT, "char_start": _INT, "char_end": _INT, "quote": _TEXT, "title": _TEXT,
        "level": _TEXT, "year": _INT, "body": _TEXT, "recipient": _TEXT, "rule": _TEXT,
    }),
    "shingles": pl.Schema({"sha256": _TEXT, "report_no": _INT, "hash": _INT}),
    "failures": pl.Schema({
        "source_name": _TEXT, "source_path": _TEXT, "sha256": _TEXT, "reason": _TEXT, "found": _TEXT,
        "expected": _TEXT, "remedy": _TEXT, "failed_at": _TIME,
    }),
}  # fmt: skip
"""Column names and types of each table of the lake; times are UTC without a zone."""

LATER_FLAGS: Mapping[str, tuple[str, ...]] = {"mentions": ("is_part",)}
"""Flags that batches of an older version lack: read as null, until the next ingest reads their reports again."""

_FLUSH_CHARS = 64_000_000
_BUILDING = ".building"


def _document_row(extraction: Extraction, fingerprint: str) -> tuple[Any, ...]:
    document, hint = extraction.document, extraction.hint
    return (
        document.sha256, document.source_name, document.source_path, document.format, document.encoding,
        document.byte_count, len(document.text), document.text, fingerprint, hint.unit, hint.year, _now(),
    )  # fmt: skip


def _failure_row(failure: Failure) -> tuple[Any, ...]:
    return (
        failure.source_name, failure.source_path, failure.sha256, failure.reason, failure.found, failure.expected,
        failure.remedy, _now(),
    )  # fmt: skip


def _report_row(sha256: str, report: Report) -> tuple[Any, ...]:
    period = report.period
    return (
        sha256, report.number, report.start, report.end, report.unit_name, report.title_level,
        period.start if period else None, period.end if period else None, report.duplicate_of,
    )  # fmt: skip


def _mention_row(sha256: str, number: int, observation: Observation) -> tuple[Any, ...]:
    mention, timing, coding = observation.mention, observation.timing, observation.coding
    period = timing.period
    return (
        sha256, observation.report_number, number, mention.quote, mention.start, mention.end, mention.value,
        mention.unit, mention.qualifier, mention.measure, coding.code, period.start if period else None,
        period.end if period else None, timing.source, timing.per, timing.is_total, observation.state,
        observation.confidence, coding.score, coding.runner_up, coding.runner_up_score, coding.rule, coding.subject,
        timing.is_part,
    )  # fmt: skip


def _honor_row(sha256: str, honor: Honor) -> tuple[Any, ...]:
    return (
        sha256, honor.report_number, honor.start, honor.end, honor.quote, honor.title, honor.level, honor.year,
        honor.body, honor.recipient, honor.rule,
    )  # fmt: skip


def _misplaced_quote(extraction: Extraction) -> Failure | None:
    """Hold the promise on which all evidence stands; here, where a slice costs nothing, not in SQL."""
    document, text = extraction.document, extraction.document.text
    quoted: list[Mention | Honor] = [*(each.mention for each in extraction.observations), *extraction.honors]
    for each in quoted:
        if text[each.start : each.end] != each.quote:
            return Failure(
                document.source_name, document.source_path, document.sha256, "MisplacedQuote",
                f"at {each.start} the text is {text[each.start : each.end]!r}",
                f"the quote {each.quote!r} was expected",
                "report this error of the extractor, with the file",
            )  # fmt: skip
    return None


def _signed(number: int) -> int:
    """The same 64 bits as a signed number, for shingle hashes that a caller counts unsigned."""
    number &= 0xFFFF_FFFF_FFFF_FFFF
    return number - (1 << 64) if number >= 1 << 63 else number


@dataclass(slots=True)
class _Batch:
    """One batch being written; rows wait in memory until there are enough for a row group."""

    folder: Path
    _documents: set[str] = field(default_factory=set)
    _rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in SCHEMAS})
    _files: dict[str, pq.ParquetWriter] = field(default_factory=dict)
    _row_count: int = 0
    _chars: int = 0

    def add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        before = len(self._rows[table])
        self._rows[table].extend(rows)
        self._row_count += len(self._rows[table]) - before

    def add_extraction(self, extraction: Extraction, fingerprint: str) -> None:
        if failure := _misplaced_quote(extraction):
            self.add("failures", [_failure_row(failure)])
            return
        sha256 = extraction.document.sha256
        self.add("documents", [_document_row(extraction, fingerprint)])
        if sha256 not in self._documents:
            self._documents.add(sha256)
            observations = sorted(extraction.observations, key=lambda each: each.mention.start)
            self.add("reports", (_report_row(sha256, each) for each in extraction.reports))
            self.add("mentions", (_mention_row(sha256, n, each) for n, each in enumerate(observations, 1)))
            self.add("honors", (_honor_row(sha256, each) for each in extraction.honors))
            self.add("shingles", ((sha256, number, _signed(value)) for number, value in extraction.shingles))
        self._chars += len(extraction.document.text)
        if self._chars > _FLUSH_CHARS:
            self._flush()

    def _flush(self) -> None:
        for name, schema in SCHEMAS.items():
            table = pl.DataFrame(self._rows[name], schema=schema, orient="row").to_arrow()
            if name not in self._files:
                self._files[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", table.schema, compression="zstd")
            if table.num_rows:
                self._files[name].write_table(table)
            self._rows[name] = []
        self._chars = 0

    def publish(self) -> str | None:
        """Write what is left, make it last, and give the folder its name: from here on the batch exists."""
        if not self._row_count:
            self.drop()
            return None
        self._flush()
        for name, file in self._files.items():
            file.close()
            sync_file(self.folder / f"{name}.parquet")
        sync_folder(self.folder)
        final = self.folder.with_name(self.folder.name.removesuffix(_BUILDING))
        self.folder.rename(final)
        sync_folder(final.parent)
        return final.name

    def drop(self) -> None:
        """Leave nothing of the batch."""
        for file in self._files.values():
            file.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Writer:
    """Adds batches to a lake that ``writing`` holds alone."""

    def __init__(self, home: Path) -> None:
        """Write below ``home``; use ``writing``, which holds the lock."""
        self._home = Home(home)

    def write(self, extractions: Iterable[tuple[Extraction, str]], failures: Iterable[Failure] = ()) -> str | None:
        """Publish one batch of ``(extraction, fingerprint)`` pairs and failures; give its name, None when it is empty.

        The fingerprint tells later runs whether the document must be read again. The same bytes twice in a batch
        (a file under two names) keep the first extraction; the second leaves only its document row. A document with a
        quote that does not stand at its offsets becomes a failure.
        """
        batch = _Batch(self._new_folder())
        try:
            for extraction, fingerprint in extractions:
                batch.add_extraction(extraction, fingerprint)
            batch.add("failures", (_failure_row(each) for each in failures))
            return batch.publish()
        except BaseException:
            batch.drop()
            raise

    def _new_folder(self) -> Path:
        folder = self._home.batches / f"{_now():%Y%m%dT%H%M%S%f}{_BUILDING}"
        folder.mkdir(parents=True)
        return folder


@contextmanager
def writing(home: Path) -> Iterator[Writer]:
    """Hold the lake of ``home`` alone, and remove what dead runs left half written. Raises BusyError."""
    with exclusive(Home(home).lake_lock, "adding reports to the lake"):
        for leftover in Home(home).batches.glob(f"*{_BUILDING}"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield Writer(home)


def write_batch(
    home: Path, extractions: Iterable[tuple[Extraction, str]], failures: Iterable[Failure] = ()
) -> str | None:
    """Add one batch to the lake; as ``Writer.write``, for callers with a single batch."""
    with writing(home) as lake:
        return lake.write(extractions, failures)


def batches(home: Path) -> tuple[Path, ...]:
    """The published batches, oldest first."""
    folders = Home(home).batches.glob("*")
    return tuple(sorted(each for each in folders if each.is_dir() and not each.name.endswith(_BUILDING)))


def check_batch(batch: Path, *, thorough: bool = False) -> None:
    """Raise DamagedError when a file of the batch is missing, cut short or of another shape; thorough reads all."""
    for name, schema in SCHEMAS.items():
        path = batch / f"{name}.parquet"
        try:
            columns = set(pq.read_table(path).column_names if thorough else pq.read_schema(path).names)
        except (OSError, ValueError) as error:
            raise DamagedError(
                f"{path}: the file is missing or cannot be read ({first_line(error)}); "
                "a whole Parquet file was expected; "
                f"restore it from a backup, or move the folder {batch.name} away and ingest its reports again"
            ) from error
        if missing := set(schema) - columns - set(LATER_FLAGS.get(name, ())):
            raise DamagedError(
                f"{path}: the columns {', '.join(sorted(missing))} are missing; a batch of this version was expected; "
                f"move the folder {batch.name} away and ingest its reports again"
            )


def known_fingerprints(home: Path) -> dict[tuple[str, str], str]:
    """The last fingerprint of each ``(source_path, sha256)`` in the lake, to skip files that did not change.

    Only the document read last from a path counts: a file that was changed and changed back is read again.
    """
    last: dict[str, tuple[str, str]] = {}
    for batch in batches(home):
        check_batch(batch)
        rows = pl.read_parquet(batch / "documents.parquet", columns=["source_path", "sha256", "fingerprint"])
        last.update({path: (sha256, fingerprint) for path, sha256, fingerprint in rows.iter_rows()})
    return {(path, sha256): fingerprint for path, (sha256, fingerprint) in last.items()}


def known_failures(home: Path) -> dict[str, str]:
    """What was found at each source path that could not be read since, so that a failure is told once to the lake."""
    last: dict[str, str] = {}
    for batch in batches(home):
        for path in pl.read_parquet(batch / "documents.parquet", columns=["source_path"])["source_path"]:
            last.pop(path, None)
        rows = pl.read_parquet(batch / "failures.parquet", columns=["source_path", "found"])
        last.update(dict(rows.iter_rows()))
    return last


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
