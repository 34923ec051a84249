"""What a build reads: the lake's tables, the catalogue, the units. It becomes the in-memory catalog ``source``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl

from warehouse import lake, runner, units
from warehouse.errors import RefusedError
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the catalogue, as the build needs it; the caller makes it from ingest's catalogue.

    ``aggregate`` is sum, latest, max or mean; ``better`` is up, down or none; a ``headline`` is shown
    before others; orders count from 1.
    """

    indicator_code: str
    name_zh: str
    theme: str
    theme_zh: str
    theme_order: int
    indicator_order: int
    measure: str
    unit: str
    aggregate: str
    better: str = "none"
    headline: bool = False


_COLUMN_TYPES: Mapping[str, pl.DataType] = {"int": pl.Int64(), "bool": pl.Boolean()}
_Row = TypeVar("_Row", IndicatorRow, units.UnitName)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a build is a function of; equal inputs make an equal warehouse."""

    batches: tuple[Path, ...]
    indicators: tuple[IndicatorRow, ...]
    units: tuple[units.Unit, ...]
    wenming_version: str

    @property
    def fingerprint(self) -> str:
        """A hash of all that decides the warehouse's content; a batch never changes, so its name stands for it."""
        digest = hashlib.sha256()
        for part in (
            [each.name for each in self.batches],
            [asdict(each) for each in self.indicators],
            [asdict(each) for each in self.units],
            self.wenming_version,
        ):
            digest.update(json.dumps(part, ensure_ascii=False).encode())
        for path in _rules():
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()


def gather(home: Home, indicators: Sequence[IndicatorRow], wenming_version: str) -> Inputs:
    """Find what a build of the home reads. Raises DamagedError for a batch, RefusedError for units or catalogue."""
    batches = lake.batches(home.root)
    for batch in batches:
        lake.check_batch(batch)
    _check_indicators(indicators)
    return Inputs(batches, tuple(indicators), units.load_units(home.units), wenming_version)


def attach(connection: duckdb.DuckDBPyConnection, inputs: Inputs, version_no: int) -> None:
    """Attach the catalogs ``source`` and ``staging``, in memory, and fill ``source``."""
    connection.execute("attach ':memory:' as source")
    connection.execute("attach ':memory:' as staging")
    for name, schema in lake.SCHEMAS.items():
        _attach_lake_table(connection, name, schema, inputs.batches)
    names = connection.sql(
        "select distinct unit_name from (select unit_name from source.reports "
        "union all select hint_unit from source.documents) where unit_name is not null order by unit_name"
    ).pl()["unit_name"]
    _attach_rows(connection, "indicators", IndicatorRow, inputs.indicators)
    _attach_rows(connection, "unit_names", units.UnitName, units.resolve(names, inputs.units))
    connection.execute(
        "create table source.version as select $1::bigint as version_no, $2::timestamp as built_at, "
        "$3::bigint as lake_batches, $4::text as wenming_version, $5::text as fingerprint",
        [version_no, _now(), len(inputs.batches), inputs.wenming_version, inputs.fingerprint],
    )


def _attach_lake_table(
    connection: duckdb.DuckDBPyConnection, name: str, schema: pl.Schema, batches: Sequence[Path]
) -> None:
    columns = ", ".join(schema)
    if not batches:
        _attach_frame(connection, name, schema.to_frame().with_columns(batch=pl.lit(None, pl.String)))
        return
    files = ", ".join("'" + str(batch / f"{name}.parquet").replace("'", "''") + "'" for batch in batches)
    # The union with no rows gives batches of an older version the flags that they lack.
    later = "".join(
        f" union all by name select null::boolean as {each} where false" for each in lake.LATER_FLAGS.get(name, ())
    )
    connection.execute(
        f"create view source.{name} as select {columns}, parse_path(filename, 'both_slash')[-2] as batch "
        f"from (from read_parquet([{files}], filename = true, union_by_name = true){later})"
    )


def _attach_rows(connection: duckdb.DuckDBPyConnection, name: str, kind: type[_Row], rows: Iterable[_Row]) -> None:
    schema = pl.Schema({each.name: _COLUMN_TYPES.get(str(each.type), pl.String()) for each in fields(kind)})
    tuples = [astuple(row) for row in rows]
    _attach_frame(connection, name, pl.DataFrame(tuples, schema=schema, orient="row"))


def _attach_frame(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    connection.register("incoming", frame)
    connection.execute(f"create table source.{name} as select * from incoming")
    connection.unregister("incoming")


def _rules() -> list[Path]:
    """The files that say how a warehouse is made of its inputs."""
    here = Path(__file__).parent
    sql = (path for layer in (*runner.LAYERS, "checks") for path in (runner.SQL / layer).glob("*.sql"))
    return sorted([*sql, *here.glob("*.py"), *here.glob("*.toml")])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _check_indicators(indicators: Sequence[IndicatorRow]) -> None:
    seen: set[str] = set()
    for row in indicators:
        if row.indicator_code in seen:
            raise RefusedError(
                f"catalogue: {row.indicator_code} stands twice; one entry an indicator was expected; remove one"
            )
        seen.add(row.indicator_code)
        if row.aggregate not in ("sum", "latest", "max", "mean"):
            raise RefusedError(
                f"catalogue: {row.indicator_code} has aggregate {row.aggregate!r}; "
                "expected sum, latest, max or mean; mend the entry"
            )
