"""The command that begins a race file, as click knows it."""

from pathlib import Path

import click


@click.command(
    "new",
    epilog="""\b
replay new my-race.json
replay new my-race.json --name "My race" --series nascar --laps 5 \\
       --car "5 Kyle Larson" --car "17 Chris Buescher" --grid
replay new le-mans.json --name "Le Mans" --series wec --hours 24 --cars cars.csv

\b
CARS.csv has a column `car`, and if you like `driver`, `grid`, `team`, `make`.
""",
)
@click.argument("file", type=click.Path(path_type=Path), help="The race file to write.")
@click.option("--name", metavar="TEXT", help="The name of the race.")
@click.option(
    "--series",
    metavar="TEXT",
    help="Its series: nascar, f1, indycar, wec, imsa, iracing, or any other by name.",
)
@click.option(
    "--discipline",
    metavar="WORDS",
    help="How a race of another series is told: stock car (if not said), formula 1, endurance, "
    "indycar, iracing.",
)
@click.option("--date", metavar="YYYY-MM-DD", help="The day it began.")
@click.option("--track", metavar="TEXT", help="Where it is run.")
@click.option("--laps", type=int, metavar="N", help="The distance as scheduled, in laps.")
@click.option("--hours", type=float, metavar="H", help="The distance as scheduled, in hours.")
@click.option(
    "--car",
    "cars",
    metavar='"N NAME"',
    multiple=True,
    help="A car: its number and its driver, or several drivers between `/`. Once for each car.",
)
@click.option(
    "--cars",
    "table",
    metavar="CARS.csv",
    type=click.Path(path_type=Path),
    help="A table of the cars.",
)
@click.option(
    "--grid",
    is_flag=True,
    help="The cars are named in the order of the grid; it counts as official with a --source.",
)
@click.option("--source", metavar="TEXT", help="Where all this comes from; it goes into the file.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
def new_command(
    file: Path,
    name: str | None,
    series: str | None,
    discipline: str | None,
    date: str | None,
    track: str | None,
    laps: int | None,
    hours: float | None,
    cars: tuple[str, ...],
    table: Path | None,
    grid: bool,
    source: str | None,
    force: bool,
) -> int:
    """Begin a race file, and a file of facts beside it.

    FILE gets the smallest race there is: its name, its series and its cars, and what else you say.
    Beside my-race.json, my-race.facts.toml gets every fact that `replay import --with` takes, as
    examples. If the name, the series or the cars are missing, you are asked for all that is.
    """
    from replay.cli import new_race
    from replay.cli.new_options import answers_of_options

    answers = answers_of_options(
        name=name,
        series=series,
        discipline=discipline,
        date=date,
        track=track,
        laps=laps,
        hours=hours,
        cars=cars,
        table=table,
        source=source,
    )
    answers.in_order = grid
    return new_race.write_new_race(file, answers, force=force)
