"""What the scan of a report finds: the same as a slow look from every place, whatever the text is cut into."""

from __future__ import annotations

import random

import pytest

from ingest.catalogue import load
from ingest.coding import code_mentions
from ingest.coding.lexicon import STOP, compile_lexicon
from ingest.coding.scan import Item, scan, step_lengths
from ingest.types import Coding, Measure, Mention, Report, Text

LEXICON = compile_lexicon(load())
STEPS = step_lengths(LEXICON)
LONGEST = max(map(len, LEXICON.words))


def slowly(text: str, start: int, end: int) -> list[Item]:
    """Find words and delimiters by trying every length at every place."""
    items: list[Item] = []
    place = start
    while place < end:
        lengths = [n for n in range(min(LONGEST, end - place), 0, -1) if text[place : place + n] in LEXICON.words]
        if text[place] in STEPS:
            paragraph = text[place] == "\n" and text[place + 1 : place + 3].startswith(("\n", "  "))
            away = LEXICON.rules.distance["paragraph"] if paragraph else STEPS[text[place]]
            items.append((place, place + 1, -1, away))
        elif lengths:
            items.append((place, place + lengths[0], LEXICON.words[text[place : place + lengths[0]]], 0.0))
        place += 1 if text[place] in STEPS or not lengths else lengths[0]
    return items


@pytest.mark.parametrize("seed", range(20))
def test_scan_finds_what_a_slow_look_finds(seed: int) -> None:
    chance = random.Random(seed)
    words = sorted(LEXICON.words)
    parts = [
        chance.choice([chance.choice(words), chance.choice(words)[:2], chance.choice("我,。、;\n  (甲7𠮷")])
        for _ in range(300)
    ]
    text = "".join(parts)
    cuts = sorted(chance.sample(range(len(text)), 8))
    pieces = [(cuts[place], cuts[place + 1], -1) for place in (0, 2, 3, 6)]
    found = scan(text, pieces, LEXICON, STEPS)
    assert found.items == [item for start, end, _ in pieces for item in slowly(text, start, end)]


def test_edges_part_the_items() -> None:
    text = "捐款。党员、干部5名,满意率98%"
    found = scan(text, [(0, 8, 10), (10, 14, 17)], LEXICON, STEPS)
    assert [text[start:end] for start, end, _, _ in found.items] == [
        "捐款",
        "。",
        "党员",
        "、",
        "干部",
        "",
        ",",
        "满意率",
        "",
    ]
    assert (found.firsts, found.sentences, found.clauses, found.words) == ([0, 6, 9], [2, 2], [2, 2], [6, 11])


def codings(raw: str) -> list[Coding]:
    quotes: list[tuple[str, str, Measure]] = [("5万元", "元", "amount"), ("12名", "人", "count")]
    places = [raw.index(quote) for quote, _, _ in quotes]
    mentions = [
        Mention(place, place + len(quote), quote, 1.0, unit, "exact", measure)
        for place, (quote, unit, measure) in zip(places, quotes, strict=True)
    ]
    return code_mentions(Text(raw, raw), Report(1, 0, len(raw), None, None, None), mentions, load())


def test_characters_that_are_none_do_not_mislead() -> None:
    plain = codings("干部职工捐款 5万元。 现有党员 12名。")
    assert [coding.code for coding in plain] == ["donation.cash", "workforce.party_members"]
    assert codings(f"干部职工捐款{STOP}5万元。{STOP}现有党员{STOP}12名。")[1].code == "workforce.party_members"
    assert codings("干部职工捐款\ud8005万元。\ud800现有党员\ud80012名。")[0].code == "donation.cash"


@pytest.mark.parametrize("filler", ["天气晴朗。", "风和日丽,", "风和日丽"])
def test_sentences_without_figures_change_nothing(filler: str) -> None:
    near, far = (codings(f"干部职工捐款5万元。{filler * times}。现有党员12名。") for times in (1, 200))
    assert near == far
