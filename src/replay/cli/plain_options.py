"""The options by which a race is told in plain lines, and what is told in place of the screen."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from replay.cli.failure import Failure
from replay.cli.terminal import asks_for_plain, is_accessible

if TYPE_CHECKING:
    from replay.cli.opening import Opening
    from replay.plain.tellings import Detail

_LEVELS = ("low", "middle", "high")

_OPTIONS = (
    click.option(
        "--plain",
        is_flag=True,
        help="Plain lines in place of the screen, for screen readers and pipes: at once, or in "
        "time at the --speed that is given; on a terminal with a prompt. Also with ACCESSIBLE=1, "
        "and wherever the output is not a terminal.",
    ),
    click.option(
        "--detail",
        type=click.Choice(_LEVELS),
        help="In plain lines: the turns of the race, leaders and margins too (the default), or "
        "all.",
    ),
    click.option(
        "--line",
        is_flag=True,
        help="One line for a status bar: flag, lap and leader; with --speed a live one.",
    ),
    click.option("--follow", metavar="CAR", help="With --line: tell this car, too."),
)


class PlainChoice(NamedTuple):
    """What was chosen of these options."""

    plain: bool = False
    detail: str | None = None
    line: bool = False
    follow: str | None = None


def plain_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def told_instead(
    race: str | None, opening: "Opening", choice: PlainChoice | None = None
) -> int | None:
    """Tell a race, or the list of races, in place of the screen; None where the screen opens.

    Without a `choice` a race is told where the environment asks for it. Where none is named and
    the opening resumes, it is the race that was left last. Failure where options do not go
    together.
    """
    if choice is None:
        return _told(race, opening, None) if race and is_accessible() else None
    if race is None and opening.resume and (any(choice) or asks_for_plain()):
        from replay.cli.opening import race_left_last

        race = race_left_last()
    _check(race, choice)
    if choice.line and race:
        if opening.speed is None:
            gc.disable()  # a status bar asks every second, and it is over at once
        from replay.cli import status_lines

        return status_lines.print_status(race, opening, choice.follow)
    if race and (choice.plain or choice.detail or asks_for_plain()):
        return _told(race, opening, choice.detail)
    if race is None and (choice.plain or is_accessible()):
        from replay.cli import plain_text

        return plain_text.tell_races()
    return None


def _told(race: str, opening: "Opening", detail: str | None) -> int:
    from replay.cli import plain_text

    return plain_text.tell_race(race, opening, cast("Detail", detail or "middle"))


def _check(race: str | None, choice: PlainChoice) -> None:
    """See that the options go together."""
    if choice.plain and choice.line:
        raise Failure("--plain and --line exclude each other")
    if choice.line and race is None:
        raise Failure("--line needs a RACE")
    if choice.detail is not None and (choice.line or race is None):
        raise Failure("--detail is for a RACE in plain lines")
    if choice.follow is not None and not choice.line:
        raise Failure("--follow needs --line")
