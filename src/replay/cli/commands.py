"""The commands and options of the program, as click knows them.

What a command needs is imported when it runs, so that `--help` is quick.
"""

import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replay import __version__
from replay.cli.failure import Failure
from replay.cli.program import ImportCommand, Program
from replay.cli.terminal import asks_for_plain, is_accessible
from replay.cli.values import LapNumber, RaceName, RaceTime, Rate

if TYPE_CHECKING:
    from replay.plain.tellings import Detail

PROGRAM = "replay"
COMPLETION = "_REPLAY_COMPLETE"
"""The variable by which shells ask for completions."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit code; Failure where it makes no sense."""
    try:
        code = program.main(list(arguments), prog_name=PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        raise Failure(error.format_message()) from None
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        if COMPLETION in os.environ:
            raise
        return 0  # click ends so where the reader of the output has gone, which is no error
    return int(code or 0)


@click.group(
    PROGRAM,
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
On a slow line, where the arrows act as `esc`, set ESCDELAY to the milliseconds
to wait for the rest of a key (100 if not set): ESCDELAY=500 replay RACE

\b
Completion of commands and races, in bash (or with zsh_source, fish_source):
eval "$(_REPLAY_COMPLETE=bash_source replay)"
""",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Go through a race lap by lap, both ways, in the terminal.

    RACE is the name of a race as `replay list` prints it, or the path of a race file. Without
    one, a list to choose from opens.
    """


_RACE = click.argument("race", type=RaceName())
_CSV = click.option("as_csv", "--csv", is_flag=True, help="Write CSV.")
_JSON = click.option("as_json", "--json", is_flag=True, help="Write JSON.")
_SPEED = click.option("--speed", type=Rate(), help="Open at this rate: 1/20 to 64.")
_THEME = click.option("--theme", metavar="NAME", help="Colours: the name of a theme.")
_ASCII = click.option(
    "ascii_only", "--ascii/--no-ascii", default=None, help="Draw with ASCII characters only."
)
_SLOW_MOTION = click.option(
    "--slow-motion/--no-slow-motion", default=None, help="Play a close finish slowly (the default)."
)


_DETAIL = click.option(
    "--detail",
    type=click.Choice(["low", "middle", "high"]),
    help="With --plain: the turns of the race, leaders and margins too (the default), or all.",
)


@program.screen()
@click.argument("race", type=RaceName(), required=False)
@click.option("--lap", type=LapNumber(), help="Open at the end of this lap (0: the grid).")
@click.option("--at", type=RaceTime(), help="Open at this time: 2:31:07, 45:10 or 93.5.")
@_SPEED
@_THEME
@_ASCII
@_SLOW_MOTION
@click.option(
    "--plain",
    is_flag=True,
    help="Plain lines in place of the screen, for screen readers and pipes: at once, or in time "
    "at the --speed that is given; on a terminal with a prompt. So by ACCESSIBLE=1, too.",
)
@_DETAIL
@click.option(
    "--line",
    is_flag=True,
    help="One line for a status bar: flag, lap and leader; with --speed a live one.",
)
@click.option("--follow", metavar="CAR", help="With --line: tell this car, too.")
def screen(
    race: str | None,
    lap: int | None,
    at: int | None,
    speed: Fraction | None,
    theme: str | None,
    ascii_only: bool | None,
    slow_motion: bool | None,
    plain: bool,
    detail: "Detail | None",
    line: bool,
    follow: str | None,
) -> int:
    """Open the screen, on a race or on the list of races."""
    _check_plain(race, plain=plain, detail=detail, line=line, follow=follow)
    from replay.cli import viewer

    options = viewer.Opening(
        lap=lap, at=at, speed=speed, theme=theme, ascii=ascii_only, slow_motion=slow_motion
    )
    if line and race:
        from replay.cli import status_lines

        return status_lines.print_status(race, options, follow)
    if race and (plain or detail or asks_for_plain()):
        from replay.cli import plain_text

        return plain_text.tell_race(race, options, detail or "middle")
    if plain or is_accessible():
        from replay.cli import records

        return records.print_races((), as_json=False)
    return viewer.open_race(race, options) if race else viewer.open_picker(options)


def _check_plain(
    race: str | None, *, plain: bool, detail: str | None, line: bool, follow: str | None
) -> None:
    """See that the options of plain text go together."""
    if plain and line:
        raise Failure("--plain and --line exclude each other")
    if line and race is None:
        raise Failure("--line needs a RACE")
    if detail is not None and (line or race is None):
        raise Failure("--detail is for a RACE in plain lines")
    if follow is not None and not line:
        raise Failure("--follow needs --line")


@program.command("finish")
@_RACE
@_SPEED
@_THEME
@_ASCII
@_SLOW_MOTION
def finish_command(
    race: str,
    speed: Fraction | None,
    theme: str | None,
    ascii_only: bool | None,
    slow_motion: bool | None,
) -> int:
    """Open the screen at the finish line."""
    from replay.cli import viewer

    options = viewer.Opening(
        finish=True, speed=speed, theme=theme, ascii=ascii_only, slow_motion=slow_motion
    )
    if is_accessible():
        from replay.cli import plain_text

        return plain_text.tell_race(race, options, "middle")
    return viewer.open_race(race, options)


@program.command("order")
@_RACE
@click.option("--lap", type=LapNumber(), help="This lap alone (0: the grid).")
@click.option(
    "--figures",
    is_flag=True,
    help="Analysts' figures up to each lap: average running position, plain and weighted by the "
    "cars still running, green-flag speed, green-flag passes, share of green laps led.",
)
@_CSV
@_JSON
def order_command(race: str, lap: int | None, figures: bool, as_csv: bool, as_json: bool) -> int:
    """Print the running order after every lap."""
    from replay.cli import records

    show = records.print_figures if figures else records.print_order
    return show(race, lap, as_csv=as_csv, as_json=as_json)


@program.command("events")
@_RACE
@_CSV
@_JSON
def events_command(race: str, as_csv: bool, as_json: bool) -> int:
    """Print what happened, in order of time."""
    from replay.cli import records

    return records.print_events(race, as_csv=as_csv, as_json=as_json)


@program.command("subtitles")
@_RACE
@click.option(
    "-o",
    "output",
    metavar="FILE.srt",
    type=click.Path(path_type=Path),
    required=True,
    help="Write them there, as SubRip.",
)
@click.option(
    "--sync",
    "points",
    metavar="LAP=TIME",
    multiple=True,
    help="The leader completes this lap at this time of the recording: L81=0:45:10. Several give "
    "straight lines between them; without any both begin at the green flag (L0).",
)
def subtitles_command(race: str, output: Path, points: tuple[str, ...]) -> int:
    """Write a race as subtitles for your own recording of it.

    They tell the lap, the top of the board and what happens, each when it is known.
    """
    from replay.cli import subtitling

    return subtitling.write_subtitles(race, output, points)


@program.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@_JSON
def list_command(words: tuple[str, ...], as_json: bool) -> int:
    """List the races there are, without any result.

    With WORDs only those are listed in which every one stands: in the series, season, date, name,
    track or basis, whatever its case and accents.
    """
    from replay.cli import records

    return records.print_races(words, as_json=as_json)


@program.command("check")
@click.argument("races", type=RaceName(), nargs=-1, required=True, metavar="RACE...")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, a report a race.")
def check_command(races: tuple[str, ...], as_json: bool) -> int:
    """Hold races against their own official result, and tell how each is known."""
    from replay.cli import checking

    return checking.print_checks(races, as_json=as_json)


@program.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of a race file."""
    from replay.cli import records

    return records.print_schema()


@program.command("reconstruct")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-o", "output", metavar="FILE", type=click.Path(path_type=Path), required=True)
def reconstruct_command(directory: Path, output: Path) -> int:
    """Rebuild a race file from the box score in DIR."""
    from replay.cli import reconstruction

    return reconstruction.rebuild(directory, output)


@program.command(
    "import",
    cls=ImportCommand,
    options_metavar="-o FILE [OPTIONS]",
    epilog="""\b
FACTS.toml says what no source knows: race, track, distance, start, night,
classes, flags, drivers, teams, makes, colours, grid, notes, result, finish,
after; each group of them names its `source`. The README has one.

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
