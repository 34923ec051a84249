"""What may be said of a group of units: a median and middle half from 8 on, only dots from 4, nothing below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.numbers import PEER_DOTS, PEER_MEDIAN


@dataclass(frozen=True, slots=True)
class Peers:
    """Peer figures of ``count`` values, in the values' unit; quartiles are inclusive (linear)."""

    count: int
    low: float | None = None
    median: float | None = None
    high: float | None = None

    @property
    def dots(self) -> bool:
        """Whether single peers may be shown though no median may."""
        return PEER_DOTS <= self.count < PEER_MEDIAN


def peers(values: Sequence[float]) -> Peers:
    """The peer figures of these values, as far as their number allows."""
    if len(values) < PEER_MEDIAN:
        return Peers(len(values))
    series = pl.Series(values, dtype=pl.Float64)
    low, median, high = (series.quantile(q, interpolation="linear") for q in (0.25, 0.5, 0.75))
    return Peers(len(values), low, median, high)
