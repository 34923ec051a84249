"""Charts as PNG, SVG and PDF: one browser, started once, draws them all."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import choreographer
import kaleido

from dashboard.export.checks import find_browser
from dashboard.figures.chart import Chart
from dashboard.figures.image import A4_HEIGHT, HEIGHT, WIDTH, for_image

DENSITY = 2
TIMEOUT = 40.0  # seconds for one image; a warm browser takes a third of one
TRIES = 2
HOPELESS = 3  # images that fail one after the other before the rest is given up
# The browser prints an image element's digits without saying which they are, so drawings stand inline in the page.
PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>'
    f"@page{{size:{WIDTH}px {A4_HEIGHT}px;margin:0}}body{{margin:0}}"
    "svg{display:block;break-after:page}svg:last-child{break-after:auto}</style></head><body>"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to draw: ``path``'s suffix is its format. A PDF has an A4 landscape page for each chart."""

    charts: tuple[Chart, ...]
    path: Path


def draw(jobs: Sequence[Job], done: Callable[[Job], None]) -> list[str]:
    """Draw all files and call ``done`` after each; gives a message for every one that could not be drawn.

    Runs its own event loop, so it may be called from any thread that has none.
    """
    for noisy in ("kaleido", "choreographer"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    return asyncio.run(_draw(jobs, done))


async def _draw(jobs: Sequence[Job], done: Callable[[Job], None]) -> list[str]:
    problems: list[str] = []
    left, failed = list(jobs), 0
    while left and failed < HOPELESS:
        # A browser that died takes the rest with it, so what is left is drawn by a new one.
        drawn, problem = await _with_browser(left, done)
        failed = 1 if drawn else failed + 1
        left = left[drawn:]
        if problem and left:
            name = left.pop(0).path.name
            problems.append(f"{name}: {problem}; an image was expected; export again, or run wenming doctor --images")
    if left:
        problems.append(
            f"{len(left)} more images: the browser failed {HOPELESS} times in a row; see the messages above"
        )
    return problems


async def _with_browser(jobs: Sequence[Job], done: Callable[[Job], None]) -> tuple[int, str]:
    """Draw until the first file that fails; gives how many were drawn, and what was wrong with the next."""
    drawn = 0
    try:
        async with kaleido.Kaleido(n=1, timeout=TIMEOUT, mathjax=False, path=str(find_browser())) as browser:
            printer = await _Printer.open(browser)
            for job in jobs:
                if problem := await _attempt(printer, job):
                    return drawn, problem
                drawn += 1
                done(job)
    except Exception as error:  # the browser's own library raises many kinds, none of which may stop the export
        return drawn, _words(error)
    return drawn, ""


async def _attempt(printer: _Printer, job: Job) -> str:
    problem = ""
    for _ in range(TRIES):
        try:
            content = await asyncio.wait_for(printer.content(job), TIMEOUT * len(job.charts))
        except Exception as error:  # see above: a second try often succeeds
            problem = _words(error)
            continue
        job.path.write_bytes(content)
        return ""
    return problem


def _words(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()


@dataclass(frozen=True, slots=True)
class _Printer:
    """A warm browser, with a tab of its own for PDF pages; drawn pages are kept for the PDF of all charts."""

    browser: kaleido.Kaleido
    tab: choreographer.Tab
    frame: str
    pages: dict[int, str] = field(default_factory=dict)

    @classmethod
    async def open(cls, browser: kaleido.Kaleido) -> _Printer:
        tab = await browser.create_tab("about:blank")
        tree = await tab.send_command("Page.getFrameTree")
        return cls(browser, tab, tree["result"]["frameTree"]["frame"]["id"])

    async def content(self, job: Job) -> bytes:
        form = job.path.suffix[1:]
        if form != "pdf":
            return await self._drawn(job.charts[0], form, HEIGHT)
        return await self._printed(PAGE + "".join([await self._page(chart) for chart in job.charts]) + "</body></html>")

    async def _page(self, chart: Chart) -> str:
        if id(chart) not in self.pages:
            self.pages[id(chart)] = (await self._drawn(chart, "svg", A4_HEIGHT)).decode()
        return self.pages[id(chart)]

    async def _drawn(self, chart: Chart, form: str, height: int) -> bytes:
        scale = DENSITY if form == "png" else 1
        options: dict[str, Any] = {"format": form, "width": WIDTH, "height": height, "scale": scale}
        content: bytes = await self.browser.calc_fig(for_image(chart, WIDTH, height), opts=options)
        if not content:
            raise ValueError("the browser drew nothing")
        return content

    async def _printed(self, page: str) -> bytes:
        await self.tab.send_command("Page.setDocumentContent", {"frameId": self.frame, "html": page})
        settings = {"preferCSSPageSize": True, "printBackground": True}
        answer = await self.tab.send_command("Page.printToPDF", settings)
        return base64.b64decode(answer["result"]["data"])
