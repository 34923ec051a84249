"""The buttons at the right of the filter bar: copy the link, export the year's charts."""

from __future__ import annotations

from pathlib import Path

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.state import View
from warehouse.query import Warehouse


class Exporter:
    """Runs the yearly export in the background; its state lives in memory."""

    def __init__(self, home: Path, warehouse: Warehouse) -> None:
        self._home = home
        self._warehouse = warehouse

    def tools(self, view: View) -> list[Component]:
        """The buttons for a page."""
        return [html.Button("复制链接", className="button tool", **{"data-act": "copy"})]


def register_export(app: dash.Dash, exporter: Exporter) -> None:
    """Register what the export button does."""
