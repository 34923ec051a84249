"""Numbers in every writing: a table, and spelled numbers against an independent speller."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.numerals import parse_numeral, read_numeral
from tests.ingest.spelling import spell

VALUES = {
    "0": 0, "7": 7, "3,250": 3250, "12,345,678.5": 12345678.5, "1.54万": 15400, "13.6个亿": 1.36e9, "3个多亿": 3e8,
    "3万5千": 35000, "4万1千5百": 41500, "1亿2000万": 1.2e8, "20余万": 200000,
    "3百多": 300, "5千": 5000, "0.5": 0.5, "1 560": 1560,
    "十": 10, "十五": 15, "二十": 20, "两百": 200, "一百零五": 105, "一百二": 120, "一百二十": 120, "三万五": 35000,
    "一千零三十": 1030, "两万三千": 23000, "一亿二千万": 1.2e8, "一万二千亿": 1.2e12, "两个亿": 2e8,
    "二〇〇八": 2008, "廿五": 25,
    "叁佰": 300, "三点五": 3.5, "十二点五万": 125000, "三十余": 30, "十几": 10, "几十": 10, "数十万": 100000,
    "几百万": 1e6, "百余": 100, "千": 1000, "七八百": 700, "三四十": 30, "十七八": 17, "三五": 3, "二三十万": 200000,
    "百分之九十": 90, "百分之九十五点六": 95.6, "百分之98.5": 98.5,
    "千分之三": 0.3, "万分之五": 0.05, "三分之一": 100 / 3,
    "两成": 20, "三成五": 35, "九成三": 93, "九成半": 95, "半数": 50, "一半": 50, "百分百": 100, "百分之百": 100,
    "翻番": 2, "翻一番": 2, "翻了两番": 4, "五元三毛": 5.3, "3元5角": 3.5, "两块五毛": 2.5, "5元3角2分": 5.32,
}  # fmt: skip
MORE = {
    "十几": "over",
    "数十万": "over",
    "三十余": "over",
    "20余万": "over",
    "二十来": "about",
    "3个多亿": "over",
    "百": "exact",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_value(text: str, value: float) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert numeral.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "more"), MORE.items())
def test_vagueness(text: str, more: str) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert numeral.more == more


@pytest.mark.parametrize(
    "text", ["", "个", "五五", "十二五", "一二三四", "一三五", "百百", "12人", "1234,567", "万一个", "零点", "第三"]
)
def test_no_number(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("3千瓦", 1),
        ("5百分点", 1),
        ("2个亿元村", 1),
        ("3万科", 1),
        ("12,3456人", 2),
        ("1.5.2", 3),
        ("5个万亩", 1),
        ("九成立", 1),
    ],
)
def test_stops_before_another_word(text: str, end: int) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.end == end


@given(st.integers(min_value=1, max_value=99_999_999))
def test_spelled_numbers_read_back(number: int) -> None:
    numeral = parse_numeral(spell(number))
    assert numeral is not None
    assert numeral.value == number


@given(st.integers(min_value=1, max_value=999_999), st.sampled_from(["", "万", "亿"]))
def test_grouped_and_plain_digits_agree(number: int, scale: str) -> None:
    plain, grouped = parse_numeral(f"{number}{scale}"), parse_numeral(f"{number:,}{scale}")
    assert plain is not None
    assert grouped is not None
    assert plain.value == grouped.value


@given(st.text(alphabet="零一二两三十百千万亿点几多余来分之成半个0123456789,. 翻番元角", max_size=30))
def test_any_run_is_read_or_refused(text: str) -> None:
    numeral = read_numeral(text, 0) if text else None
    assert numeral is None or (0 <= numeral.start < numeral.end <= len(text) and numeral.value >= 0)
