"""Every page opens in light, dark and on a phone without complaint, alone on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Watched, serve, watch

pytestmark = pytest.mark.browser

PAGES = {
    "/": "2025年各单位创建工作怎么样？",
    "/compare": "各单位中，谁的",
    "/trend": "与往年相比",
    "/unit": "2025年做得怎么样？",
    "/evidence": "这个数从哪里来？",
}
CHARTS = {"/": 3, "/compare": 1, "/trend": 3, "/unit": 0, "/evidence": 0}


@pytest.mark.parametrize("form", ["light", "dark", "phone"])
@pytest.mark.parametrize("path", list(PAGES))
def test_page_opens(browser: Browser, site: Site, path: str, form: str) -> None:
    for watched in watch(browser, site, form):
        page = watched.open(path)
        expect(page.locator("h1")).to_contain_text(PAGES[path])
        expect(
            page.locator(".js-plotly-plot .main-svg").first if CHARTS[path] else page.locator("table").first
        ).to_be_visible()
        expect(page.locator(".js-plotly-plot")).to_have_count(CHARTS[path])
        assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == (
            "dark" if form == "dark" else "light"
        )
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
        assert "Share" not in page.content()
        assert watched.outside == []
        assert watched.complaints == []


def test_a_value_and_a_title_open(browser: Browser, site: Site) -> None:
    value = site.warehouse.ask("chart_honors", year=2025, kind=None, region=None, level=None)["honor_id"][0]
    for form in ("light", "dark", "phone"):
        for watched in watch(browser, site, form):
            page = watched.open(f"/evidence?value={value}")
            expect(page.locator("#proof")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert watched.complaints == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/compare?indicator=no.such", "没有这个指标"),
        ("/compare?year=1999", "1999年没有单位写明"),
        ("/trend?indicator=no.such", "没有这个指标"),
        ("/unit?unit=nobody", "没有这个单位"),
        ("/unit?year=1999", "1999年没有写明的指标"),
        ("/?year=1999", "1999年没有符合条件的单位报送材料"),
        ("/evidence?value=gone:1", "没有找到这个数值"),
        ("/evidence?document=gone/1", "没有找到这份材料"),
        ("/no-such-page", "没有这个页面"),
    ],
)
def test_what_is_not_there_says_what_to_do(watched: Watched, path: str, words: str) -> None:
    page = watched.open(path)
    expect(page.locator("#main")).to_contain_text(words)
    assert watched.complaints == []


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    yield from serve(tmp_path)


def test_an_empty_home_says_how_to_fill_it(browser: Browser, empty_site: Site) -> None:
    for watched in watch(browser, empty_site):
        page = watched.open("/compare")
        expect(page.locator("#main")).to_contain_text("还没有数据")
        expect(page.locator("#main")).to_contain_text("wenming build")
        assert watched.complaints == []


def test_the_theme_switch_redraws_the_charts(watched: Watched) -> None:
    page = watched.open("/compare")
    ground = "getComputedStyle(document.body).backgroundColor"
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    light = page.evaluate(ground)
    page.locator("#scheme").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    paper = "document.querySelector('.js-plotly-plot')._fullLayout.paper_bgcolor.toLowerCase()"
    page.wait_for_function(f"{paper} === '#182028'")
    assert page.evaluate(ground) != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
