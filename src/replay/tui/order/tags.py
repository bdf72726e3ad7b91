"""The tag beside a driver's name: out and why, in the pits, unseen, penalised. Pure functions."""

from typing import NamedTuple

from replay.race.cars_now import CarNow
from replay.race.model import SECOND, Entry
from replay.race.seconds import seconds_text
from replay.race.state import Running
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.race_time import spell_text
from replay.tui.order.cells.car_row import Tone

_NONE: tuple[str, ...] = ()


class Tags(NamedTuple):
    """A tag in all its lengths, the fullest first, and its ink."""

    texts: tuple[str, ...] = _NONE
    tone: Tone = "full"


def tags_of(
    running: Running,
    now: CarNow | None,
    entry: Entry | None,
    reason: str,
    time: int,
    glyphs: Glyphs,
) -> Tags:
    """Give the tag of a car at `time` (ticks); `reason` is why it is out, which is told once it is.

    `now` is None where the time on pit road is not told.
    """
    cross = glyphs.out
    if now is not None and now.excluded:
        return Tags((f"{cross} excluded", cross), "loss")
    if entry is not None and entry.begins == "not started" and time and not running.laps:
        return Tags((f"{cross} not started", f"{cross} out", cross), "loss")
    if running.status == "out":
        why = (f"{cross} {drawable(reason, glyphs)}",) if reason else ()
        return Tags((*why, f"{cross} out", cross), "loss")
    if running.status == "pit":
        since = None if now is None else now.in_pit_since
        spell = () if since is None else (f"IN {spell_text(time - since)}",)
        return Tags((*spell, "IN"))
    if now is not None and now.unseen_since is not None:
        spell = (f"unseen {spell_text(time - now.unseen_since)}",)
        return Tags((*spell, "unseen", glyphs.unseen), "mute")
    if now is not None and now.added:
        return Tags((_added(now.added),), "mute")
    if entry is not None and entry.begins == "pit lane" and not running.laps:
        return Tags(("pit lane",), "mute")
    return Tags()


def in_line_tags(glyphs: Glyphs) -> Tags:
    """Give the sign of the car in line for the free pass, which gives way to its name."""
    return Tags((glyphs.free_pass, ""), "mute")


def _added(ticks: int) -> str:
    whole = not ticks % SECOND
    return f"+{ticks // SECOND if whole else seconds_text(ticks, 1)} s"
