"""The classes of a race, each with an order of its own inside the order of all.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.ribbon import stints_over_seconds
from replay.race.scoring import Scoring, ticks_behind
from replay.race.state import Stint
from replay.race.timeline import Timeline


class ClassPlace(Struct, frozen=True, gc=False):
    """A car in the order of its class; gap, interval and laps down are to cars of that class.

    `gap` and `interval` are ticks, None off the lap of the class leader and where unknown: also
    while the car ahead, which came to their last common lap later, has gone on since. `flagged`:
    the car has taken the chequered flag; no class has a winner before its first car has.
    """

    race_class: str
    position: int
    gap: int | None
    interval: int | None
    laps_down: int
    flagged: bool = False


def class_places(timeline: Timeline, time: int) -> dict[str, ClassPlace]:
    """Give the place in its class of every car that has one, in the order of all cars.

    Laps down are those that the leader of the class had when the car last crossed the line, or
    has now less one, whichever is more, less the car's; once both have taken the chequered flag
    the difference of their laps. Empty in a race without classes.
    """
    if not timeline.race.header.classes:
        return {}
    time = min(max(time, 0), timeline.end)
    if timeline.finish_crossings:
        return _places_at_finish(timeline, time)
    scoring = timeline.scoring_at(time)
    flag = timeline.flags.fallen
    classes: dict[str, _ClassNow] = {}
    found = {}
    for laps, index in scoring.standings(time):
        name = index.race_class
        if name is not None:
            at = index.crossings[laps - 1] if laps else 0
            now = classes.get(name)
            if now is None:
                now = classes[name] = _ClassNow(index, laps, at, flag)
            found[index.car] = now.place(scoring, index, laps, at, time)
    return found


def class_leads(timeline: Timeline, time: int, race_class: str) -> tuple[Stint, ...]:
    """Give the lead stints of a class over the laps of its leader, the last one cut at `time`.

    Lap 0 is its first car on the grid. They are those at the line: a ruling on penalties changes
    none. Empty for a name that is none of the classes.
    """
    time = min(max(time, 0), timeline.end)
    leads = timeline.scoring_at(time).class_leads.get(race_class)
    return leads.stints_at(time) if leads else ()


def class_stints(timeline: Timeline, time: int, race_class: str) -> tuple[Stint, ...]:
    """Give who led a class over the axis of the ribbon: in laps of the race, or in seconds.

    Stints that fill no lap or second are left out.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    leads = scoring.class_leads.get(race_class)
    if leads is None:
        return ()
    stints = leads.stints_at(time)
    if timeline.flags.duration_at(time) is not None:
        return stints_over_seconds(stints, leads.lead_at, time)
    starts = [leads.lead_at[stint.first - 1] if stint.first else 0 for stint in stints]
    edges = pairwise(scoring.lap_at(at) for at in (*starts, time))
    return tuple(
        Stint(start + 1, end, stint.car)
        for stint, (start, end) in zip(stints, edges, strict=True)
        if end > start
    )


def class_laps(timeline: Timeline, time: int) -> dict[str, int]:
    """Count the laps that the leader of each class has completed."""
    time = min(max(time, 0), timeline.end)
    leads = timeline.scoring_at(time).class_leads
    return {name: one.lap_at(time) for name, one in leads.items()}


def class_laps_led(timeline: Timeline, time: int) -> dict[str, int]:
    """Count the laps that each car has led its class at the line; cars that led none are left out.

    Those of a class count by the laps of its own leader.
    """
    time = min(max(time, 0), timeline.end)
    found = {}
    for leads in timeline.scoring_at(time).class_leads.values():
        laps = leads.lap_at(time)
        for car, led in leads.led.items():
            if count := sum(lap <= laps for lap in led):
                found[car] = count
    return found


def class_winners(timeline: Timeline, time: int) -> dict[str, str]:
    """Give the car that has won each class as far as the line tells: the first, once flagged.

    It is told when that car itself has taken the chequered flag, and may change by a ruling.
    """
    return {
        place.race_class: car
        for car, place in class_places(timeline, time).items()
        if place.position == 1 and place.flagged
    }


class _ClassNow:
    """The class as far as it has been counted: its first car, and the last one placed."""

    __slots__ = ("ahead", "at", "count", "first", "flag", "laps")

    def __init__(self, first: CarIndex, laps: int, at: int, flag: int) -> None:
        self.first, self.laps, self.at, self.flag = first, laps, at, flag
        self.ahead, self.count = first, 0

    def place(self, scoring: Scoring, index: CarIndex, laps: int, at: int, time: int) -> ClassPlace:
        """Place the next car."""
        self.count += 1
        flagged = bool(laps) and at >= self.flag
        led = self.laps if at >= self.at or (flagged and self.at >= self.flag) else self.laps - 1
        gap = interval = None
        if laps and led <= laps and index.car not in scoring.ruled.excluded:
            gap = _behind(scoring, index, laps, at, self.first, time)
            if self.count > 1:
                interval = _behind(scoring, index, laps, at, self.ahead, time)
        self.ahead = index
        return ClassPlace(
            index.race_class or "", self.count, gap, interval, max(led - laps, 0), flagged
        )


def _behind(
    scoring: Scoring, index: CarIndex, laps: int, at: int, other: CarIndex, time: int
) -> int | None:
    if scoring.ruled.added:
        return scoring.ruled.behind(index.car, at, laps, other.car, other.crossings, time)
    return ticks_behind(other.crossings, laps, at)


def _places_at_finish(timeline: Timeline, time: int) -> dict[str, ClassPlace]:
    """Give the places in a race known by its finish alone: gaps are between noses at the line."""
    state = timeline.at(time)
    by_car = timeline.scoring_at(time).by_car
    arrived = {nose.car for nose in timeline.finish_crossings if nose.at <= time}
    ahead: dict[str, list[int | None]] = {}
    found = {}
    for row in state.order:
        name = by_car[row.car].race_class
        if name is not None:
            before = ahead.setdefault(name, [])
            gap = _apart(row.gap, before[:1] or [row.gap])
            interval = _apart(row.gap, before[-1:]) if before else None
            before.append(row.gap)
            found[row.car] = ClassPlace(
                name, len(before), gap, interval, 0, flagged=row.car in arrived
            )
    return found


def _apart(gap: int | None, other: Sequence[int | None]) -> int | None:
    return None if gap is None or other[0] is None else gap - other[0]
