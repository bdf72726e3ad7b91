"""The command that makes race files of lap data, as click knows it."""

from pathlib import Path

import click

from replay.cli.program import ImportCommand


@click.command(
    "import",
    cls=ImportCommand,
    options_metavar="-o FILE [OPTIONS]",
    epilog="""\b
FACTS.toml says what no source knows: race, track, distance, start, night,
classes, flags, drivers, teams, makes, colours, grid, notes, result, finish,
after; each group of them names its `source`. `replay new` writes one in which
every fact is explained.

\b
replay import nascar kansas-2025 -o kansas-2025.json
replay import laps.csv --select "2021 abu dhabi" --with facts.toml -o race.json
replay import laps.csv --select 2021 -o seasons/
""",
)
@click.argument("words", nargs=-1, required=True, metavar="[SOURCE] PATH...")
@click.option(
    "-o",
    "output",
    metavar="FILE",
    type=click.Path(),
    required=True,
    help="Write the race there; or every race, each to a file of its own, where it is a folder: "
    "one that exists, or a path that ends in `/`.",
)
@click.option(
    "--select",
    default="",
    metavar="TEXT",
    help="Only races with all these words: part of a name, a round, a season.",
)
@click.option(
    "--with",
    "facts",
    metavar="FACTS.toml",
    type=click.Path(path_type=Path),
    help="Add these facts.",
)
def import_command(words: tuple[str, ...], output: str, select: str, facts: Path | None) -> int:
    """Make race files of lap data: files or folders, in any order.

    Without SOURCE the format is recognised by what the files hold; their names never matter. To a
    file goes exactly one race: where there are more they are listed, and --select chooses.
    """
    from replay.cli import importing

    return importing.import_races(words, output, select, facts)
