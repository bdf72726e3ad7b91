"""Scenes of a record, for the tests of cards: a race, a time, and the car under the cursor."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from tests.tui.scenes import scene

from replay import racefile
from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import Row, text_of
from replay.tui.frame import Recording
from replay.tui.scene import Scene
from replay.tui.shown_order import shown_order
from replay.tui.view import View

RACES = Path(__file__).parents[2] / "races"


@cache
def recording(name: str) -> Recording:
    """A race that comes with the program, ready to be shown."""
    return Recording(racefile.load(RACES / f"{name}.json"))


def recorded(
    of: Recording | Race | str,
    time: int | None,
    car: str,
    size: tuple[int, int] = (120, 40),
    *,
    lap: int | None = None,
    glyphs: Glyphs = UNICODE,
    **more: Any,
) -> Scene:
    """The scene of a race at a time (ticks), or at the instant of a `lap`, the cursor on a car."""
    if isinstance(of, str):
        of = recording(of)
    elif isinstance(of, Race):
        of = Recording(of)
    if time is None:
        assert lap is not None
        time = of.timeline.instant(lap)
    frame = of.frame(time)
    header, entries = of.race.header, of.race.entries
    order = shown_order(frame.state.order, {e.car: e for e in entries}, header.classes, "class")
    place = next(at for at, row in enumerate(order, 1) if row.car == car)
    return scene(
        frame.state, entries=entries, header=header, ribbon=frame.ribbon, log=frame.log,
        caution=frame.caution, photo=frame.photo, answer=of.answers(time), size=size, glyphs=glyphs,
        view=View(place=place, **more),
    )  # fmt: skip


def lines(rows: Sequence[Row]) -> list[str]:
    """Rows as text, without blanks at the end."""
    return [text_of(row).rstrip() for row in rows]


def widest(rows: Sequence[Row]) -> int:
    """The cells of the longest row."""
    return max((cell_len(text_of(row)) for row in rows), default=0)
