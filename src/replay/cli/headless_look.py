"""What a frame and a cast have in common: how a race looks where there is no terminal."""

import gc
from typing import TYPE_CHECKING

from msgspec import Struct

from replay.cli.choices import load_asyncio, read_choices, themed
from replay.cli.failure import Failure
from replay.race.model import Race

if TYPE_CHECKING:
    from replay.tui.headless import Work
    from replay.tui.instruments import Instrument


class LookOptions(Struct, frozen=True):
    """The options of a screen that is painted without a terminal; None: as the settings say."""

    size: tuple[int, int]
    pane: str | None = None
    theme: str | None = None
    ascii: bool | None = None
    slow_motion: bool | None = None


def instrument_of(options: LookOptions, race: Race) -> "Instrument | None":
    """Give the instrument that is to be open; Failure where there is none such, or no such car."""
    if options.pane is None:
        return None
    from replay.tui.instruments import InstrumentError, read_instrument

    try:
        return read_instrument(options.pane, race.entries)
    except InstrumentError as error:
        raise Failure(str(error)) from None


def run_headless(race: Race, options: LookOptions, start: int, work: "Work") -> int:
    """Open a race at a time (ticks) on no terminal, and work there; give the exit code.

    Failure where there is no such theme.
    """
    from replay.tui.no_terminal import no_terminal

    gc.disable()  # for the start, as that of the screen
    with no_terminal():
        return _run_headless(race, options, start, work)


def _run_headless(race: Race, options: LookOptions, start: int, work: "Work") -> int:
    choices = read_choices(
        theme=options.theme, ascii=options.ascii, slow_motion=options.slow_motion
    )
    load_asyncio()
    from replay.tui.headless import HeadlessReplay, Look

    look = Look(
        size=options.size,
        theme=choices.theme,
        ascii=choices.ascii,
        keymap=choices.keymap,
        slow_motion=choices.slow_motion,
        start=start,
    )
    with themed(choices):
        app = HeadlessReplay(race, look, work)
    return app.work_through()
