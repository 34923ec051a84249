from __future__ import annotations

import math
import re
from dataclasses import fields
from itertools import product

import pytest

from dashboard.theme import (
    DARK,
    GRAPH_CONFIG,
    LIGHT,
    THEMES,
    Tokens,
    ag_grid_params,
    css_variables,
    mantine_theme,
    template,
)

# Text on ground: what must be readable (4.5:1), as the look's table says.
TEXT = ("ink", "ink2", "ink3", "accent", "red", "ochre", "olive")
GROUND = ("card", "bg", "sunk", "accent_tint")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4) for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), list(product(TEXT, GROUND)))
def test_text_can_be_read(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_heatmap_numbers_can_be_read(tokens: Tokens) -> None:
    for step in tokens.ramp[1:4]:
        assert contrast(tokens.ink, step) >= 4.5
    assert contrast(tokens.s4_text, tokens.s4) >= 4.5
    assert contrast(tokens.ink3, tokens.s0) >= 4.5


def test_css_sets_every_token_in_both_themes() -> None:
    css = css_variables()
    for tokens in (LIGHT, DARK):
        for field in fields(tokens):
            assert f"--{field.name.replace('_', '-')}:{getattr(tokens, field.name)};" in css


def test_css_prints_light() -> None:
    printed = css_variables().split("@media print")[1]
    assert LIGHT.card in printed
    assert DARK.card not in printed


@pytest.mark.parametrize("name", ["light", "dark"])
def test_templates_take_their_colours_from_the_table(name: str) -> None:
    layout = template(name).layout  # type: ignore[arg-type]
    tokens = THEMES[name]  # type: ignore[index]
    assert (layout.paper_bgcolor, layout.plot_bgcolor, layout.font.color) == (tokens.card, tokens.card, tokens.ink)
    assert list(layout.colorway) == list(tokens.series)


def test_a_meeting_reads_labels_of_twenty() -> None:
    assert template("light", 1.5).layout.font.size == pytest.approx(20, abs=0.6)


def test_grid_colours_are_variables_that_exist() -> None:
    known = set(re.findall(r"--[\w-]+", css_variables()))
    used = re.findall(r"var\((--[\w-]+)\)", str(ag_grid_params()))
    assert used
    assert set(used) <= known


def test_mantine_has_ten_shades_and_starts_from_the_accent() -> None:
    theme = mantine_theme()
    shades = theme["colors"][theme["primaryColor"]]
    assert len(shades) == 10
    assert shades[theme["primaryShade"]["light"]] == LIGHT.accent
    assert shades[theme["primaryShade"]["dark"]] == DARK.accent


def test_graphs_lead_nowhere_else() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["plotlyServerURL"] == ""
    assert GRAPH_CONFIG["displayModeBar"] is False
    assert GRAPH_CONFIG["locale"] == "zh-CN"
