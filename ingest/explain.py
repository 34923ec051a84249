"""Saying why the text at an offset was read as it was: span, value, rule, score and runner-up."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.types import Extraction, Honor, Observation, Period

_CONTEXT = 24


def explain(extraction: Extraction, offset: int) -> str:
    """Explain every quantity and honor that covers ``offset`` (Unicode characters from the document's start).

    Where none does, the nearest quantities before and after are named.
    """
    found = [_observation(extraction, each) for each in extraction.observations if _covers(each, offset)]
    found += [_honor(extraction, each) for each in extraction.honors if each.start <= offset < each.end]
    return "\n\n".join(found) if found else _nothing(extraction, offset)


def _covers(observation: Observation, offset: int) -> bool:
    return observation.mention.start <= offset < observation.mention.end


def _observation(extraction: Extraction, observation: Observation) -> str:
    mention, timing, coding = observation.mention, observation.timing, observation.coding
    runner_up = f"{coding.runner_up} (score {coding.runner_up_score:.2f})" if coding.runner_up else "none"
    return _table(
        text=_context(extraction, mention.start, mention.end),
        span=f"[{mention.start}, {mention.end})  report {observation.report_number}",
        value="digits lost" if mention.value is None else f"{mention.value:,.10g} {mention.unit}".rstrip(),
        qualifier=mention.qualifier,
        measure=mention.measure,
        indicator=coding.code or "none: no entry of the catalogue reaches the threshold",
        score=f"{coding.score:.2f}",
        rule=coding.rule,
        runner_up=runner_up,
        period=_years(timing.period) + ("" if timing.source == "none" else f"  (from the {timing.source})"),
        per=f"{timing.per}{', a stated total' if timing.is_total else ''}",
        state=observation.state,
        confidence=f"{observation.confidence:.2f}",
    )


def _honor(extraction: Extraction, honor: Honor) -> str:
    return _table(
        text=_context(extraction, honor.start, honor.end),
        span=f"[{honor.start}, {honor.end})  report {honor.report_number}",
        honor=honor.title,
        level=honor.level,
        year=str(honor.year or "unknown"),
        body=honor.body or "not stated",
        recipient=honor.recipient,
        rule=honor.rule,
    )


def _table(**rows: str) -> str:
    return "\n".join(f"{name.replace('_', '-'):<11} {value}" for name, value in rows.items())


def _context(extraction: Extraction, start: int, end: int) -> str:
    text = extraction.document.text
    before, quote, after = text[max(0, start - _CONTEXT) : start], text[start:end], text[end : end + _CONTEXT]
    return " ".join(f"…{before}【{quote}】{after}…".split())


def _years(period: Period | None) -> str:
    if period is None:
        return "unknown"
    return str(period.start) if period.single else f"{period.start}–{period.end}"


def _nothing(extraction: Extraction, offset: int) -> str:
    names = list(_neighbours(extraction, offset))
    nearest = f"; the nearest: {', '.join(names)}" if names else ""
    return f"offset {offset}: no quantity and no honor was read here{nearest}"


def _neighbours(extraction: Extraction, offset: int) -> Iterator[str]:
    mentions = [each.mention for each in extraction.observations]
    before = [each for each in mentions if each.end <= offset]
    after = [each for each in mentions if each.start > offset]
    for mention in (*before[-1:], *after[:1]):
        yield f"{mention.quote!r} at {mention.start}"
