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


# the unit, its titles (title, level, recipient), the level shown
TITLES = [
    ("云岭市第一局", [("市级文明单位", "市", "unit"), ("省级文明单位", "省", "unit")], "省级"),
    ("云岭市第二局", [("全国文明单位", "国家", "part"), ("市级文明单位", "市", "unit")], "市级"),
    ("云岭市第三局", [("全国五一劳动奖状", "国家", "unit")], None),
    ("清溪县石桥镇", [("全国文明村", "国家", "unit"), ("市级文明镇", "市", "unit")], "市级"),
    ("清溪县柳湾村", [("全国文明村镇", "国家", "unit")], "国家级"),
    ("望山区梧桐社区", [("省级文明社区", "省", "unit")], "省级"),
    ("望山区第四局", [("省级文明社区", "省", "unit")], None),
    ("云岭市第五小学", [("全国文明校园", "国家", "unit")], "国家级"),
    ("云岭市第六局", [("省级文明校园", "省", "unit")], None),
]


def test_the_level_of_a_unit_is_that_of_its_own_titles(tmp_path: Path) -> None:
    small.write(tmp_path, (
        small.one_report(f"{number}.txt", unit, year=2024, honors=[
            {"title": title, "level": level, "recipient": recipient} for title, level, recipient in titles
        ])
        for number, (unit, titles, _) in enumerate(TITLES)
    ))  # fmt: skip
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        found = dict(connection.execute("select unit_name, title_level from units").fetchall())
    assert found == {unit: level for unit, _, level in TITLES}
