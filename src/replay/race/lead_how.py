"""How a lead was taken, as far as the record tells: by a pass, at a restart, off pit road.

What follows from crossings, stops, flags and retirements alone, and nothing where they do not say.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from replay.race.model import Retirement
from replay.race.pit_visits import PitVisit
from replay.race.scoring import Scoring
from replay.race.state import NEVER, Stint
from replay.race.timeline import Timeline

Way = Literal["pass", "start", "restart", "off pit road", "pits", "out"]
"""On the track under green, on the first lap, on the lap of a restart, by a quicker stop of the
same lap; or the one who led before came to pit road, or is out of the race."""


_CLOSE = 4
"""On so great a part of the lap before, the last of it, a green belongs to the lap that follows."""


class HowLed(NamedTuple):
    """How a car took the lead from another, and when that is known (ticks)."""

    way: Way
    over: str
    known: int


def how_led(
    timeline: Timeline, scoring: Scoring, lead_at: Sequence[int], before: Stint, stint: Stint
) -> HowLed | None:
    """Tell how the lead of `before` became that of `stint`, None where the record does not say.

    `lead_at` are the times at which the leaders (of a class, or of all) completed each lap.
    """
    lap = stint.first
    at = lead_at[lap - 1]
    over = scoring.by_car[before.car]
    came = over.crossings[lap - 1] if lap <= len(over.crossings) else NEVER
    stopped = [one for one in _stops(timeline, before.car, lap) if one.since <= came]
    if stopped:
        return _by_stops(timeline, lead_at, stint, stopped, max(at, stopped[0].since))
    out = max(at, _out_at(timeline, before.car))
    if out < came:
        return HowLed("out", before.car, out)
    if came == NEVER or timeline.race.header.known.stops is None:
        return None
    if any(one.since <= came for one in _stops(timeline, stint.car, lap)):
        return None  # it may have led on its way through the pits
    way = _on_track(timeline, lead_at, lap)
    return HowLed(way, before.car, came) if way else None


def _stops(timeline: Timeline, car: str, lap: int) -> list[PitVisit]:
    """Give the stops of a car of which the lap in or the lap out is its own lap `lap`."""
    made = timeline.stops.get(car, ())
    return [one for one in made if one.stop.lap in (lap - 2, lap - 1)]


def _by_stops(
    timeline: Timeline,
    lead_at: Sequence[int],
    stint: Stint,
    stopped: Sequence[PitVisit],
    known: int,
) -> HowLed | None:
    """Tell of a leader that came to pit road: alone, or with the one who leads now.

    Of two that came on the same lap the first may have led on pit road alone: he was the first off
    it if he had left before the line, or leads a lap later, too.
    """
    lap = stint.first
    leader = [one for one in stopped if one.since <= known][-1]
    own = [one for one in _stops(timeline, stint.car, lap) if one.since <= known]
    if not own or own[-1].stop.lap < leader.stop.lap:
        return HowLed("pits", leader.stop.car, known)
    if own[-1].stop.lap > leader.stop.lap:
        return None
    if own[-1].exact and own[-1].until <= lead_at[lap - 1] and own[-1].length is not None:
        return HowLed("off pit road", leader.stop.car, known)
    if stint.last > lap:
        return HowLed("off pit road", leader.stop.car, max(known, lead_at[lap]))
    return None


def _out_at(timeline: Timeline, car: str) -> int:
    out = (e.at for e in timeline.race.events if isinstance(e, Retirement) and e.car == car)
    return next(out, NEVER)


def _on_track(timeline: Timeline, lead_at: Sequence[int], lap: int) -> Way | None:
    """Tell what a change of the lead on a lap was, where neither of the two came to pit road.

    The green that ends a yellow is often shown just before the leader comes to the line: the lap
    that begins there is the first of the restart.
    """
    if timeline.race.header.known.flags is None:
        return None
    since, at = lead_at[lap - 2] if lap > 1 else 0, lead_at[lap - 1]
    close = (at - since) // _CLOSE
    slow = [
        (one, until)
        for one, until in timeline.flags.neutralised_times(at)
        if one.height != "part" and one.at <= at
    ]
    if any(one.height in ("bunch", "stop") and since - close <= to < at for one, to in slow):
        return "restart"
    if any(to > since for _, to in slow):
        return None
    return "pass" if lap > 1 else "start"
