from __future__ import annotations

import polars as pl

from dashboard.asking import with_short_names
from dashboard.words import SHORT_NAMES
from tests.synthetic import load_indicators

LONGEST = 7  # characters that a narrow column holds on one line


def test_every_long_name_has_a_short_one() -> None:
    names = {row.indicator_code: row.name_zh for row in load_indicators()}
    assert [name for code, name in names.items() if len(name) > LONGEST and code not in SHORT_NAMES] == []
    assert set(SHORT_NAMES) <= set(names)


def test_short_names_are_short_and_tell_indicators_apart() -> None:
    names = {row.indicator_code: row.name_zh for row in load_indicators()} | SHORT_NAMES
    assert max(len(name) for name in SHORT_NAMES.values()) <= LONGEST
    assert len(set(names.values())) == len(names)


def test_a_frame_keeps_the_definition_beside_the_short_name() -> None:
    frame = pl.DataFrame({"indicator_code": ["aid.households", None], "name_zh": ["结对帮扶、慰问户数", None]})
    named = with_short_names(frame)
    assert named["name_zh"].to_list() == ["帮扶慰问户数", None]
    assert named["definition"].to_list() == ["结对帮扶、慰问户数", None]


def test_a_frame_without_indicators_stays_as_it_is() -> None:
    frame = pl.DataFrame({"name": ["甲"]})
    assert with_short_names(frame).equals(frame)
