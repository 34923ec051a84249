"""Normalisation keeps the length, so that offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language import text as language_text
from ingest.language.text import prepare


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("１２３，４５６．７％", "123,456.7%"),
        ("（ＡＢ）；：！？～", "(AB);:!?~"),
        ("萬餘個學時", "万余个学时"),
        ("公积⾦、职⼯、⻓期、⻋间", "公积金、职工、长期、车间"),
        ("甲　乙\u00a0丙", "甲 乙 丙"),
        ("一\n二\r\n三", "一\n二\r\n三"),
        ("﹪", "%"),
        ("“两个”、《三》。", "“两个”、《三》。"),
        ("㎡№①", "㎡№①"),
        ("反覆走访,增进瞭解", "反复走访,增进了解"),
        ("情绪低沈,两海哩外", "情绪低沈,两海里外"),
        ("覆盖全村,损坏2处", "覆盖全村,损坏2处"),
        ("", ""),
    ],
)
def test_folds_one_for_one(raw: str, clean: str) -> None:
    assert prepare(raw).clean == clean
    assert prepare(raw).raw == raw


def test_lone_surrogates_do_not_stop_the_reader() -> None:
    assert len(prepare("甲\ud800乙").clean) == 3


def test_many_different_characters_fold_like_few() -> None:
    wide = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
    assert prepare(wide).clean == "".join(prepare(character).clean for character in wide)
    assert prepare(wide).clean == "".join(chr(code) for code in range(0x21, 0x7F))


class _Stretching:
    """A converter whose phrase table changes the length, as some do."""

    def convert(self, text: str) -> str:
        return text.replace("計程車", "出租汽车").replace("個", "个").replace("ǆ", "dž")


def test_phrases_that_change_the_length_fall_back_to_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_text, "_converter", _Stretching)
    assert prepare("計程車\n兩個ǆ").clean == "計程車\n兩个ǆ"


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_length_is_kept(raw: str) -> None:
    assert len(prepare(raw).clean) == len(raw)


@given(st.text(alphabet="萬億個餘兩１２％，。、（）\n 甲乙", max_size=40))
def test_preparing_twice_changes_nothing(raw: str) -> None:
    once = prepare(raw).clean
    assert prepare(once).clean == once
