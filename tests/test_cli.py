"""The front door: what each command prints, what it leaves behind and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from cli import cli, main

REPORT = (
    "云岭市档案馆2024年度文明单位创建工作总结\n"
    "全年开展志愿服务活动12次,参加志愿者近60人,服务时长800小时。职工捐款3万多元,接听来电4200个。\n"
    "被评为市级文明单位。\n云岭市档案馆\n2024年12月20日\n"
)


def wenming(home: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["--home", str(home), *map(str, arguments)])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "档案馆.txt").write_text(REPORT, encoding="utf-8")
    return folder


def answer(home: Path, query: str) -> list[dict[str, object]]:
    done = wenming(home, "sql", query, "--format", "json")
    assert done.exit_code == 0, done.output
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def test_ingest_builds_and_a_second_one_changes_nothing(tmp_path: Path, reports: Path) -> None:
    home = tmp_path / "home"
    first = wenming(home, "ingest", reports)
    assert first.exit_code == 0, first.output
    assert "documents   1" in first.stdout
    assert "built version 1" in first.stdout
    assert "1 reports, 0 near copies left out" in first.stdout
    again = wenming(home, "ingest", reports)
    assert "nothing new" in again.stdout
    assert "nothing has changed since version 1" in again.stdout
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select value, state from unit_year where indicator_code = 'donation.cash'"
        ).fetchall()
    assert rows == [(30000.0, "approximate")]
    assert [path.read_text(encoding="utf-8") for path in home.glob("originals/*/*.txt")] == [REPORT]


def test_home_may_stand_behind_the_command_and_be_relative(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        done = CliRunner().invoke(cli, ["ingest", str(reports), "--home", "home"])
        assert done.exit_code == 0, done.output
    assert (tmp_path / "home" / "warehouse.duckdb").exists()


def test_an_indicator_is_added_without_touching_python(tmp_path: Path, reports: Path) -> None:
    home = tmp_path / "home"
    wenming(home, "ingest", reports)
    counted = "select value from unit_year where indicator_code = 'service.hotline'"
    assert answer(home, counted) == []
    (home / "indicators.toml").write_text(
        '[indicator]\n"service.hotline" = { zh = "热线接听量", measure = "count", unit = "个", aggregate = "sum", '
        'strong = ["接听来电", "热线来电"] }\n',
        encoding="utf-8",
    )
    done = wenming(home, "ingest", reports)
    assert "documents   1" in done.stdout
    assert answer(home, counted) == [{"value": 4200.0}]
    assert answer(home, "select theme_zh from indicators where indicator_code = 'service.hotline'") == [
        {"theme_zh": "为民服务"}
    ]


def test_a_broken_indicator_names_file_entry_and_remedy(tmp_path: Path, reports: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "indicators.toml").write_text('[indicator]\n"nowhere.hotline" = { zh = "热线" }\n', encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["--home", str(home), "ingest", str(reports)])
    assert left.value.code == 1


def test_explain_names_span_rule_score_and_runner_up(tmp_path: Path, reports: Path) -> None:
    done = wenming(tmp_path, "explain", reports / "档案馆.txt", str(REPORT.index("3万多元") + 1))
    assert done.exit_code == 0, done.output
    for part in ("【3万多元】", "30,000 元", "donation.cash", "score", "runner-up", "over"):
        assert part in done.stdout
    nothing = wenming(tmp_path, "explain", reports / "档案馆.txt", "0")
    assert "no quantity and no honor" in nothing.stdout
    assert "'12次'" in nothing.stdout


def test_bad_files_are_named_and_cost_only_themselves(tmp_path: Path, reports: Path) -> None:
    (reports / "空.txt").write_bytes(b"")
    (reports / "图.txt").write_bytes(bytes(range(256)) * 50)
    (reports / "manifest.csv").write_text("file,unit,year\n档案馆.txt,,二〇\n", encoding="utf-8")
    home = tmp_path / "home"
    done = wenming(home, "ingest", reports, "--manifest", reports / "manifest.csv")
    assert done.exit_code == 1
    for part in ("空.txt: no text", "图.txt: ", "manifest.csv line 2", "correct or blank the cell"):
        assert part in done.stderr
    assert answer(home, "select count(*) as n from failures") == [{"n": 3}]
    assert answer(home, "select count(distinct source_name) as n from mentions") == [{"n": 1}]


def test_a_warehouse_cut_short_says_how_to_make_it_again(tmp_path: Path, reports: Path) -> None:
    home = tmp_path / "home"
    wenming(home, "ingest", reports)
    version = (home / "warehouse.duckdb").resolve()
    version.chmod(0o644)
    with version.open("r+b") as file:
        file.truncate(5000)
    script = [sys.executable, "-m", "cli", "--home", str(home), "sql", "select 1"]
    done = subprocess.run(script, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    assert done.returncode == 1
    assert version.name in done.stderr
    assert "wenming build" in done.stderr
    assert wenming(home, "build").exit_code == 0
    assert answer(home, "select count(*) as n from documents") == [{"n": 1}]


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    assert wenming(tmp_path, "ingest").exit_code == 2
    assert wenming(tmp_path, "ingest", tmp_path / "nowhere").exit_code == 2
    assert wenming(tmp_path, "sql", "select 1", "--format", "pdf").exit_code == 2


def test_a_headline_of_the_catalogue_is_one_in_the_warehouse(tmp_path: Path, reports: Path) -> None:
    home = tmp_path / "home"
    wenming(home, "ingest", reports)
    rows = answer(home, "select indicator_code from indicators where headline and better = 'up'")
    assert {"indicator_code": "volunteer.hours"} in rows
    assert 4 <= len(rows) < 20
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select typeof(headline) from indicators limit 1").fetchall() == [("BOOLEAN",)]


def test_rows_left_out_of_an_answer_are_told(tmp_path: Path, reports: Path) -> None:
    home = tmp_path / "home"
    wenming(home, "ingest", reports)
    cut = wenming(home, "sql", "select quote from mentions", "--rows", "2")
    assert cut.exit_code == 0
    assert "the first 2 are given" in cut.stderr
    whole = wenming(home, "sql", "select quote from mentions limit 2")
    assert whole.stderr == ""
