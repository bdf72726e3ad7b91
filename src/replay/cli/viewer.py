"""`replay RACE`: opening the screen on a race, or on the list of races."""

import gc
import os
from fractions import Fraction
from typing import TYPE_CHECKING

from replay import racefile
from replay.cli.choices import load_asyncio, read_choices, themed
from replay.cli.failure import Failure
from replay.cli.notes import print_notes
from replay.cli.opening import Opening, kept_races, race_left_last, read_opening
from replay.cli.terminal import make_ready, takes_only_ascii
from replay.race.model import Race
from replay.race.text import printable

if TYPE_CHECKING:
    from replay.state.kept_races import KeptRaces


def open_race(name: str, opening: Opening) -> int:
    """Open the screen on a race and return the exit code."""
    kept = kept_races()
    opened = read_opening(name, opening, kept)
    if opening.length is not None and not opened.race.has_laps:
        raise Failure("--in needs a race with laps, and of this one only the finish is known")
    make_ready("replay RACE --plain")
    return _run(opened.race, opened.start, opening, kept, opened.name)


def open_picker(opening: Opening) -> int:
    """Open the screen on the list of races and return the exit code."""
    if opening.lap is not None or opening.at is not None:
        raise Failure("--lap and --at need a RACE to open")
    if opening.resume:
        return open_race(race_left_last(), opening)
    make_ready("replay list")
    return _run(None, 0, opening, kept_races())


def _run(race: Race | None, start: int, opening: Opening, kept: "KeptRaces", name: str = "") -> int:
    gc.disable()  # for the start: the app enables it again once it is on screen
    choices = read_choices(
        theme=opening.theme,
        ascii=opening.ascii,
        slow_motion=opening.slow_motion,
        otherwise_ascii=takes_only_ascii(),
        otherwise_slow_motion=_moves(),
        pause_at=opening.pause_at,
        yellow=opening.yellow,
    )
    load_asyncio()
    from replay.tui.app import ReplayApp
    from replay.tui.pacing import Pacing

    with themed(choices):
        app = ReplayApp(
            race=race,
            name=name,
            listings=() if race else racefile.list_races(),
            load=lambda name: racefile.load(racefile.find(name)),
            start=start,
            speed=opening.speed or choices.speed or Fraction(1),
            theme=choices.theme,
            ascii=choices.ascii,
            keymap=choices.keymap,
            slow_motion=choices.slow_motion,
            finish_line=opening.finish,
            kept=kept,
            pacing=Pacing(
                pause_at=choices.pause_at,
                yellow=choices.yellow,
                length=opening.length,
            ),
        )
    try:
        app.run()
    finally:
        _save(kept)
    return app.return_code or 0


def _save(kept: "KeptRaces") -> None:
    """Save what is kept; what cannot be is told here, so that nothing ends with the program."""
    for race in kept.unsaved():
        print_notes([printable(f"replay: {race.race}: {race.refused}")])
        left, marks = race.keeps.left, race.keeps.bookmarks
        told = [f"left at {left.moment}"] if left else []
        told += [f"bookmark at {one.moment}: {one.note}" for one in marks]
        print_notes(f"  {printable(line)}" for line in told)


def _moves() -> bool:
    """Tell whether what moves by itself is wanted; TEXTUAL_ANIMATIONS may say that none is."""
    return os.environ.get("TEXTUAL_ANIMATIONS", "").strip().lower() != "none"
