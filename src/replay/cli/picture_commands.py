"""The commands that paint the screen without a terminal: `replay frame` and `replay cast`."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replay.cli.failure import Failure
from replay.cli.options import A_SPAN, ASCII, RACE, SLOW_MOTION, THEME
from replay.cli.values import Duration, RaceName, Rate, ScreenSize

if TYPE_CHECKING:
    from replay.cli.frames import Form

_SIZE = click.option(
    "--size", type=ScreenSize(), default="120x40", show_default=True, help="Columns and rows."
)
_PANE = click.option(
    "--pane",
    metavar="NAME",
    help="Open an instrument: places, gap, pace, card:5, duel:5,17, fights, grid, caution, stage, "
    "sofar, summary, after, log or line.",
)


@click.command("frame")
@RACE
@_SIZE
@click.option("--text", "form", flag_value="text", help="Signs alone (the default in a pipe).")
@click.option("--ansi", "form", flag_value="ansi", help="In colours (the default on a terminal).")
@click.option("--svg", "form", flag_value="svg", help="A picture.")
@click.option(
    "-o",
    "output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it there; `.svg` and `.ans` tell the form.",
)
@_PANE
@THEME
@ASCII
def frame_command(
    race: str,
    size: tuple[int, int],
    form: "Form | None",
    output: Path | None,
    pane: str | None,
    theme: str | None,
    ascii_only: bool | None,
) -> int:
    """Print the screen as it is at RACE@MOMENT.

    It needs no terminal, and is byte for byte the same each time.
    """
    from replay.cli import frames
    from replay.cli.headless_look import LookOptions

    options = LookOptions(size=size, pane=pane, theme=theme, ascii=ascii_only)
    return frames.print_frame(race, options, form, output)


@click.command("cast")
@click.argument("race", type=RaceName(), metavar="RACE@A..B", help=A_SPAN)
@click.option(
    "-o",
    "output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="Write the asciicast there.",
)
@click.option("--v3", "newer", is_flag=True, help="Write version 3 of the format, and not 2.")
@click.option("--speed", type=Rate(), help="Play at this rate: 1/20 to 64 (default 1).")
@click.option("--in", "within", type=Duration(), help="Take so long for all of it, evenly.")
@click.option(
    "--fps", type=click.IntRange(1, 60), default=15, show_default=True, help="Frames a second."
)
@_SIZE
@_PANE
@THEME
@ASCII
@SLOW_MOTION
def cast_command(
    race: str,
    output: Path,
    newer: bool,
    speed: Fraction | None,
    within: int | None,
    fps: int,
    size: tuple[int, int],
    pane: str | None,
    theme: str | None,
    ascii_only: bool | None,
    slow_motion: bool | None,
) -> int:
    """Record the screen from A to B, for asciinema to play.

    Without --speed and --in it is as long as the race was.
    """
    if speed is not None and within is not None:
        raise Failure("--speed and --in exclude each other")
    from replay.cli import casting
    from replay.cli.headless_look import LookOptions

    options = LookOptions(
        size=size, pane=pane, theme=theme, ascii=ascii_only, slow_motion=slow_motion
    )
    pace = casting.CastPace(speed or Fraction(1), within, fps)
    return casting.write_cast(race, options, pace, 3 if newer else 2, output)
