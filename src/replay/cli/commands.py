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
from replay.cli.export_command import export_command
from replay.cli.failure import Failure
from replay.cli.options import (
    ASCII,
    CSV,
    IN,
    JSON,
    PAUSE_AT,
    RACE,
    RESUME,
    SLOW_MOTION,
    SPEED,
    THEME,
    YELLOW,
)
from replay.cli.picture_commands import cast_command, frame_command
from replay.cli.plain_options import PlainChoice, plain_options, told_instead
from replay.cli.program import ImportCommand, Program
from replay.cli.serve_command import serve_command
from replay.cli.subtitles_command import subtitles_command
from replay.cli.values import LapNumber, RaceName, RaceTime

if TYPE_CHECKING:
    from replay.race.pacing_choices import PauseKind, YellowLaps

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

    RACE is the name of a race as `replay list` prints it, or the path of a race file; RACE@MOMENT
    is a moment of it, such as @L150, @L150.9, @2:31:07, @caution3, @restart3, @stage2, @white or
    @finish+90s. Without a RACE, a list to choose from opens.
    """


program.add_command(subtitles_command)
program.add_command(export_command)


@program.screen()
@click.argument("race", type=RaceName(), required=False)
@click.option("--lap", type=LapNumber(), help="Open at the end of this lap (0: the grid).")
@click.option("--at", type=RaceTime(), help="Open at this time: 2:31:07, 45:10 or 93.5.")
@RESUME
@IN
@PAUSE_AT
@YELLOW
@SPEED
@THEME
@ASCII
@SLOW_MOTION
@plain_options
def screen(
    race: str | None,
    lap: int | None,
    at: int | None,
    resume: bool,
    length: int | None,
    pause_at: "frozenset[PauseKind] | None",
    yellow: "YellowLaps | None",
    speed: Fraction | None,
    theme: str | None,
    ascii_only: bool | None,
    slow_motion: bool | None,
    plain: bool,
    detail: str | None,
    line: bool,
    follow: str | None,
) -> int:
    """Open the screen, on a race or on the list of races."""
    from replay.cli.opening import Opening

    options = Opening(
        lap=lap,
        at=at,
        resume=resume,
        speed=speed,
        theme=theme,
        ascii=ascii_only,
        slow_motion=slow_motion,
        length=length,
        pause_at=pause_at,
        yellow=yellow,
    )
    choice = PlainChoice(plain, detail, line, follow)
    if (code := told_instead(race, options, choice)) is not None:
        return code
    from replay.cli import viewer

    return viewer.open_race(race, options) if race else viewer.open_picker(options)


@program.command("finish")
@RACE
@SPEED
@THEME
@ASCII
@SLOW_MOTION
def finish_command(
    race: str,
    speed: Fraction | None,
    theme: str | None,
    ascii_only: bool | None,
    slow_motion: bool | None,
) -> int:
    """Open the screen at the finish line."""
    from replay.cli.opening import Opening

    options = Opening(
        finish=True, speed=speed, theme=theme, ascii=ascii_only, slow_motion=slow_motion
    )
    if (code := told_instead(race, options)) is not None:
        return code
    from replay.cli import viewer

    return viewer.open_race(race, options)


program.add_command(frame_command)
program.add_command(cast_command)
program.add_command(serve_command)


@program.command("order")
@RACE
@click.option("--lap", type=LapNumber(), help="This lap alone (0: the grid).")
@click.option(
    "--figures",
    is_flag=True,
    help="Analysts' figures up to each lap: average running position, plain and weighted by the "
    "cars still running, green-flag speed, green-flag passes, share of green laps led.",
)
@CSV
@JSON
def order_command(race: str, lap: int | None, figures: bool, as_csv: bool, as_json: bool) -> int:
    """Print the running order after every lap, or as it stands at RACE@MOMENT."""
    from replay.cli import records

    show = records.print_figures if figures else records.print_order
    return show(race, lap, as_csv=as_csv, as_json=as_json)


@program.command("events")
@RACE
@CSV
@JSON
def events_command(race: str, as_csv: bool, as_json: bool) -> int:
    """Print what happened, in order of time: all, up to RACE@MOMENT, or in RACE@A..B."""
    from replay.cli import records

    return records.print_events(race, as_csv=as_csv, as_json=as_json)


@program.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@JSON
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
