"""The tables of pages as CSV for a spreadsheet: full values, the words of the report, safe to open."""

from __future__ import annotations

from urllib.parse import quote

import dash
import polars as pl
from flask import Response, abort, request

from dashboard.asking import Asking
from dashboard.components.desk import Desk, version_of
from dashboard.components.look import Look
from dashboard.pages import TABLES
from dashboard.state import parse
from warehouse.errors import WarehouseError
from warehouse.query import Warehouse

FORMULA = "^[=+@\t\r-]"


def register_downloads(app: dash.Dash, warehouse: Warehouse) -> None:
    """Serve ``/table/<the page's address>`` as CSV."""

    @app.server.route("/table/<path>")
    def table(path: str) -> Response:
        view = parse(f"/{path}", request.query_string.decode())
        if view is None or view.page not in TABLES:
            abort(404)
        try:
            asking = Asking(warehouse)
            named = TABLES[view.page](Desk(view, Look(), asking, version_of(asking)))
        except WarehouseError as error:
            abort(503, str(error))
        if named is None or named[1].is_empty():
            abort(404)
        name, frame = named
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.csv"}
        return Response(as_csv(frame), mimetype="text/csv", headers=headers)


def as_csv(frame: pl.DataFrame) -> bytes:
    """The frame as CSV that Excel reads as UTF-8; text that it would take for a formula gets an apostrophe."""
    text = pl.col(pl.String)
    guarded = frame.with_columns(pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).name.keep())
    return guarded.write_csv().encode("utf-8-sig")
