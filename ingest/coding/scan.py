"""Words and delimiters found in pieces of a text, all in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.coding.lexicon import DELIMITERS, MARK, SENTENCE_ENDS, STOP, Lexicon
from ingest.coding.topic import HEADING, HEADING_LENGTH

Item = tuple[int, int, int, float]
"""(start, end, word, away): the word of that number at [start, end), or with -1 what adds ``away`` steps.

That is a delimiter or what ends a piece; ``away`` -1 is a sentence's end.
"""
Piece = tuple[int, int, int]
"""(start, end, edge): the text at [start, end), and where the mention after it ends, -1 when none follows."""


@dataclass(slots=True)
class Scan:
    """What was found, in the text's order.

    ``firsts``: which item is the first, and which is the first after each edge. Of each edge, ``sentences``: the item
    that its sentence begins with, or one beyond ``reach`` characters; ``clauses``: the item after the last mark that is
    more than a comma; ``words``: where the text since the last delimiter or edge begins.
    """

    items: list[Item] = field(default_factory=list)
    firsts: list[int] = field(default_factory=lambda: [0])
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)


def step_lengths(lexicon: Lexicon) -> dict[str, float]:
    """Give the steps of each delimiter, -1 for a sentence's end."""
    steps = {mark: lexicon.rules.distance[key] for mark, key in DELIMITERS.items()}
    return steps | dict.fromkeys(SENTENCE_ENDS, -1.0)


def scan(clean: str, pieces: list[Piece], lexicon: Lexicon, steps: dict[str, float]) -> Scan:
    """Find words, the longest from the left, and delimiters; none crosses a piece's end."""
    found = Scan()
    items, words, reach, mention = found.items, lexicon.words, lexicon.rules.reach, lexicon.rules.distance["mention"]
    text = "".join([clean[start:end].replace(STOP, " ") + STOP for start, end, _ in pieces])
    rest = iter(pieces)
    start, _, edge = next(rest, (0, 0, -1))
    shift = begin = start
    at = sentence = clause = 0
    for place, lengths in lexicon.begins(text):
        if place < at:
            continue
        if lengths is not MARK:
            for length in lengths:
                word = words.get(text[place : place + length])
                if word is not None:
                    at = place + length
                    items.append((place + shift, at + shift, word, 0.0))
                    break
        elif (away := steps.get(text[place])) is not None:
            here = place + shift
            begin = here + 1
            if text[place] == "\n":
                away = _line_step(clean, here, lexicon, away)
            items.append((here, begin, -1, away))
            if away < 0:
                sentence = clause = len(items)
            elif away >= 2:
                clause = len(items)
        else:
            if edge >= 0:
                found.sentences.append(max(sentence, len(items) - reach - 1))
                found.clauses.append(clause)
                found.words.append(begin)
                items.append((edge, edge, -1, mention))
                found.firsts.append(len(items))
                begin = edge
            start, _, edge = next(rest, (0, 0, -1))
            shift = start - place - 1
    return found


def _line_step(clean: str, place: int, lexicon: Lexicon, line: float) -> float:
    """Give the steps of a line's end: more where another paragraph begins behind it, most behind a heading."""
    if _ends_heading(clean, place):
        return lexicon.rules.distance["semicolon"]
    if clean[place + 1 : place + 3].startswith(("\n", "  ")):
        return lexicon.rules.distance["paragraph"]
    return line


def _ends_heading(clean: str, place: int) -> bool:
    """Whether the line that ends at ``place`` is no more than a section's number and its title."""
    begin = clean.rfind("\n", max(0, place - HEADING_LENGTH), place) + 1
    return place - begin < HEADING_LENGTH and HEADING.match(clean, begin, place) is not None
