"""By how much a race was won, and how that is known."""

from collections.abc import Mapping

from msgspec import Struct

from replay.race.class_order import ClassPlace, class_places
from replay.race.model import MEASURED
from replay.race.state import RaceState
from replay.race.timeline import Timeline


class WinningMargin(Struct, frozen=True):
    """How far the second is behind the winner: in ticks, or in laps where he has fewer.

    `by` says how it is known: `by the camera`, or by who else ruled on the line, `published`,
    `timed` or `rebuilt`. Both numbers are None where nobody knows.
    """

    ticks: int | None
    laps: int | None
    by: str


def winning_margin(
    timeline: Timeline, time: int, race_class: str | None = None
) -> WinningMargin | None:
    """Give the margin of the winner, or of that of a class; None before the result is official."""
    state = timeline.at(time)
    if not state.finished or state.provisional:
        return None
    cars = {row.car: row for row in state.order}
    found = class_places(timeline, time) if race_class is not None else {}
    members = [car for car in cars if race_class is None or _in(found, car, race_class)]
    if len(members) < 2 or not cars[members[1]].placed:
        return None
    first, second = cars[members[0]], cars[members[1]]
    gap, down = second.gap, second.laps_down
    if race_class is not None:
        gap, down = found[second.car].gap, found[second.car].laps_down
    official = timeline.race.official
    if race_class is None and official is not None and official.margin is not None:
        return WinningMargin(official.margin, None, _ruled(timeline, state) or "published")
    measured = first.basis in MEASURED and second.basis in MEASURED
    return WinningMargin(gap, down or None, "timed" if measured else "rebuilt")


def _in(found: Mapping[str, ClassPlace], car: str, race_class: str) -> bool:
    return car in found and found[car].race_class == race_class


def _ruled(timeline: Timeline, state: RaceState) -> str:
    """Say who ruled on the line of the last lap, in the words of the file; empty for nobody."""
    rulings = [r for r in timeline.rulings if r.of_lap == state.lap and r.provisional]
    return f"by {rulings[-1].by}" if rulings else ""
