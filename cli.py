"""The front door, ``wenming …``: composes the packages and holds no logic of its own.

Results go to stdout, everything else to stderr. Exit status: 0 done, 1 a problem in the data, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from ingest.catalogue import Catalogue, load
from ingest.errors import IngestError
from ingest.run import Outcome
from warehouse.analyst import run_sql
from warehouse.build import build as build_warehouse
from warehouse.errors import WarehouseError
from warehouse.inputs import IndicatorRow
from warehouse.lake import Writer
from warehouse.originals import keep_original
from warehouse.query import Warehouse
from warehouse.results import FORMATS, write_result


def _home_option(command: Callable[..., None]) -> Callable[..., None]:
    """Let ``--home`` stand before or after the command's name; the latter wins."""

    @wraps(command)
    def with_home(own_home: Path | None, **options: Any) -> None:
        command(home=own_home or click.get_current_context().obj, **options)

    kind = click.Path(path_type=Path, file_okay=False)
    return click.option("--home", "own_home", type=kind, help="The data home.")(with_home)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    envvar="WENMING_HOME",
    help="The data home: lake, warehouse versions, decisions, exports.",
)
@click.version_option(version("wenming"), prog_name="wenming")
@click.pass_context
def cli(context: click.Context, home: Path) -> None:
    """文明: reports of civilised units in, traceable indicators, comparisons and annual charts out."""
    context.obj = home


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with file,unit,year for files whose text does not say.",
)
@click.option("--year", type=click.IntRange(1949, 2099), help="The year of all files whose text does not say.")
@click.option("--unit", metavar="NAME", help="The unit of all files whose text does not say.")
@click.option("--build/--no-build", "wants_build", default=True, show_default=True, help="Build the warehouse after.")
@_home_option
def ingest(
    home: Path, paths: tuple[Path, ...], manifest: Path | None, year: int | None, unit: str | None, wants_build: bool
) -> None:
    """Read report files, and folders of them, into the lake; then build the warehouse.

    What was read before is left alone unless the file, its hint or the rules have changed. A file that cannot be
    read becomes a failure with a reason, and the others go on.
    """
    from ingest.manifest import EMPTY, load_manifest
    from ingest.run import Known, find_files, run
    from ingest.types import Hint
    from warehouse.lake import known_failures, known_fingerprints, writing

    files = find_files(paths, manifest)
    hints = load_manifest(manifest) if manifest else EMPTY
    with writing(home) as lake, _progress(len(files), "reading") as advance:
        summary = run(
            files,
            _catalogue(home),
            lambda outcomes: _store(home, lake, outcomes),
            manifest=hints,
            override=Hint(unit, year),
            known=Known(known_fingerprints(home), known_failures(home)),
            progress=advance,
        )
    click.echo(summary.text())
    for failure in summary.failures:
        click.echo(f"wenming: {failure.source_path}: {failure.found}; {failure.expected}; {failure.remedy}", err=True)
    if wants_build:
        _build(home, force=False)
    if summary.failures:
        sys.exit(1)


@cli.command()
@click.option("--force", is_flag=True, help="Build a new version even when nothing has changed.")
@_home_option
def build(home: Path, force: bool) -> None:
    """Build a new version of the warehouse from the lake and let warehouse.duckdb lead to it."""
    _build(home, force)


