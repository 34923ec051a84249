"""Titles that a unit, a part or a member of it won, read out of a report's text."""

from __future__ import annotations

from ingest.honors.finder import find_honors

__all__ = ["find_honors"]
