"""Charts as PNG, SVG and PDF: one browser, started once, draws them all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kaleido
import plotly.graph_objects as go

from dashboard.export.checks import find_browser
from dashboard.figures.chart import Chart
from dashboard.figures.image import A4_HEIGHT, HEIGHT, WIDTH, for_image

DENSITY = 2
TIMEOUT = 40.0  # seconds for one image; a warm browser takes a fifth of one
TRIES = 2


@dataclass(frozen=True, slots=True)
class Job:
    """One image to draw: ``path``'s suffix is its format."""

    chart: Chart
    path: Path

    @property
    def figure(self) -> go.Figure:
        """The framed figure; a PDF is a landscape A4 page."""
        return for_image(self.chart, WIDTH, A4_HEIGHT if self.path.suffix == ".pdf" else HEIGHT)

    @property
    def options(self) -> dict[str, Any]:
        """The size and format as the browser is told."""
        form = self.path.suffix[1:]
        height = A4_HEIGHT if form == "pdf" else HEIGHT
        return {"format": form, "width": WIDTH, "height": height, "scale": DENSITY if form == "png" else 1}


def draw(jobs: Sequence[Job], done: Callable[[Job], None]) -> list[str]:
    """Draw all images and call ``done`` after each; gives a message for every one that could not be drawn.

    Runs its own event loop, so it may be called from any thread that has none.
    """
    for noisy in ("kaleido", "choreographer"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    return asyncio.run(_draw(jobs, done))


async def _draw(jobs: Sequence[Job], done: Callable[[Job], None]) -> list[str]:
    problems = []
    left = list(jobs)
    while left:
        # A browser that died takes the rest with it, so what is left is drawn by a new one.
        drawn, problem = await _with_browser(left, done)
        left = left[drawn:]
        if problem and left:
            problems.append(
                f"{left[0].path.name}: {problem}; an image was expected; export again, or run wenming doctor"
            )
            left = left[1:]
    return problems


async def _with_browser(jobs: Sequence[Job], done: Callable[[Job], None]) -> tuple[int, str]:
    """Draw until the first image that fails; gives how many were drawn, and what was wrong with the next."""
    drawn = 0
    try:
        async with kaleido.Kaleido(n=1, timeout=TIMEOUT, mathjax=False, path=str(find_browser())) as browser:
            for job in jobs:
                if problem := await _image(browser, job):
                    return drawn, problem
                drawn += 1
                done(job)
    except Exception as error:  # the browser's own library raises many kinds, none of which may stop the export
        return drawn, f"{type(error).__name__}: {error}"
    return drawn, ""


async def _image(browser: kaleido.Kaleido, job: Job) -> str:
    problem = ""
    for _ in range(TRIES):
        failures = await browser.write_fig(job.figure, path=job.path, opts=job.options)
        problem = "; ".join(str(failure) for failure in failures or ())
        if not problem and job.path.is_file() and job.path.stat().st_size:
            return ""
    return problem or "the browser wrote nothing"
