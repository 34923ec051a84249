"""The figure behind 下载图: the page's chart as the exports draw it, for the browser to make an image of."""

from __future__ import annotations

import json
from typing import Any

import dash
from flask import Response, abort, request

from dashboard.asking import Asking
from dashboard.components.desk import Desk, version_of
from dashboard.components.look import Look
from dashboard.figures.image import HEIGHT, WIDTH, for_image
from dashboard.pages import CHARTS
from dashboard.state import View, parse
from warehouse.errors import WarehouseError
from warehouse.query import Warehouse


def register_images(app: dash.Dash, warehouse: Warehouse) -> None:
    """Serve ``/figure/<chart>/<the page's address>`` as JSON."""

    @app.server.route("/figure/<name>/")
    @app.server.route("/figure/<name>/<path>")
    def figure(name: str, path: str = "") -> Response:
        view = parse(f"/{path}", request.query_string.decode())
        if view is None:
            abort(404)
        try:
            content = _content(view, name, warehouse)
        except WarehouseError as error:
            abort(503, str(error))
        if content is None:
            abort(404)
        return Response(json.dumps(content, ensure_ascii=False), mimetype="application/json")


def _content(view: View, name: str, warehouse: Warehouse) -> dict[str, Any] | None:
    asking = Asking(warehouse)
    # An image is always light and wide, whatever the window that asks for it.
    desk = Desk(view, Look(), asking, version_of(asking))
    chart = next((chart for chart in CHARTS[view.page](desk) if chart.name == name), None)
    if chart is None:
        return None
    figure = json.loads(for_image(chart).to_json())
    return {"name": f"{chart.title}_{desk.year}", "width": WIDTH, "height": HEIGHT, "figure": figure}
