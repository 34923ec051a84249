"""One request's questions to the warehouse."""

from __future__ import annotations

import polars as pl

from warehouse.query import Warehouse


class Asking:
    """Asks each question once: a page's answer, cards and charts share their frames."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._known: dict[tuple[str, str], pl.DataFrame] = {}

    def __call__(self, name: str, **parameters: object) -> pl.DataFrame:
        """The rows of ``sql/queries/<name>.sql``; see ``Warehouse.ask``."""
        key = name, repr(sorted(parameters.items()))
        if key not in self._known:
            self._known[key] = self._warehouse.ask(name, **parameters)
        return self._known[key]
