"""The running order of a race at a time, as text: the rows, and the runs of one."""

from msgspec import structs
from tests.tui.scenes import scene, texts

from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import Row
from replay.tui.frame import Recording
from replay.tui.order.running_order import RunningOrder
from replay.tui.scene import Scene
from replay.tui.view import View

TERMINALS = {46: 80, 62: 100, 70: 120, 104: 160, 118: 200}
"""The columns of a terminal by the cells of its board."""


def board_scene(
    race: Race,
    time: int,
    width: int = 70,
    view: View | None = None,
    glyphs: Glyphs = UNICODE,
) -> Scene:
    """What the order is handed at a time of a race, in a terminal where it has so many cells."""
    recording = Recording(race)
    time = min(time, recording.timeline.end)
    of = scene(
        recording.frame(time).state,
        entries=race.entries,
        header=race.header,
        view=view,
        size=(TERMINALS[width], 40),
        glyphs=glyphs,
        answer=recording.answers(time),
    )
    return structs.replace(of, race=race)


def board(
    race: Race,
    time: int,
    width: int = 70,
    height: int = 30,
    view: View | None = None,
    glyphs: Glyphs = UNICODE,
) -> list[str]:
    """The rows of the order, the heads first; blank ones at the foot are left out."""
    of = board_scene(race, time, width, view, glyphs)
    rows = texts(RunningOrder, of, width, height)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def runs(race: Race, time: int, row: int, width: int = 70, view: View | None = None) -> Row:
    """The runs of a row of the order, the heads being row 0."""
    of = board_scene(race, time, width, view)
    widget = RunningOrder(race)
    return widget.draw(widget.rows(of, width, 30)[row]).row