@cli.command()
@click.argument("query")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not to stdout.")
@click.option("--rows", type=click.IntRange(1), default=10_000, show_default=True, help="At most so many rows.")
@click.option("--seconds", type=click.IntRange(1), default=30, show_default=True, help="Give up after so long.")
@_home_option
def sql(home: Path, query: str, form: str, out: Path | None, rows: int, seconds: int) -> None:
    """Answer a QUERY about the warehouse: `wenming sql "select * from unit_year limit 5"`.

    The query runs in a process of its own that can read the warehouse and nothing else. QUERY - reads standard input.
    """
    text = sys.stdin.read() if query == "-" else query
    result = run_sql(home, text, rows=rows, seconds=seconds)
    write_result(result, form, out)
    if result.truncated:
        click.echo(
            f"wenming: sql: more rows than the limits allow; the first {result.frame.height} are given; "
            "ask for fewer columns or rows, or raise --rows",
            err=True,
        )


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("offset", type=click.IntRange(0))
@click.option("--manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="As for ingest.")
@_home_option
def explain(home: Path, file: Path, offset: int, manifest: Path | None) -> None:
    """Say which rule read what stands at OFFSET (characters from the start) of FILE."""
    from ingest.explain import explain as explain_offset
    from ingest.extract import read_and_extract
    from ingest.manifest import EMPTY, load_manifest

    hints = load_manifest(manifest) if manifest else EMPTY
    click.echo(explain_offset(read_and_extract(file, hints.hint(file), _catalogue(home)), offset))


@cli.command()
@click.argument("warehouse", type=click.Path(exists=True, path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", type=click.IntRange(0), default=10, show_default=True, help="Print so many of each kind.")
@_home_option
def score(home: Path, warehouse: Path, gold: tuple[Path, ...], misses: int) -> None:
    """Hold a WAREHOUSE (a data home or a DuckDB file) against GOLD files: how far the tool can be trusted.

    A gold file is what a careful reader annotates in one report; ten of your own tell more than any figure of ours.
    """
    from warehouse.score import as_text
    from warehouse.score import score as score_warehouse

    names = {indicator.code: indicator.zh for indicator in _catalogue(home).indicators}
    click.echo(as_text(score_warehouse(warehouse, gold), names, misses))


@cli.command()
@click.option("--year", type=int, help="The year to export; without it the latest that has reports.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder; HOME/exports without it.")
@click.option("--if-changed", is_flag=True, help="Leave a whole export of the current version as it is.")
@_home_option
def export(home: Path, year: int | None, out: Path | None, if_changed: bool) -> None:
    """Write a year's charts (PNG, SVG, PDF), its figures (xlsx) and an index.html that opens offline, in OUT/YEAR."""
    from dashboard.export.year import Progress, export_year, is_current, latest_year

    warehouse = Warehouse(home)
    chosen = year or latest_year(warehouse)
    folder = out or home / "exports"
    if if_changed and is_current(folder, chosen, warehouse.version.number):
        click.echo(f"export      unchanged: {folder / str(chosen) / 'index.html'}")
        return
    with click.progressbar(length=1, label="drawing", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def advance(progress: Progress) -> None:
            bar.length = progress.total
            bar.update(progress.done - bar.pos)

        result = export_year(warehouse, chosen, folder, advance)
    click.echo(f"export      {result.charts} charts, {result.images} images: {result.page}")
    for problem in result.problems:
        click.echo(f"wenming: {problem}", err=True)
    if result.problems:
        sys.exit(1)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8050, show_default=True)
@_home_option
def serve(home: Path, host: str, port: int) -> None:
    """Serve the dashboard."""
    from dashboard.app import serve as serve_dashboard

    serve_dashboard(home, host, port, lambda address: click.echo(f"dashboard   {address}  (Ctrl-C ends it)"))


@cli.command()
@click.option("--images", is_flag=True, help="Check only what image export needs.")
@_home_option
def doctor(home: Path, images: bool) -> None:
    """Check the installation and the data home; say what is missing and what to do."""
    from dashboard.doctor import examine

    findings = examine(home, images_only=images)
    for finding in findings:
        click.echo(f"{'ok  ' if finding.good else 'MEND'}  {finding.name:<24} {finding.found}")
        if finding.remedy:
            click.echo(f"{'':30} {finding.remedy}")
    if not all(finding.good for finding in findings):
        sys.exit(1)


def _build(home: Path, force: bool) -> None:
    built = build_warehouse(home, _indicators(_catalogue(home)), wenming_version=version("wenming"), force=force)
    news = "built" if built.is_new else "nothing has changed since"
    counts = Warehouse(home).ask("build_summary").row(0, named=True)
    click.echo(f"warehouse   {news} version {built.version_no}: {home / 'warehouse.duckdb'}")
    click.echo(
        "            {reports} reports, {copies} near copies left out, {findings} findings, {failures} failures".format(
            **counts
        )
    )


def _catalogue(home: Path) -> Catalogue:
    """Give the project's catalogue with what the data home adds to it."""
    additions = home / "indicators.toml"
    return load(additions=additions if additions.exists() else None)


def _indicators(catalogue: Catalogue) -> list[IndicatorRow]:
    """Give the catalogue in the form that the warehouse takes it in."""
    themes = {theme.code: (order, theme.zh) for order, theme in enumerate(catalogue.themes, 1)}
    return [
        IndicatorRow(
            indicator_code=each.code,
            name_zh=each.zh,
            theme=each.theme,
            theme_zh=themes[each.theme][1],
            theme_order=themes[each.theme][0],
            indicator_order=order,
            measure=each.measure,
            unit=each.unit,
            aggregate=each.aggregate,
            better=each.better,
            headline=each.headline,
        )
        for order, each in enumerate(catalogue.indicators, 1)
    ]


def _store(home: Path, lake: Writer, outcomes: Sequence[Outcome]) -> None:
    read = [(each.extraction, each.fingerprint) for each in outcomes if each.extraction]
    for extraction, _ in read:
        keep_original(home, extraction.document)
    lake.write(read, [each.failure for each in outcomes if each.failure])


@contextmanager
def _progress(length: int, label: str) -> Iterator[Callable[[object], None]]:
    """Show a bar on a terminal, nothing elsewhere; give what to call after each step."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda step: bar.update(1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error of ours becomes one line on stderr and exit status 1."""
    try:
        cli.main(args=arguments, prog_name="wenming")
    except (IngestError, WarehouseError) as error:
        click.echo(f"wenming: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
