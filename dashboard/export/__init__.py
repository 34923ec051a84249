"""A year's charts, figures and page, written to a folder that is ready to hand in."""

from __future__ import annotations

from dashboard.export.checks import image_problems
from dashboard.export.year import ExportError, ExportResult, Progress, export_year, is_current, latest_year

__all__ = ["ExportError", "ExportResult", "Progress", "export_year", "image_problems", "is_current", "latest_year"]
