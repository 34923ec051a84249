"""A number on a page is the warehouse's, and it leads to its sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from dashboard import numbers
from tests.browser.conftest import Site, Watched

pytestmark = pytest.mark.browser

INDICATOR = "training.hours"
EVERYONE = {"kind": None, "region": None, "level": None}
RED = "rgb(196, 40, 28)"


def top(site: Site) -> dict[str, object]:
    """The unit with the most hours in 2025, as SQL has it."""
    frame = site.warehouse.ask("chart_ranking", indicator=INDICATOR, year=2025, **EVERYONE)
    single = frame.filter(frame["state"].is_in(["reported", "approximate"])).sort("value", descending=True)
    return single.row(0, named=True)


def proof_of(page: Page) -> str:
    """The words underlined in red; fails where they are not."""
    proof = page.locator(".proof:visible").first
    expect(proof).to_be_visible()
    style = proof.evaluate(
        "node => [getComputedStyle(node).textDecorationLine, getComputedStyle(node).textDecorationColor]"
    )
    assert style == ["underline", RED]
    return proof.inner_text()


def test_the_table_shows_what_sql_answers(watched: Watched, site: Site) -> None:
    page = watched.open(f"/compare?indicator={INDICATOR}")
    row = top(site)
    cells = page.locator("#card-table tbody tr").first.locator("td")
    expect(cells.nth(1)).to_have_text(str(row["unit_name"]))
    shown = numbers.scale_for([row["value"]], "学时").text(row["value"], str(row["qualifier"]), str(row["quote"]))  # type: ignore[list-item,arg-type]
    expect(cells.nth(2)).to_have_text(shown)


def test_the_overview_counts_what_sql_counts(watched: Watched, site: Site) -> None:
    page = watched.open("/")
    frame = site.warehouse.ask("page_coverage", **EVERYONE)
    now = frame.filter(frame["year"] == 2025).row(0, named=True)
    expect(page.locator(".figure").first.locator(".figure-value")).to_have_text(
        f"{now['reported_count']}/ {now['unit_count']}家"
    )


def test_a_key_figure_is_the_sum_that_sql_gives(watched: Watched, site: Site) -> None:
    page = watched.open("/")
    card = page.locator(".figure", has_text="职工捐款金额")
    frame = site.warehouse.ask("page_figures", year=2025, **EVERYONE)
    row = frame.filter(frame["indicator_code"] == "donation.cash").row(0, named=True)
    expect(card.locator(".figure-value")).to_have_text("".join(numbers.split_figure(row["total"], row["unit"])))
    card.locator("a.value").click()
    expect(page.locator("h1")).to_contain_text("职工捐款金额")


def test_a_bar_opens_its_sentence_and_the_text(watched: Watched, site: Site) -> None:
    page = watched.open(f"/compare?indicator={INDICATOR}")
    row = top(site)
    bar = page.locator(f'.js-plotly-plot .point[data-value="{row["mention_id"]}"]')
    bar.first.click(force=True)  # Plotly listens on a layer over the bars
    expect(page.locator(".panel")).to_contain_text(str(row["unit_name"]))
    assert proof_of(page) == row["quote"]
    page.get_by_role("link", name="看全文").click()
    expect(page.locator("h1")).to_have_text("这个数从哪里来？")
    assert proof_of(page) == row["quote"]
    expect(page.locator(".paragraph.on")).to_be_in_viewport()
    assert watched.complaints == []


def test_enter_opens_and_escape_closes(watched: Watched, site: Site) -> None:
    page = watched.open(f"/compare?indicator={INDICATOR}")
    row = top(site)
    bar = page.locator(f'.js-plotly-plot .point[data-value="{row["mention_id"]}"]').first
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    assert "value=" not in page.url
    page.wait_for_function("id => document.activeElement.dataset.value === id", arg=row["mention_id"])


def test_a_point_of_the_trend_opens_its_sentence(watched: Watched) -> None:
    page = watched.open(f"/trend?indicator={INDICATOR}")
    point = page.locator("#card-trend .point[data-value]").first
    identity = point.get_attribute("data-value")
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence?value=*")
    assert proof_of(page)
    quote = watched.site.warehouse.ask("page_value", value=identity)["quote"][0]
    assert proof_of(page) == quote


def test_a_number_of_the_profile_opens_its_sentence(watched: Watched) -> None:
    page = watched.open("/unit")
    number = page.locator(".profile td.amount a").first
    identity = number.get_attribute("data-value")
    number.click()
    page.wait_for_url("**/evidence?value=*")
    assert proof_of(page) == watched.site.warehouse.ask("page_value", value=identity)["quote"][0]


def test_every_value_of_the_text_can_be_chosen(watched: Watched, site: Site) -> None:
    page = watched.open(f"/evidence?value={top(site)['mention_id']}")
    other = page.locator(".paragraph a.other").first
    words = other.inner_text()
    other.click()
    expect(page.locator("#proof")).to_have_text(words)
    page.get_by_role("link", name="下一个").click()
    expect(page.locator("#proof")).not_to_have_text(words)


def test_the_card_never_covers_the_list_below_it(watched: Watched, site: Site) -> None:
    page = watched.open(f"/evidence?value={top(site)['mention_id']}")
    expect(page.locator(".paragraph.on")).to_be_visible()
    for height in ("0", "document.body.scrollHeight"):
        page.evaluate(f"window.scrollTo(0, {height})")
        card, values = (page.locator(name).bounding_box() for name in (".value-card", ".values"))
        assert card is not None and values is not None
        assert card["y"] + card["height"] <= values["y"]


def test_a_great_change_leads_to_its_sentence(watched: Watched, site: Site) -> None:
    page = watched.open("/")
    link = page.locator("section", has_text="升降最大的数值").locator("td.right a.value").first
    identity = link.get_attribute("data-value")
    link.click()
    expect(page.locator("#proof")).to_be_visible()  # the overview's findings are underlined too
    assert proof_of(page) == site.warehouse.ask("page_value", value=identity)["quote"][0]


def test_the_chart_as_a_table(watched: Watched, site: Site) -> None:
    page = watched.open(f"/compare?indicator={INDICATOR}")
    page.locator("#card-ranking").get_by_role("link", name="数据表").click()
    table = page.locator("#card-ranking .ag-root")
    expect(table).to_contain_text(str(top(site)["unit_name"]))
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    assert "tables=ranking" in page.url
    page.locator("#card-ranking").get_by_role("link", name="看图").click()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)


def test_a_chart_is_saved_as_an_image(watched: Watched) -> None:
    page = watched.open(f"/compare?indicator={INDICATOR}")
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    with page.expect_download() as saving:
        page.locator("#card-ranking").get_by_text("下载图").click()
    assert saving.value.suggested_filename.endswith(".png")
    content = saving.value.path().read_bytes()
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (3200, 1800)


def test_a_meeting_enlarges_and_its_marks_still_open(watched: Watched, site: Site) -> None:
    page = watched.open(f"/compare?indicator={INDICATOR}")
    bar = page.locator(f'.js-plotly-plot .point[data-value="{top(site)["mention_id"]}"]').first
    expect(bar).to_be_visible()
    before = bar.bounding_box()
    page.get_by_role("button", name="会议模式").click()
    page.wait_for_function("document.querySelector('.js-plotly-plot')._fullLayout.font.size === 19.5")
    after = bar.bounding_box()
    assert before and after
    assert after["height"] == pytest.approx(1.5 * before["height"])
    bar.click(force=True)
    expect(page.locator(".panel")).to_contain_text(str(top(site)["unit_name"]))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="退出会议").click(force=True)
    assert watched.complaints == []
