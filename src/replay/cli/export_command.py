"""The command that writes races as tables, as click knows it."""

import click

from replay.cli.options import A_RACE
from replay.cli.values import RaceName

TABLE_NAMES = ("laps", "stops", "events", "results")
"""The tables there are; `replay.tables` makes them, and is loaded when one is asked for."""


@click.command(
    "export",
    epilog="""\b
laps     every lap of every car; the columns of FastF1 where it has them
stops    every visit to pit road
events   what happened, as `replay events` tells it
results  the official result, or the order so far

\b
Times are seconds, in Parquet with the unit beside the column; what nobody
knows is empty, or null. Columns are those of `replay.laps` and the like in
Python, after the race, its series, season and date.

\b
replay export kansas-2024 laps -o laps.csv
replay export races/*.json laps -o laps.parquet
replay export kansas-2024@L137 results --json
""",
)
@click.argument("races", type=RaceName(), nargs=-1, metavar="RACE...", help=A_RACE)
@click.argument("table", type=click.Choice(TABLE_NAMES), help="Which table, as told below.")
@click.option("--csv", is_flag=True, help="Write CSV: a header line, then a line a row.")
@click.option("--json", is_flag=True, help="Write a JSON array, an object a row.")
@click.option("--ndjson", is_flag=True, help="Write JSON, an object a line.")
@click.option(
    "--parquet",
    is_flag=True,
    help="Write Parquet, typed, with units, sources and the hash of each file in its metadata; "
    "needs the extra `data`: pip install 'race-replay[data]'.",
)
@click.option(
    "-o",
    "output",
    metavar="FILE",
    help="Write all races to this file, whose ending says the form (.csv, .json, .ndjson, "
    ".parquet); or to a file each, where it is a folder: one that exists, or a path that ends in "
    "`/`. Without it to standard output, as CSV unless asked otherwise.",
)
@click.option(
    "--until",
    metavar="MOMENT",
    help="Nothing later than this moment of each race: L137, 2:31:07, caution3, stage2 and the "
    "like. RACE@MOMENT says it of one.",
)
def export_command(
    races: tuple[str, ...], table: str, output: str | None, until: str | None, **forms: bool
) -> int:
    """Write laps, stops, events or results of races.

    As CSV, JSON or Parquet: for a spreadsheet, a notebook or a database.
    """
    if not races:
        raise click.UsageError(f"name the races before the table: replay export RACE... {table}")
    asked = [form for form, given in forms.items() if given]
    if len(asked) > 1:
        raise click.UsageError(f"--{asked[0]} and --{asked[1]} exclude each other")
    from replay.cli import exporting

    return exporting.export_races(races, table, asked[0] if asked else None, output, until)
