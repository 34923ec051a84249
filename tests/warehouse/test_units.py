"""Who a unit is: names, placeholders, aliases, types, and what is said of those without a name."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.warehouse import small
from warehouse import units
from warehouse.errors import RefusedError

NAMES = small.load_cases("unit_names")
FACT = {"code": "service.deeds", "value": 5, "unit": "件"}


@pytest.mark.parametrize("case", NAMES, ids=[case["written"] for case in NAMES])
def test_a_name_means_a_unit_or_none(case: dict[str, str]) -> None:
    (name,) = units.resolve([case["written"]], ())
    assert (name.unit_name, name.unit_id is not None) == (case.get("name"), "name" in case)
    assert (name.shown, name.unit_type) == (case.get("shown"), case.get("type"))


def test_an_id_depends_on_the_name_alone_and_differs_between_names() -> None:
    first, same, other = units.resolve(["云岭市民政局", "雲嶺市民政局", "云岭市气象局"], ())
    assert first.unit_id == same.unit_id == "u2735992f"
    assert other.unit_id != first.unit_id


def test_a_city_prefix_is_not_guessed() -> None:
    long, short = units.resolve(["云岭市民政局", "市民政局"], ())
    assert long.unit_id != short.unit_id


def _write_units(home: Path, text: str) -> Path:
    path = home / "units.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_units_toml_joins_names_and_overrides_what_the_name_tells(tmp_path: Path) -> None:
    path = _write_units(
        tmp_path,
        '[[unit]]\nname = "云岭市民政局"\naliases = ["市民政局", "××市民政局"]\n'
        'type = "窗口"\nregion = "城中"\nlevel = "省级"\n',
    )
    names = units.resolve(["云岭市民政局", "市民政局", "××市民政局"], units.load_units(path))
    assert len({name.unit_id for name in names}) == 1
    assert {(name.unit_name, name.unit_type, name.region, name.level) for name in names} == {
        ("云岭市民政局", "窗口", "城中", "省级")
    }


BAD = [
    ("name = \n", "TOML"),
    ("[unit]\nname = '甲局'\n", "one table"),
    ("[[unit]]\naliases = ['甲']\n", "number 1: has no name"),
    ("[[unit]]\nname = '甲局'\nkind = '机关'\n", "kind is not known"),
    ("[[unit]]\nname = '甲局'\naliases = '甲'\n", "expected a list"),
    ("[[unit]]\nname = '甲局'\nlevel = '最高'\n", "expected one of 国家级"),
    (
        "[[unit]]\nname = '甲局'\naliases = ['一局']\n[[unit]]\nname = '乙局'\naliases = ['一局']\n",
        "both 甲局 and 乙局",
    ),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message for _, message in BAD])
def test_what_units_toml_cannot_mean_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RefusedError, match=rf"units\.toml.*{message}"):
        units.load_units(_write_units(tmp_path, text))


def test_reports_without_a_name_are_units_of_their_own(tmp_path: Path) -> None:
    two, hint = small.one_report("c.txt", None, year=2024, facts=[FACT])
    small.draft_report(two, 2, {"year": 2024, "facts": [FACT]}, None)
    small.write(tmp_path, [
        small.one_report("a.txt", "××市民政局", year=2024, facts=[FACT]),
        small.one_report("b.txt", "××市民政局", year=2023, facts=[FACT]),
        (two, hint),
        small.one_report("d.txt", "XXX", year=2024, facts=[FACT]),
        small.one_report("e.txt", None, year=2024, facts=[FACT], hint_unit="云岭市民政局"),
        small.one_report("f.txt", "××局", year=2022, facts=[FACT], hint_unit="云岭市民政局"),
    ])  # fmt: skip
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select unit_name from units order by unit_name").fetchall()]
        unnamed = connection.execute("select count(*) from findings where kind = 'unnamed_unit'").fetchone()
        written = connection.execute("select unit_name from reports where source_name = 'f.txt'").fetchone()
    assert names == [
        "××市民政局（a.txt）", "××市民政局（b.txt）", "云岭市民政局", "未署名单位（c.txt 第1篇）",
        "未署名单位（c.txt 第2篇）", "未署名单位（d.txt）",
    ]  # fmt: skip
    assert unnamed == (5,)
    assert written == ("××局",)
