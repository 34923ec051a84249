"""The look's one table of tokens, and all that is made from it.

CSS variables, the Plotly templates, the Mantine theme, the AG Grid parameters and the images' colours come from
``LIGHT`` and ``DARK``; no other file names a colour.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

import plotly.graph_objects as go

ThemeName = Literal["light", "dark"]

SANS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif'
SONG = '"Songti SC",SimSun,"Noto Serif CJK SC",serif'

# The one config of every graph: no mode bar, nothing that leads to the maker's cloud.
GRAPH_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "locale": "zh-CN",
    "doubleClick": False,
    "showTips": False,
}

SHIQING = (
    "#F1F6FA", "#E5EEF6", "#C8DDEE", "#A3CBEA", "#74B3E2", "#3F8BC2", "#17598C", "#124A76", "#0E3B5E", "#092A44",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme, as ``#RRGGBB``. A field's name with ``-`` for ``_`` is its CSS variable."""

    bg: str
    card: str
    sunk: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_tint: str
    accent_on: str
    red: str
    red_tint: str
    ochre: str
    olive: str
    mark: str
    mark2: str
    band: str
    s0: str
    s1: str
    s2: str
    s3: str
    s4: str
    s4_text: str

    @property
    def ramp(self) -> tuple[str, str, str, str, str]:
        """The heatmap's five steps, from little to much."""
        return self.s0, self.s1, self.s2, self.s3, self.s4

    @property
    def series(self) -> tuple[str, str, str, str]:
        """Colours of at most four series; the first is the selected one's."""
        return self.accent, self.ink, self.mark2, self.olive


LIGHT = Tokens(
    bg="#F4F6F8", card="#FFFFFF", sunk="#EEF1F4",
    line="#E0E5EA", line2="#C5CDD6",
    ink="#16202B", ink2="#465260", ink3="#5B6774",
    accent="#17598C", accent_tint="#E5EEF6", accent_on="#FFFFFF",
    red="#C4281C", red_tint="#FBECEA", ochre="#85510A", olive="#7A6A00",
    mark="#A2B0BD", mark2="#6C7A89", band="#EDF1F5",
    s0="#F1F5F9", s1="#D6E4EF", s2="#A9C8E0", s3="#6DA2CB", s4="#2F74A8", s4_text="#FFFFFF",
)  # fmt: skip
DARK = Tokens(
    bg="#10161C", card="#182028", sunk="#212B35",
    line="#2B3742", line2="#445261",
    ink="#EAEFF4", ink2="#BAC5D0", ink3="#94A1AE",
    accent="#74B3E2", accent_tint="#1C3448", accent_on="#0C1720",
    red="#FF7A6B", red_tint="#3A211F", ochre="#E6C15A", olive="#D8C84A",
    mark="#566878", mark2="#8C9BAA", band="#202B35",
    s0="#1C262F", s1="#1D3244", s2="#244C6E", s3="#2F6A95", s4="#74B3E2", s4_text="#0C1720",
)  # fmt: skip
THEMES: dict[ThemeName, Tokens] = {"light": LIGHT, "dark": DARK}


def variable(token: str) -> str:
    """The CSS variable of a token: ``accent_tint`` → ``--accent-tint``."""
    return "--" + token.replace("_", "-")


def _declarations(tokens: Tokens) -> str:
    return "".join(f"{variable(field.name)}:{getattr(tokens, field.name)};" for field in fields(tokens))


def css_variables() -> str:
    """A style sheet's text that sets every token and font, light by default and dark under Mantine's attribute."""
    fonts = f"--sans:{SANS};--song:{SONG};"
    return (
        f":root{{{fonts}{_declarations(LIGHT)}color-scheme:light}}\n"
        f':root[data-mantine-color-scheme="dark"]{{{_declarations(DARK)}color-scheme:dark}}\n'
        f"@media print{{:root,:root[data-mantine-color-scheme]{{{_declarations(LIGHT)}color-scheme:light}}}}\n"
    )


def paper_colours() -> dict[str, str]:
    """For each colour of the dark theme the light one, for charts that were drawn dark and are to be printed."""
    pairs = {getattr(DARK, field.name): getattr(LIGHT, field.name) for field in reversed(fields(Tokens))}
    return {dark.lower(): light for dark, light in pairs.items()}


def mantine_theme() -> dict[str, Any]:
    """The ``theme`` of ``dmc.MantineProvider``."""
    return {
        "fontFamily": SANS,
        "headings": {"fontFamily": SANS, "fontWeight": "600"},
        "primaryColor": "shiqing",
        "colors": {"shiqing": list(SHIQING)},
        "primaryShade": {"light": 6, "dark": 4},
        "autoContrast": True,
        "defaultRadius": 4,
        "lineHeights": {"md": "1.6"},
    }


def ag_grid_params() -> dict[str, Any]:
    """Parameters for ``themeQuartz.withParams``; colours are CSS variables, so one set serves both themes."""
    return {
        "backgroundColor": "var(--card)",
        "foregroundColor": "var(--ink)",
        "headerBackgroundColor": "var(--sunk)",
        "headerTextColor": "var(--ink2)",
        "headerFontWeight": 400,
        "headerFontSize": 13,
        "headerHeight": 36,
        "rowHeight": 38,
        "fontFamily": SANS,
        "fontSize": 14,
        "accentColor": "var(--accent)",
        "borderColor": "var(--line)",
        "rowBorder": True,
        "columnBorder": False,
        "headerColumnBorder": False,
        "wrapperBorder": False,
        "wrapperBorderRadius": 0,
        "selectedRowBackgroundColor": "var(--accent-tint)",
        "rowHoverColor": "var(--sunk)",
        "cellHorizontalPadding": 10,
        "spacing": 6,
    }


def _axis(tokens: Tokens, size: float) -> dict[str, Any]:
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "gridcolor": tokens.line,
        "tickfont": {"size": size, "color": tokens.ink3},
        "fixedrange": True,
        "automargin": False,
    }


def template(name: ThemeName, scale: float = 1.0) -> go.layout.Template:
    """The Plotly template of a theme; ``scale`` enlarges its type (1.5 in a meeting)."""
    tokens = THEMES[name]
    axis = _axis(tokens, 12 * scale)
    label = {"family": SANS, "size": 13 * scale, "color": tokens.ink}
    layout = {
        "font": label,
        "paper_bgcolor": tokens.card,
        "plot_bgcolor": tokens.card,
        "colorway": list(tokens.series),
        "showlegend": False,
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {"bgcolor": tokens.card, "bordercolor": tokens.line2, "font": label, "align": "left"},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": axis,
        "yaxis": axis,
        "annotationdefaults": {"showarrow": False, "font": label, "borderpad": 0},
        "transition": {"duration": 0},
    }
    return go.layout.Template(layout=layout)
