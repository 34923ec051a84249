"""How sure an observation is, from how its indicator and its period were decided."""

from __future__ import annotations

from typing import Final

from ingest.types import Coding, Mention, Timing

# A period that had to be inherited from far away is a little less sure than one that stands beside the number, and one
# that was inferred from years in the text was right for four figures in five of excerpts from the web.
_PERIOD_SURENESS: Final = {
    "clause": 1.0,
    "sentence": 0.99,
    "section": 0.97,
    "report": 0.96,
    "inferred": 0.8,
    "manifest": 0.96,
    "none": 0.9,
}
# The runner-up takes from the winner's certainty as it comes near: at most this share.
_RIVALRY: Final = 0.3


def confidence(mention: Mention, timing: Timing, coding: Coding) -> float:
    """Give the probability-like certainty, 0 to 1, that value, indicator and period are right.

    For a mention without an indicator: how sure it is that none fits.
    """
    if coding.code is None:
        return round(1.0 - coding.score, 3)
    rivalry = 1.0 - _RIVALRY * min(1.0, coding.runner_up_score / coding.score if coding.score else 1.0) ** 2
    lost = 0.8 if mention.value is None else 1.0
    return round(coding.score * rivalry * _PERIOD_SURENESS.get(timing.source, 0.9) * lost, 3)
