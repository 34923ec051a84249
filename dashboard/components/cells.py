"""Figures in table cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dash import html

from dashboard import numbers
from dashboard.components.parts import Child
from dashboard.figures.values import UnitValue
from dashboard.words import PER_WORDS


def full_value(value: UnitValue | None) -> str | None:
    """The unrounded value, for hover."""
    if value is None or value.value is None:
        return None
    return f"{numbers.full(value.value)}{value.unit}"


@dataclass(frozen=True, slots=True)
class Column:
    """Figures on one scale, so that the eye can compare down the column; what is counted otherwise brings its own."""

    unit: str
    per: str
    scale: numbers.Scale

    @classmethod
    def of(cls, values: Iterable[UnitValue]) -> Column:
        """The column of these values: their commonest unit and basis."""
        single = [value for value in values if value.single]
        common = Counter((value.unit, value.per) for value in single).most_common(1)
        unit, per = common[0][0] if common else ("", "total")
        return cls(unit, per, numbers.scale_for([value.value for value in single if value.unit == unit], unit))

    def words(self, value: UnitValue) -> Child:
        """A value: both figures of a contradiction, the report's words where the digits were lost."""
        if value.state == "conflicting" and value.value_low is not None and value.value_high is not None:
            low, high = (self._text(value, each) for each in (value.value_low, value.value_high))
            return html.Span(f"{low} / {high}", className="trouble-words")
        if value.value is None:
            return html.Span(f"“{value.quote}”", className="quote trouble-words")
        if value.state == "cumulative":
            return "累计" + numbers.figure(value.value, value.unit, value.qualifier, value.quote)
        return self._text(value, value.value, value.qualifier, value.quote)

    def before(self, value: UnitValue) -> str:
        """Last year's value, as the column writes it."""
        if value.previous_value is None:
            return numbers.DASH
        return self._text(value, value.previous_value, value.previous_qualifier or "exact")

    def _text(self, value: UnitValue, amount: float, qualifier: str = "exact", quote: str = "") -> str:
        if (value.unit, value.per) != (self.unit, self.per):
            basis = PER_WORDS[value.per] if value.unit == self.unit and value.per != self.per else ""
            return basis + numbers.figure(amount, value.unit, qualifier, quote)
        return self.scale.text(amount, qualifier, quote)
