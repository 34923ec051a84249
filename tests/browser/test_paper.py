"""What leaves the screen: a print is light and fits its sheets, whatever the screen shows."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.theme import DARK, LIGHT
from tests.browser.conftest import Site, Watched, watch

pytestmark = pytest.mark.browser
INDICATOR = "training.hours"
SHEET = 1280


@pytest.fixture
def dark(browser: Browser, site: Site) -> Iterator[Watched]:
    yield from watch(browser, site, "dark")


def chart_of(page: Page, event: str = "") -> tuple[str, str, float]:
    """Background and colour of the first ranked bar as drawn, and the chart's width, at once after an event."""
    ground, bar, width = page.evaluate(
        """(event) => {
          if (event) window.dispatchEvent(new Event(event));
          const graph = document.querySelector("#card-ranking .js-plotly-plot");
          const bar = graph.querySelector(".trace .point path");
          return [graph._fullLayout.paper_bgcolor, getComputedStyle(bar).fill, graph._fullLayout.width];
        }""",
        event,
    )
    return str(ground), str(bar), float(width)


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_a_dark_page_prints_light_and_is_dark_again(dark: Watched) -> None:
    page = dark.open(f"/compare?indicator={INDICATOR}")
    expect(page.locator("#card-ranking .trace .point").first).to_be_visible()
    ground, bar, width = chart_of(page)
    assert (ground.upper(), bar) == (DARK.card, rgb(DARK.mark))
    ground, bar, printed = chart_of(page, "beforeprint")
    assert (ground.upper(), bar, printed) == (LIGHT.card, rgb(LIGHT.mark), SHEET)
    ground, bar, again = chart_of(page, "afterprint")
    assert (ground.upper(), bar, again) == (DARK.card, rgb(DARK.mark), width)
    assert dark.complaints == []


def test_charts_print_across_and_texts_upright(watched: Watched) -> None:
    page = watched.open("/")
    expect(page.locator(".trace .point").first).to_be_visible()
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    assert len(sheets) <= 4
    page = watched.open("/unit")
    page.locator(".profile td.amount a").first.click()
    page.wait_for_url("**/evidence?value=*")
    expect(page.locator(".paragraph.on")).to_be_visible()
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width < sheet.mediabox.height for sheet in sheets)
