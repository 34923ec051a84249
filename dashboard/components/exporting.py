"""The buttons at the right of the filter bar: copy the link, export the year's charts, and how far the export is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import dash
from dash import ALL, Input, Output, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response, send_from_directory

from dashboard.components.parts import Child
from dashboard.export import ExportError, ExportResult, Progress, export_year, is_current
from warehouse.errors import WarehouseError
from warehouse.query import Warehouse

POLL_MILLISECONDS = 500


@dataclass(frozen=True, slots=True)
class Job:
    """One year's export: how far it is, or how it ended. ``message`` is an error's, ``problems`` what is missing."""

    year: int
    state: Literal["running", "done", "failed"] = "running"
    progress: Progress = field(default_factory=lambda: Progress(0, 1, "整理数值"))
    problems: tuple[str, ...] = ()
    message: str = ""


class Exporter:
    """Runs one export at a time in the background; its state lives in memory, its files under ``<home>/exports``."""

    def __init__(self, home: Path, warehouse: Warehouse) -> None:
        self.folder = Path(home).resolve() / "exports"
        self._warehouse = warehouse
        self._lock = threading.Lock()
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """The export that runs or ran last."""
        return self._job

    def start(self, year: int) -> None:
        """Begin to export a year unless an export runs; one that is current already is only offered again."""
        with self._lock:
            if self._job and self._job.state == "running":
                return
            self._job = Job(year)
        threading.Thread(target=self._run, args=(year,), name=f"export-{year}", daemon=True).start()

    def _run(self, year: int) -> None:
        try:
            if is_current(self.folder, year, self._warehouse.version.number):
                self._job = Job(year, "done")
                return
            result = export_year(self._warehouse, year, self.folder, self._step)
            self._job = _finished(year, result)
        except (ExportError, WarehouseError) as error:
            self._job = Job(year, "failed", message=str(error))
        except Exception as error:  # a thread's error would be lost, and the page would wait for ever
            self._job = Job(year, "failed", message=f"{type(error).__name__}: {error}")
            raise

    def _step(self, progress: Progress) -> None:
        if self._job is not None:
            self._job = replace(self._job, progress=progress)


def _finished(year: int, result: ExportResult) -> Job:
    return Job(year, "done", problems=result.problems)


def tools(year: int | None) -> list[Component]:
    """The buttons for a page; ``year`` is what 导出 exports, None leaves it out."""
    copy = html.Button("复制链接", className="button tool", **{"data-act": "copy"})
    if year is None:
        return [copy]
    words = f"导出{year}年的图表和表格"
    export = html.Button("导出", className="button tool", id={"type": "export", "year": year}, title=words)
    return [copy, export]


def status_area() -> list[Component]:
    """Where the export says how far it is, and the clock that asks; part of the layout, not of a page."""
    clock = dcc.Interval(id="export-clock", interval=POLL_MILLISECONDS, disabled=True)
    return [clock, html.Div(id="export-status", className="export-status", role="status")]


def register_export(app: dash.Dash, exporter: Exporter) -> None:
    """Register what 导出 does, and serve the exported files under ``/exports/``."""

    @app.callback(
        Output("export-status", "children"),
        Output("export-clock", "disabled"),
        Input({"type": "export", "year": ALL}, "n_clicks"),
        Input("export-clock", "n_intervals"),
        prevent_initial_call=True,
    )
    def export(clicks: list[int | None], _: int | None) -> tuple[Any, bool]:
        asked = ctx.triggered_id
        if isinstance(asked, dict):
            if not any(clicks):
                raise PreventUpdate
            exporter.start(int(asked["year"]))
        job = exporter.job
        return (status(job) if job else None), job is None or job.state != "running"

    @app.server.route("/exports/<path:name>")
    def exported(name: str) -> Response:
        return send_from_directory(exporter.folder, name)


def status(job: Job) -> Component:
    """The export's state in a small card."""
    head: list[Child] = [html.Span(_headline(job), className="strong")]
    if job.state != "running":
        head.append(html.Button("关闭", className="plain link", **{"data-act": "dismiss"}))
    parts: list[Child] = [html.Div(head, className="head")]
    if job.state == "running":
        done = round(100 * job.progress.done / max(job.progress.total, 1))
        bar = html.Div(html.I(style={"width": f"{done}%"}), className="bar")
        parts += [bar, html.Span(f"{job.progress.done}/{job.progress.total}　{job.progress.what}", className="quiet")]
    elif job.state == "done":
        page = f"/exports/{job.year}/index.html"
        parts += [html.A("打开", href=page, target="_blank", className="button"), *map(html.P, job.problems)]
        parts.append(html.Span(f"文件在数据文件夹的 exports/{job.year}", className="quiet"))
    else:
        parts.append(html.P(job.message, className="error-box"))
    return html.Div(parts, className="card progress")


def _headline(job: Job) -> str:
    return {
        "running": f"正在导出{job.year}年图表和表格",
        "done": f"{job.year}年图表和表格已导出",
        "failed": f"{job.year}年没有导出成功",
    }[job.state]
