"""Write a query's rows as a table to read, csv, json, Parquet or a workbook."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from warehouse.analyst import Result
from warehouse.errors import QueryError

_SHEET_ROWS = 1_048_575
_FORMULA = r"^[=+\-@\t\r]"


def write_result(result: Result, form: str, out: Path | None = None) -> None:
    """Write the rows in ``form`` to a file, replaced at once, or to stdout.

    A csv file begins with a byte order mark, which Excel needs to read Chinese; stdout does not.
    """
    data = render(result.frame, form)
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    building = out.with_name(out.name + ".building")
    building.write_bytes(b"\xef\xbb\xbf" + data if form == "csv" else data)
    building.replace(out)


def render(frame: pl.DataFrame, form: str) -> bytes:
    """Give the rows in ``form``, one of FORMATS; text is UTF-8. Raises QueryError for another form.

    In csv and xlsx, text that a spreadsheet would take for a formula is kept text.
    """
    if form not in FORMATS:
        raise QueryError(f"--format: got {form!r}; expected one of {', '.join(FORMATS)}; choose one of them")
    return FORMATS[form](frame)


def _table(frame: pl.DataFrame) -> bytes:
    with pl.Config(
        tbl_rows=-1, tbl_cols=-1, tbl_width_chars=240, fmt_str_lengths=60, fmt_table_cell_list_len=8,
        tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True, tbl_formatting="UTF8_FULL_CONDENSED",
        thousands_separator=False, float_precision=None,
    ):  # fmt: skip
        return (str(frame) + "\n").encode()


def _csv(frame: pl.DataFrame) -> bytes:
    flat = _flat(frame)
    text = pl.col(pl.String)
    guarded = flat.with_columns(pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text).name.keep())
    return guarded.write_csv().encode()


def _json(frame: pl.DataFrame) -> bytes:
    # Decimals would become text, and a reader wants numbers.
    numbers = frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
    return (_binary_as_text(numbers).write_json() + "\n").encode()


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _xlsx(frame: pl.DataFrame) -> bytes:
    if frame.height > _SHEET_ROWS:
        raise QueryError(
            f"xlsx: {frame.height} rows; a sheet holds {_SHEET_ROWS}; ask for fewer rows, or write csv or parquet"
        )
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        _flat(frame).write_excel(book, worksheet="结果", autofit=True, freeze_panes="A2")
    return buffer.getvalue()


FORMATS: Mapping[str, Callable[[pl.DataFrame], bytes]] = {
    "table": _table, "csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx
}  # fmt: skip
"""The forms a result can be written in."""


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists, structs and bytes as text, for forms that have only plain cells."""
    frame = _binary_as_text(frame)
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    return frame.with_columns(pl.col(name).map_elements(_plain, return_dtype=pl.String) for name in nested)


def _plain(value: Any) -> str:
    return str(value.to_list() if isinstance(value, pl.Series) else value)


def _binary_as_text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Binary).bin.encode("hex"))
