"""What every chart takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import plotly.graph_objects as go
import polars as pl

from dashboard.theme import THEMES, ThemeName, Tokens

Form = Literal["wide", "phone"]
TITLE_LIMIT = 24  # characters of a title that is a finding


@dataclass(frozen=True, slots=True)
class Style:
    """How a chart is drawn. ``scale`` multiplies every length (1.5 in a meeting).

    ``width`` is the card's inner width in px, to fold long lists by; the figure itself follows its container.
    """

    theme: ThemeName = "light"
    form: Form = "wide"
    scale: float = 1.0
    width: int = 748

    @property
    def tokens(self) -> Tokens:
        """The theme's colours."""
        return THEMES[self.theme]

    @property
    def phone(self) -> bool:
        """Whether the chart stands on a narrow screen."""
        return self.form == "phone"

    def px(self, length: float) -> float:
        """A length of the look in this style's pixels."""
        return length * self.scale


@dataclass(frozen=True, slots=True)
class Source:
    """Where a chart's data stand: the warehouse's version and the day it was built."""

    version: int
    built: date

    def foot(self, units: int, years: str, pending: int) -> str:
        """The foot line: source, version, date, values to review."""
        return (
            f"来源：{units}家单位{years}创建材料。数据版本{self.version}，"
            f"{self.built.year}年{self.built.month}月{self.built.day}日。本图待核{pending}个。"
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart. ``table`` holds the same data for 数据表 and for screen readers, with Chinese column names;
    the figure's height is set, its width follows the container. A mark's ``customdata[0]`` is its mention_id."""

    name: str
    figure: go.Figure
    title: str
    subtitle: str
    foot: str
    table: pl.DataFrame

    @property
    def label(self) -> str:
        """The ``aria-label``."""
        return f"{self.title}。{self.subtitle}"


def first_fitting(findings: Sequence[str], plain: str) -> str:
    """The first finding that is short enough for a title, else the plain measure."""
    return next((finding for finding in findings if 0 < len(finding) <= TITLE_LIMIT), plain)
