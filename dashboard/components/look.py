"""How a page is drawn in this browser: theme, form and width, as the browser tells them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.chart import Form, Style
from dashboard.theme import ThemeName

NAVIGATION, MARGINS, WIDEST = 196, 56, 1600
PHONE_MARGINS = 32
MEETING_SCALE = 1.5  # on a 65-inch screen, type is then large enough for a room


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and form of a browser's window, whose inside is ``window`` px wide; in a meeting all is larger."""

    theme: ThemeName = "light"
    form: Form = "wide"
    window: int = 1440
    meeting: bool = False

    @classmethod
    def parse(cls, text: str) -> Look:
        """Read ``dark phone 390``; words that are missing or unknown take the default."""
        words = text.split()
        width = next((int(word) for word in words if word.isdecimal()), 1440)
        form: Form = "phone" if "phone" in words else "wide"
        return cls("dark" if "dark" in words else "light", form, width, "meeting" in words)

    @property
    def phone(self) -> bool:
        """Whether the window is narrower than 768 px."""
        return self.form == "phone"

    @property
    def folded(self) -> bool:
        """Whether the navigation is folded away (below 1200 px)."""
        return self.meeting or self.window < 1200

    @property
    def content(self) -> int:
        """The width of the page's content, in px."""
        if self.phone:
            return self.window - PHONE_MARGINS
        if self.meeting:
            return round(self.window - MARGINS * MEETING_SCALE)
        return min(self.window - MARGINS - (0 if self.folded else NAVIGATION), WIDEST)

    def style(self, beside: int = 0, columns: int = 1) -> Style:
        """The style of a chart in a card: ``beside`` px are taken by a side column, the rest shared by ``columns``."""
        padding = 34 if self.phone else 42
        beside = 0 if self.folded else beside
        columns = 1 if self.phone or self.meeting else columns
        room = self.content - (beside + 16 if beside else 0) - 16 * (columns - 1)
        scale = MEETING_SCALE if self.meeting else 1.0
        return Style(theme=self.theme, form=self.form, width=round(room // columns - padding * scale), scale=scale)
