"""An invented data home served on this machine, and pages of the system's Chromium that may reach nothing else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from waitress.server import create_server

from dashboard.app import create_app
from tests.synthetic import write_home
from warehouse.query import Warehouse

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = {"light": 1440, "dark": 1440, "phone": 390}
POLL_SECONDS = 0.3
CONTEXTS: dict[str, BrowserContext] = {}  # by form, of the browser that runs: its cache keeps the scripts warm


@dataclass
class Site:
    """A running dashboard."""

    address: str
    home: Path
    warehouse: Warehouse


@dataclass
class Watched:
    """A page with what it complained about and what it asked elsewhere."""

    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open an address of the site and wait until the page stands."""
        self.page.goto(self.site.address + path)
        self.page.locator("#main h1").wait_for()
        return self.page


def serve(home: Path) -> Iterator[Site]:
    server = create_server(create_app(home, poll_seconds=POLL_SECONDS).server, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    warehouse = Warehouse(home)
    try:
        yield Site(f"http://127.0.0.1:{server.effective_port}", home, warehouse)
    finally:
        warehouse.close()
        server.close()
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    write_home(home)
    yield from serve(home)


# A module's, not the session's: while it lives its event loop runs in this thread, and other tests need their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install it (make demo does) to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        CONTEXTS.clear()
        browser.close()


def watch(browser: Browser, site: Site, form: str = "light") -> Iterator[Watched]:
    context = CONTEXTS.get(form) or CONTEXTS.setdefault(form, _context(browser, form))
    watched = Watched(context.new_page(), site)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("console", lambda said: watched.complaints.append(said.text) if said.type == "error" else None)

    def asked(request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(site.address):
            watched.outside.append(request.url)

    watched.page.on("request", asked)
    yield watched
    if watched.page.url.startswith("http"):
        watched.page.evaluate("localStorage.clear()")
    watched.page.close()


def _context(browser: Browser, form: str) -> BrowserContext:
    size = {"width": WIDTHS[form], "height": 900}
    context = browser.new_context(viewport=size, locale="zh-CN")  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    if form == "dark":
        context.add_init_script("localStorage.setItem('wenming-scheme', 'dark')")
    return context


@pytest.fixture
def watched(browser: Browser, site: Site) -> Iterator[Watched]:
    yield from watch(browser, site)


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page
