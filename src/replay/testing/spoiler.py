"""Whether a screen tells what comes later than its moment: cut there, the race paints the same."""

from collections.abc import Iterable

from replay.race.moment_words import NoSuchMoment
from replay.race.text import printable
from replay.testing.cell_grid import cell_grid
from replay.testing.changes import screen_changes
from replay.testing.cut_race import cut
from replay.testing.painter import ScreenPainter
from replay.testing.race_record import RaceRecord
from replay.testing.screen_look import PALETTE, SIZE, look_of, palette_of_look
from replay.testing.style_names import StyleNames

BUG = "No race file should bring that about: it may be a bug of replay."
"""What is said at the end, where a screen tells too much."""


def told_too_early(record: RaceRecord, moments: Iterable[str], painter: ScreenPainter) -> list[str]:
    """Tell, a line each, what the screens of some moments show of what comes later.

    Each is compared with that of the file cut there, from which what happens later is left out. A
    moment that there is not is left out: its own screen says so.
    """
    look, names = look_of(SIZE, PALETTE), StyleNames(palette_of_look(PALETTE))
    told: list[str] = []
    for moment in moments:
        try:
            time = record.time(moment)
        except NoSuchMoment:
            continue
        if time >= record.timeline.end:
            continue  # nothing comes later
        whole = painter.paint(record.race, time, look)
        short = painter.paint(cut(record.race, time), time, look, keep=False)
        before, after = cell_grid(short.rows), cell_grid(whole.rows)
        changes = screen_changes(before, after, whole.map, names)
        if changes is not None:
            told.append(f"the screen at {printable(moment)} tells something that happens later:")
            told += ["  (as it is where the file is cut there -> as it is with the whole file)"]
            told += [f"  {line}" for line in changes.lines()]
            if (command := record.command(moment)) is not None:
                told.append(f"open it: {command}")
    return [*told, *[BUG] * bool(told)]
