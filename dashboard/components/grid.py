"""The data of a chart in full: a table that sorts and copies, in AG Grid."""

from __future__ import annotations

import json
from typing import Any

import dash_ag_grid as dag
import polars as pl
from dash.development.base_component import Component

from dashboard.state import View, href
from dashboard.theme import ag_grid_params

EVIDENCE = "依据"
ROWS_IN_VIEW = 15  # above it the grid scrolls inside
WIDE = {"单位": 190, "指标": 150, "原文": 110}  # px at least, for columns that hold words
HEADS = {"wrapHeaderText": True, "autoHeaderHeight": True}
THEME = f"themeQuartz.withParams({json.dumps(ag_grid_params(), ensure_ascii=False)})"


def data_table(frame: pl.DataFrame, name: str) -> Component:
    """The rows of a chart's table; a column 依据 holds ids and becomes links."""
    options: dict[str, Any] = {
        "theme": {"function": THEME},
        "localeText": {"function": "wenming.gridWords"},
        "animateRows": False,
        "suppressColumnVirtualisation": True,
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
    }
    tall = frame.height > ROWS_IN_VIEW
    if not tall:
        options["domLayout"] = "autoHeight"
    return dag.AgGrid(
        id={"type": "table", "name": name},
        columnDefs=[_column(column, kind) for column, kind in frame.schema.items()],
        rowData=_rows(frame),
        defaultColDef={**HEADS, "sortable": True, "resizable": True, "minWidth": 72, "flex": 1},
        dashGridOptions=options,
        style={"height": "600px" if tall else None, "width": "100%"},
    )


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    if EVIDENCE not in frame.columns:
        return frame.to_dicts()
    return [
        {**row, EVIDENCE: href(View(page="evidence", value=row[EVIDENCE])) if row[EVIDENCE] else None}
        for row in frame.iter_rows(named=True)
    ]


def _column(name: str, kind: pl.DataType) -> dict[str, Any]:
    # A name may hold dots and brackets, which a field would take for a path.
    column: dict[str, Any] = {
        "headerName": name,
        "colId": name,
        "valueGetter": {"function": f"params.data[{json.dumps(name, ensure_ascii=False)}]"},
    }
    if name == EVIDENCE:
        return {**column, "cellRenderer": "EvidenceLink", "sortable": False, "maxWidth": 90}
    if kind.is_numeric():
        return {**column, "type": "rightAligned", "valueFormatter": {"function": "wenming.gridNumber(params)"}}
    return {**column, "minWidth": WIDE[name], "flex": 2} if name in WIDE else column
