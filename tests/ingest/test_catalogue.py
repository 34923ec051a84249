"""The catalogue: the project's own is complete, and a broken one says which entry to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.catalogue import CatalogueError, load

THEME = '[theme]\nproject = "民生实事"\n'
GOOD = """
[indicator."project.count"]
zh = "项目数"
measure = "count"
unit = "个"
aggregate = "sum"
nouns = ["项目"]
"""


def write(folder: Path, text: str) -> Path:
    """Write a catalogue file."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_catalogue_has_every_indicator_with_words() -> None:
    catalogue = load()
    assert len(catalogue.themes) == 15
    assert len(catalogue.indicators) == 64
    assert [theme.zh for theme in catalogue.themes][:2] == ["组织领导", "队伍建设"]
    codes = [indicator.code for indicator in catalogue.indicators]
    assert len(set(codes)) == 64
    assert all(indicator.theme == indicator.code.partition(".")[0] for indicator in catalogue.indicators)
    assert all(indicator.words.strong for indicator in catalogue.indicators)


def test_an_indicator_is_found_by_its_code() -> None:
    indicator = load().indicator("training.hours")
    assert (indicator.zh, indicator.measure, indicator.unit) == ("学习培训学时", "duration", "学时")
    assert (indicator.aggregate, indicator.better) == ("latest", "up")
    with pytest.raises(KeyError):
        load().indicator("training.nothing")


def test_catalogues_of_the_same_bytes_are_equal(tmp_path: Path) -> None:
    first = load(write(tmp_path, THEME + GOOD))
    again = load(write(tmp_path, THEME + GOOD))
    other = load(write(tmp_path, THEME + GOOD.replace("项目数", "工程数")))
    assert first == again
    assert hash(first) == hash(again)
    assert first != other


@pytest.mark.parametrize(
    ("text", "entry", "found"),
    [
        ("", "mine.toml", "no [theme]"),
        (THEME, "mine.toml", "no [indicator]"),
        ("[theme", "mine.toml", "not TOML"),
        (THEME + GOOD.replace("project.count", "nothing.count"), "nothing.count", "theme 'nothing'"),
        (THEME + GOOD.replace("project.count", "project"), "project", "theme 'project'"),
        (THEME + GOOD.replace('"count"', '"number"'), "project.count", "measure = 'number'"),
        (THEME + GOOD.replace('"sum"', '"total"'), "project.count", "aggregate = 'total'"),
        (THEME + GOOD.replace('unit = "个"\n', ""), "project.count", "no unit"),
        (THEME + GOOD.replace("nouns", "noun"), "project.count", "key 'noun'"),
        (THEME + GOOD.replace('["项目"]', '"项目"'), "project.count", "nouns = '项目'"),
        (THEME + GOOD.replace('["项目"]', '[""]'), "project.count", "an empty word in nouns"),
        (THEME + GOOD.replace('["项目"]', "[]"), "project.count", "no words"),
        (THEME + GOOD + 'better = "sideways"\n', "project.count", "better = 'sideways'"),
        (THEME + GOOD + "prior = 2\n", "project.count", "prior = 2"),
        (THEME.replace('"民生实事"', "1") + GOOD, "project", "1"),
    ],
)
def test_broken_catalogue_names_file_entry_and_remedy(tmp_path: Path, text: str, entry: str, found: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(write(tmp_path, text))
    message = str(caught.value)
    assert "mine.toml" in message
    assert entry in message
    assert found in message
    assert message.count(";") >= 2


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
