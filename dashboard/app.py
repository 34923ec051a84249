"""The dashboard: one Dash app over one data home, for several readers at once, that never writes to the warehouse."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from waitress import create_server

from dashboard.asking import Asking
from dashboard.components import shell
from dashboard.components.desk import Desk, version_of
from dashboard.components.exporting import Exporter, register_export, status_area, tools
from dashboard.components.look import Look
from dashboard.downloads import register_downloads
from dashboard.images import register_images
from dashboard.pages import PAGES, failed, nowhere
from dashboard.state import View, parse, search_of, with_controls
from dashboard.theme import css_variables, mantine_theme, paper_colours
from warehouse.errors import BusyError, WarehouseError
from warehouse.query import Warehouse

POLL_SECONDS = 10.0
LOG = logging.getLogger("wenming.dashboard")

INDEX = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{%metas%}
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{%title%}</title>
<link rel="icon" href="data:,">
<style>@STYLE@</style>
<script type="application/json" id="paper">@PAPER@</script>
<script>
try {
  document.documentElement.setAttribute("data-mantine-color-scheme",
    localStorage.getItem("wenming-scheme") === "dark" ? "dark" : "light");
  document.documentElement.toggleAttribute("data-meeting", localStorage.getItem("wenming-meeting") === "on");
} catch (e) { /* a browser without storage stays light */ }
</script>
{%css%}
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def create_app(home: Path, *, poll_seconds: float = POLL_SECONDS) -> dash.Dash:
    """The app over the data home. A home without a warehouse is no error: each page says what to do.

    ``poll_seconds``: how often a page that stands open asks whether there is a new version.
    """
    app = dash.Dash(
        "wenming",
        assets_folder=str(Path(__file__).parent / "assets"),
        index_string=INDEX.replace("@STYLE@", css_variables()).replace("@PAPER@", json.dumps(paper_colours())),
        title="文明",
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
        add_log_handler=False,
    )
    warehouse = Warehouse(home)
    exporter = Exporter(home, warehouse)
    app.layout = lambda: _layout(_version_number(warehouse), poll_seconds)
    _register_page(app, warehouse)
    _register_browser(app)
    _register_poll(app, warehouse)
    register_export(app, exporter)
    register_images(app, warehouse)
    register_downloads(app, warehouse)
    return app


def serve(
    home: Path, host: str = "127.0.0.1", port: int = 8050, announce: Callable[[str], None] = print, threads: int = 8
) -> None:
    """Serve the dashboard until interrupted; ``announce`` gets its address once it can be opened. Raises BusyError."""
    application = create_app(home).server
    # A page asks for its scripts all at once; that some wait a moment is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = create_server(application, host=host, port=port, threads=threads, ident="wenming")
    except OSError as error:
        raise BusyError(
            f"{host}:{port}: {error.strerror or error}; a free port of this machine was expected; "
            f"end what uses it, or name another: wenming serve --port {port + 1}"
        ) from error
    announce(f"http://{host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()


def _layout(version: int | None, poll_seconds: float) -> Component:
    inside = [
        dcc.Location(id="url", refresh="callback-nav"),
        dcc.Store(id="look"),
        dcc.Store(id="version", data=version),
        dcc.Interval(id="poll", interval=int(poll_seconds * 1000)),
        html.Div([shell.waiting()], id="page"),
        *status_area(),
    ]
    provider: Component = dmc.MantineProvider(inside, id="mantine", theme=mantine_theme(), forceColorScheme="light")
    return provider


def _version_number(warehouse: Warehouse) -> int | None:
    try:
        return warehouse.version.number
    except WarehouseError:
        return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request: the view of the address, after the controls that were touched."""

    view: View | None
    moved: bool


def _register_page(app: dash.Dash, warehouse: Warehouse) -> None:
    @app.callback(
        Output("url", "search"),
        Output("page", "children"),
        Input("url", "pathname"),
        Input("url", "search"),
        Input({"type": "control", "name": ALL, "default": ALL}, "value"),
        Input("look", "data"),
        Input("version", "data"),
        prevent_initial_call=False,
    )
    def show(pathname: str, search: str, values: list[Any], look: str | None, version: int | None) -> tuple[Any, Any]:
        """Deep link, control, Back, theme and a new version all come through here."""
        if look is None:
            raise PreventUpdate
        asked = _asked(pathname, search)
        if asked.view is not None and not asked.moved and _only_controls():
            raise PreventUpdate  # the controls of a page just drawn report the values they were given
        content = window(asked.view, Look.parse(look), warehouse)
        return (search_of(asked.view) if asked.view and asked.moved else dash.no_update), content


def _only_controls() -> bool:
    return bool(ctx.triggered) and all(each["prop_id"].startswith("{") for each in ctx.triggered)


def _asked(pathname: str, search: str) -> _Asked:
    view = parse(pathname, search)
    if view is None or not _only_controls():
        return _Asked(view, moved=False)
    controls = [
        (item["id"]["name"], item.get("value"), json.loads(item["id"]["default"])) for item in ctx.inputs_list[2]
    ]
    touched = with_controls(view, controls)
    return _Asked(touched, moved=touched != view)


def window(view: View | None, look: Look, warehouse: Warehouse) -> list[Component]:
    """The window's content for a view: a page, or what went wrong and what to do."""
    version, scope, buttons = "", "", []
    try:
        asking = Asking(warehouse)
        opened = version_of(asking)
        version, scope = opened.words, opened.scope
        if view is None:
            page = nowhere()
        else:
            desk = Desk(view, look, asking, opened)
            page = PAGES[view.page](desk)
            buttons = tools(desk.year if page.controls and desk.year else None)
    except WarehouseError as error:
        page = failed(view, error)
    except Exception as error:  # a page that fails must say so; the old one would stand there as if it were the answer
        LOG.exception("the page %s failed", view)
        page = failed(view, WarehouseError(f"{type(error).__name__}: {error}"))
    return shell.frame(view or View(), page, buttons, version=version, scope=scope)


def _register_browser(app: dash.Dash) -> None:
    app.clientside_callback(
        "(path, now) => window.dash_clientside.wenming.look(path, now)",
        Output("look", "data"),
        Input("url", "pathname"),
        State("look", "data"),
    )
    app.clientside_callback(
        "(now) => window.dash_clientside.wenming.scheme(now)",
        Output("mantine", "forceColorScheme"),
        Input("look", "data"),
    )


def _register_poll(app: dash.Dash, warehouse: Warehouse) -> None:
    @app.callback(
        Output("version", "data"), Input("poll", "n_intervals"), State("version", "data"), prevent_initial_call=True
    )
    def follow(_: int, shown: int | None) -> Any:
        now = _version_number(warehouse)
        return dash.no_update if now == shown else now
