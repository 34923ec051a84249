"""The address holds the view: deep links, controls, Back, and a new version while the page stands open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched, serve, watch
from tests.synthetic import load_indicators, write_home
from warehouse.build import build

pytestmark = pytest.mark.browser


def test_a_deep_link_reproduces_the_view(watched: Watched) -> None:
    page = watched.open("/compare?indicator=donation.cash&year=2024&kind=市直机关")
    expect(page.locator("h1")).to_have_text("同类单位中，谁的职工捐款金额多？")
    expect(page.locator(".mantine-SegmentedControl-label[data-active]")).to_have_text("2024")
    expect(page.locator(".field").first.locator("input").first).to_have_value("职工捐款金额")


def test_a_control_writes_only_what_differs_and_back_undoes_it(watched: Watched) -> None:
    page = watched.open("/")
    years = page.locator(".mantine-SegmentedControl-label")
    years.filter(has_text="2024").click()
    expect(page.locator("h1")).to_have_text("2024年各单位创建工作怎么样？")
    assert page.url.endswith("/?year=2024")
    years.filter(has_text="2023").click()
    expect(page.locator("h1")).to_have_text("2023年各单位创建工作怎么样？")
    page.go_back()
    expect(page.locator("h1")).to_have_text("2024年各单位创建工作怎么样？")
    expect(page.locator(".mantine-SegmentedControl-label[data-active]")).to_have_text("2024")
    page.go_back()
    expect(page.locator("h1")).to_have_text("2025年各单位创建工作怎么样？")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("2024年各单位创建工作怎么样？")
    years.filter(has_text="2025").click()
    expect(page.locator("h1")).to_have_text("2025年各单位创建工作怎么样？")
    assert page.url.endswith("/")
    assert watched.complaints == []


def test_a_list_control_is_written_too(watched: Watched) -> None:
    page = watched.open("/compare")
    page.locator(".field", has_text="指标").locator("input").first.click()
    page.get_by_role("option", name="无偿献血量").click()
    expect(page.locator("h1")).to_contain_text("无偿献血量")
    assert "indicator=donation.blood" in page.url


def test_navigation_carries_the_year_along(watched: Watched) -> None:
    page = watched.open("/?year=2023")
    page.get_by_role("link", name="横向对比").first.click()
    expect(page.locator("h1")).to_contain_text("谁的")
    assert page.url.endswith("/compare?year=2023")


def test_the_phone_folds_filters_and_navigation(browser: Browser, watched: Watched) -> None:
    for phone in watch(browser, watched.site, "phone"):
        page = phone.open("/")
        expect(page.locator(".controls")).to_be_hidden()
        page.locator(".filter-line").click()
        page.locator(".mantine-SegmentedControl-label", has_text="2024").click()
        expect(page.locator("h1")).to_contain_text("2024年")
        page.get_by_text("完成").click()
        expect(page.locator(".controls")).to_be_hidden()
        page.get_by_label("打开导航").click()
        page.get_by_role("link", name="单位档案").click()
        expect(page.locator("h1")).to_contain_text("2024年做得怎么样？")
        assert phone.complaints == []


def test_a_new_version_is_followed_without_restart(browser: Browser, tmp_path: Path) -> None:
    write_home(tmp_path)
    for site in serve(tmp_path):
        for watched in watch(browser, site):
            page = watched.open("/")
            expect(page.locator(".version")).to_have_text("数据版本 1")
            units = page.locator(".figure").first.locator(".figure-value")
            before = units.inner_text()
            newest = sorted((tmp_path / "lake" / "batches").iterdir())[-1]
            shutil.rmtree(newest)
            build(tmp_path, load_indicators(), wenming_version="0.1.0")
            expect(page.locator(".version")).to_have_text("数据版本 2")
            expect(units).not_to_have_text(before)
            assert watched.complaints == []
