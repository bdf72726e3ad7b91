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
from replay.cli.import_command import import_command
from replay.cli.new_command import new_command
from replay.cli.options import (
    A_FILE,
    ASCII,
    CSV,
    IN,
    JSON,
    PAUSE_AT,
    RACE,
    RACE_ALONE,
    RESUME,
    SLOW_MOTION,
    SPEED,
    THEME,
    YELLOW,
)
from replay.cli.picture_commands import cast_command, frame_command
from replay.cli.plain_options import PlainChoice, plain_options, told_instead
from replay.cli.program import Program
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
    @caution3+90s. Without a RACE, a list to choose from opens.
    """


program.add_command(subtitles_command)
program.add_command(export_command)
program.add_command(import_command)
program.add_command(new_command)


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
@RACE_ALONE
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
    """Print the running order after every lap, or at RACE@MOMENT."""
    from replay.cli import records

    show = records.print_figures if figures else records.print_order
    return show(race, lap, as_csv=as_csv, as_json=as_json)


@program.command("events")
@RACE
@CSV
@JSON
def events_command(race: str, as_csv: bool, as_json: bool) -> int:
    """Print what happened, in order of time.

    RACE@MOMENT ends there, and RACE@A..B has what happened in between.
    """
    from replay.cli import records

    return records.print_events(race, as_csv=as_csv, as_json=as_json)


@program.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...", help="Part of a series, season or name.")
@JSON
def list_command(words: tuple[str, ...], as_json: bool) -> int:
    """List the races there are, without any result.

    With WORDs only those are listed in which every one stands: in the series, season, date, name,
    track or basis, whatever its case and accents.
    """
    from replay.cli import records

    return records.print_races(words, as_json=as_json)


@program.command("check")
@click.argument("races", type=RaceName(), nargs=-1, required=True, metavar="RACE...", help=A_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, a report a race.")
def check_command(races: tuple[str, ...], as_json: bool) -> int:
    """Hold races against their official results.

    Every rule is named. Then follows how much of the race is known in which way, what was adjusted,
    and what nobody knows. The exit code is 1 if a rule fails.
    """
    from replay.cli import checking

    return checking.print_checks(races, as_json=as_json)


@program.command("schema")
@click.option(
    "--page",
    is_flag=True,
    help="Print a table of its fields instead, in Markdown: what each means, and which importers "
    "fill it.",
)
def schema_command(page: bool) -> int:
    """Print the JSON Schema of a race file.

    It has what each field means. Editors check and complete a race file by it: save it, and name
    it in the editor's settings.
    """
    from replay.cli import records

    return records.print_schema(page=page)


@program.command("reconstruct")
@click.argument(
    "directory",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with `race.json` and `results.csv`, and the other tables that there are.",
)
@click.option(
    "-o",
    "output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="Write the race file there.",
)
def reconstruct_command(directory: Path, output: Path) -> int:
    """Rebuild a race file from the box score in DIR.

    Every published fact holds exactly; the laps between are a likely race, and say so. Facts that
    contradict others and were given up are reported on the standard error.
    """
    from replay.cli import reconstruction

    return reconstruction.rebuild(directory, output)
