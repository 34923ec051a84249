"""The pages' tables as CSV: full values, words of the report, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.downloads import as_csv
from tests.synthetic import write_home
from warehouse.query import Warehouse


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    write_home(folder)
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[FlaskClient]:
    with create_app(home).server.test_client() as client:
        yield client


def read(client: FlaskClient, address: str) -> pl.DataFrame:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return pl.read_csv(io.BytesIO(answer.data), infer_schema_length=None)


def test_the_ranking_holds_full_values(client: FlaskClient, home: Path) -> None:
    frame = read(client, "/table/compare?indicator=donation.cash&year=2024")
    wanted = Warehouse(home).ask(
        "chart_ranking", indicator="donation.cash", year=2024, kind=None, region=None, level=None
    )
    assert frame.height == wanted.height
    assert sorted(frame["数值"].drop_nulls()) == sorted(wanted["value"].drop_nulls())


@pytest.mark.parametrize("address", ["/table/trend?indicator=training.hours", "/table/unit", "/table/unit?year=2023"])
def test_other_tables_have_a_row_a_value(client: FlaskClient, address: str) -> None:
    frame = read(client, address)
    assert frame.height > 5
    assert {"数值", "状态", "原文"} <= set(frame.columns)


def test_the_values_of_a_report(client: FlaskClient, home: Path) -> None:
    report = Warehouse(home).ask("page_reports", limit=1).row(0, named=True)
    frame = read(client, f"/table/evidence?document={report['report_id']}")
    assert frame.filter(pl.col("指标") != "荣誉").height >= report["coded_count"]


@pytest.mark.parametrize(
    "address",
    [
        "/table/compare?indicator=none",
        "/table/unit?unit=none",
        "/table/evidence?value=none",
        "/table/none",
        "/table/unit?year=1999",
    ],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    answer = create_app(tmp_path).server.test_client().get("/table/compare")
    assert answer.status_code == 503
    assert "wenming build" in answer.get_data(as_text=True)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    lines = as_csv(pl.DataFrame({"a": [text, "平常"], "b": [-1.5, 2.0]})).decode("utf-8-sig").splitlines()
    assert lines[1:] == [f"'{text},-1.5", "平常,2.0"]
