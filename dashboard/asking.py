"""One request's questions to the warehouse."""

from __future__ import annotations

import polars as pl

from dashboard.words import SHORT_NAMES
from warehouse.query import Warehouse

NAMES = ("name_zh", "name")


class Asking:
    """Asks each question once: a page's answer, cards and charts share their frames."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._known: dict[tuple[str, str], pl.DataFrame] = {}

    def __call__(self, name: str, **parameters: object) -> pl.DataFrame:
        """The rows of ``sql/queries/<name>.sql`` with short names; see ``Warehouse.ask``."""
        key = name, repr(sorted(parameters.items()))
        if key not in self._known:
            self._known[key] = with_short_names(self._warehouse.ask(name, **parameters))
        return self._known[key]


def with_short_names(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with indicators called by their short names, and the catalogue's in ``definition``."""
    name = next((column for column in NAMES if column in frame.columns), None)
    if name is None or "indicator_code" not in frame.columns:
        return frame
    short = pl.col("indicator_code").replace_strict(SHORT_NAMES, default=None, return_dtype=pl.String)
    return frame.with_columns(pl.col(name).alias("definition"), pl.coalesce(short, pl.col(name)).alias(name))
