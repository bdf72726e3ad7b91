"""How far the race is: laps, or the time to go, and what is left of the stage, as rows of words."""

from replay.race.forecast import laps_by_limit, laps_left
from replay.race.model import SECOND, Header
from replay.race.quantity import hours_text, quantity
from replay.race.state import RaceState
from replay.tui.drawing.cells import clock_text
from replay.tui.drawing.runs import Row
from replay.tui.scene import Scene

FORECAST = 120
"""The columns from which the laps that are left are forecast."""


def progress_rows(scene: Scene, lap: int, width: int) -> tuple[Row, Row]:
    """Give how far the race is, and what is said beside it where there is room.

    `lap` counts those that the leader who is shown has completed. Of a race known by its finish
    alone there is but its length, once the flag says so.
    """
    state, header = scene.state, scene.race.header
    if not state.has_laps:
        return _distance_row(state), ()
    if header.scheduled_time is not None and state.distance is None:
        return _timed(scene, header.scheduled_time, lap, width)
    return lap_row(state, lap), _limited(scene, width) or _stage_row(state, header)


def lap_row(state: RaceState, lap: int) -> Row:
    """`Lap 137 of 267`; a race of no known distance has no second number."""
    of = "" if state.distance is None else f" of {state.distance}"
    return (("Lap ", "mute"), (str(lap), "bold"), (of, "mute"))


def _distance_row(state: RaceState) -> Row:
    """`40 laps`, of a race of which the finish alone is known, once the flag says so."""
    return ((f"{state.distance} laps", "mute"),) if state.finished and state.distance else ()


def _timed(scene: Scene, scheduled: int, lap: int, width: int) -> tuple[Row, Row]:
    """`6:39:48 to go  Lap 215`; when the time is up it says so, and at the end how long it was."""
    state = scene.state
    counted: Row = (("Lap ", "mute"), (str(lap), "bold"))
    if state.finished or state.time_to_go is None or not state.time:
        return (*counted, (f"  {hours_text(scheduled)}", "mute")), ()
    if not state.time_to_go:
        return (("time is up", "soft"), ("  ", "full"), *counted), ()
    # Rounded up, so that it and the clock, which rounds down, make the whole time.
    left = clock_text(-(-state.time_to_go // SECOND) * SECOND, fine=False)
    row: Row = ((left, "bold"), (" to go", "mute"), ("  ", "full"), *counted)
    laps = scene.ask(laps_left) if width >= FORECAST else None
    if laps is None:
        return row, ()
    return row, ((f"{scene.glyphs.rebuilt}{quantity(laps, 'lap')}", "soft"),)


def _limited(scene: Scene, width: int) -> Row:
    """`~62 by the limit`, where the leader's pace does not bring the race to its distance."""
    if scene.race.header.time_limit is None or not scene.state.time or width < FORECAST:
        return ()
    lap = scene.ask(laps_by_limit)
    return () if lap is None else ((f"{scene.glyphs.rebuilt}{lap} by the limit", "soft"),)


def _stage_row(state: RaceState, header: Header) -> Row:
    """The stage and what is left of it; without stages what is left of the race, of stock cars."""
    to_go = state.laps_to_go
    if state.overtime:
        left = "" if state.finished or not to_go else f"  {to_go} to go"
        return (("Overtime" + left, "soft"),)
    if state.finished:
        return ()
    if state.stage is not None:
        left = f"{state.stage.to_go} to go" if state.time else f"{state.stage.to_go} laps"
        return ((f"Stage {state.stage.number}  {left}", "soft"),)
    if header.discipline != "stock car" or to_go is None or not state.time:
        return ()
    return ((f"{to_go} to go", "soft"),)
