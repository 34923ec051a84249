"""What a text has told so far about time, for the next value: by clause, sentence, line and section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.language.periods import TimeExpression
from ingest.types import Per

_QUOTE = re.compile("[“《「『”》」』]")
_OPENING = frozenset("“《「『")


@dataclass(slots=True)
class Told:
    """What the text before the next mention has said. A time of None that is ``placeholder`` is a lost year."""

    line_start: int
    clause_start: int
    source: str
    """Where the report's own period comes from; if it was inferred, a time counted from it is no surer."""
    times: Sequence[TimeExpression]
    """All times of the report."""
    time: TimeExpression | None = None
    time_in_clause: bool = False
    paragraph: TimeExpression | None = None
    section: TimeExpression | None = None
    origin: TimeExpression | None = None
    outer: TimeExpression | None = None
    """Of a title's year or of years behind 其中: the time that holds again when their clause ends."""
    told: TimeExpression | None = None
    """The last single year of this line, which a date without a year takes."""
    before: TimeExpression | None = None
    """The single year of the sentence before, which growth told without a time is about (破案80起,同比下降5%)."""
    goes_on: bool = False
    """Whether this sentence told such growth, so that the next may go on with its year."""
    titled: bool = False
    nested: int = 0
    """Times of a clause that begins with 其中: several of them break one figure up by year."""
    per: Per | None = None
    carried: Per | None = None
    custom: str | None = None
    average: bool = False
    stressed: bool = False
    total: bool = False
    summed: bool = False
    shared: int = 0
    staffed: bool = False
    """Whether this sentence has counted the staff, so that its parts (其中高级职称12人) are of the same time."""
    years: set[int] = field(default_factory=set)
    quoted: bool = False
    """Whether a quotation or a title of this sentence is open at ``quotes_read``."""
    quotes_read: int = 0
    clause_idle: bool = False
    """Whether nothing was told since the last clause ended, so that the end of another changes nothing but places."""
    sentence_idle: bool = False
    """The same of sentences; then none of this one or the one before holds on, and the clause is idle, too."""

    def in_quotes(self, clean: str, place: int) -> bool:
        """Whether a quotation or a title of this sentence is open at ``place``; each place must be behind the last."""
        quotes = _QUOTE.findall(clean, self.quotes_read, place)
        if quotes:
            self.quoted = quotes[-1] in _OPENING
        self.quotes_read = place
        return self.quoted

    def end_clause(self, position: int) -> None:
        """Forget what holds for a clause only; the next one begins at ``position``."""
        self.clause_start, self.time_in_clause, self.origin = position, False, None
        self.per, self.total = None, False
        if self.titled or self.nested > 1:
            self.time = self.outer
        self.outer, self.titled, self.nested = None, False, 0
        self.clause_idle = True

    def end_sentence(self, clean: str, position: int) -> None:
        """Forget what holds for a sentence only; one that goes on with 其中 keeps the time of the one before."""
        if self.sentence_idle:
            self.clause_start = self.quotes_read = position
            return
        self.end_clause(position)
        self.quoted, self.carried, self.summed, self.quotes_read = False, None, False, position
        self.staffed = False
        self.years.clear()
        if not clean.startswith("其中", position):
            one = self.time is not None and self.time.kind == "years" and self.time.first == self.time.last
            if self.time is not None or not self.goes_on:
                self.before = self.time if one else None
            self.time, self.goes_on = None, False
        self.sentence_idle = self.time is None and self.before is None and not self.goes_on

    def end_line(self, clean: str, position: int) -> None:
        """Forget what holds for a line only."""
        self.end_sentence(clean, position)
        self.time, self.paragraph, self.told, self.line_start = None, None, None, position
        self.before, self.sentence_idle = None, not self.goes_on

    def stir(self) -> None:
        """Note that something is told here that ends with its clause or sentence."""
        self.clause_idle = self.sentence_idle = False
