"""Confidence means something: of what is called sure, nearly all is right; the less sure is right no more often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.catalogue import load
from ingest.extract import read_and_extract
from ingest.types import Observation
from warehouse.gold import GoldQuantity, read_gold

GOLD = Path(__file__).parent / "gold"
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded observation and whether value, indicator and period are what the gold says."""

    confidence: float
    right: bool


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return list(_judge())


def _judge() -> Iterator[Judged]:
    catalogue = load()
    for name, document in read_gold(sorted(GOLD.glob("*.jsonl"))).items():
        gold = {each.start: each for each in document.quantities}
        for observation in read_and_extract(GOLD / name, None, catalogue).observations:
            annotated = gold.get(observation.mention.start)
            if observation.coding.code is None or annotated is None or annotated.optional:
                continue
            yield Judged(observation.confidence, _is_right(observation, annotated))


def _is_right(observation: Observation, gold: GoldQuantity) -> bool:
    period = observation.timing.period
    return (
        observation.mention.value == pytest.approx(gold.value)
        and observation.coding.code in gold.codes
        and ((period.start, period.end) if period else None) == gold.period
    )


def test_of_the_sure_nearly_all_are_right(judged: list[Judged]) -> None:
    sure = [each.right for each in judged if each.confidence >= SURE]
    assert len(sure) > 100
    assert sum(sure) / len(sure) >= 0.97


def test_the_unsure_are_right_no_more_often(judged: list[Judged]) -> None:
    sure = [each.right for each in judged if each.confidence >= SURE]
    unsure = [each.right for each in judged if each.confidence < 0.6]
    assert len(unsure) > 20
    assert sum(unsure) / len(unsure) <= sum(sure) / len(sure)
