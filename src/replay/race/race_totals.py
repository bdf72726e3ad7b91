"""The race in figures: how long, how fast, how often interrupted, led by how many."""

from msgspec import Struct

from replay.race.finish import average_speed
from replay.race.model import MEASURED
from replay.race.state import RaceState, Running
from replay.race.timeline import Timeline


class PublishedCounts(Struct, frozen=True):
    """What was counted by whoever published the result; None where nothing was."""

    lead_changes: int | None = None
    leaders: int | None = None
    cautions: int | None = None
    caution_laps: int | None = None


class RaceTotals(Struct, frozen=True):
    """The figures of a race so far; each is None where the file does not know it.

    `time`, in ticks, is what the clock shows, from the chequered flag on that of the first car, and
    once the result is official the published race time. `laps` are those of the leader, and
    `distance` what he has run in thousandths of a mile. `average_speed`, in thousandths of a mile
    an hour, is that of the leader up to his last crossing, and once the result is official the
    published one, in a race without laps that of its published time; not `measured`: that crossing
    was rebuilt. `cautions` and `caution_laps` are None where no flags are known, `lead_changes` and
    `leaders` (the pole's among them) in a race without laps, `running` where nobody knows who fell
    out, `on_lead_lap` in a race without laps. Once the result is official its own counts are
    `published`.
    """

    time: int
    laps: int | None
    distance: int | None
    average_speed: int | None
    measured: bool
    cautions: int | None
    caution_laps: int | None
    lead_changes: int | None
    leaders: int | None
    running: int | None
    on_lead_lap: int | None
    published: PublishedCounts = PublishedCounts()


def race_totals(timeline: Timeline, time: int) -> RaceTotals:
    """Give the figures of the race up to `time`."""
    state = timeline.at(time)
    known = timeline.race.header.known
    leader = state.order[0]
    laps = _laps(timeline, state)
    length = timeline.race.header.lap_length
    distance = None if laps is None or length is None else laps * length
    speed, measured = _average_speed(timeline, state, distance)
    flagged = known.flags is not None and state.has_laps
    going = [row for row in state.order if row.status != "out"]
    tells = known.retirements is not None
    return RaceTotals(
        time=_time(timeline, state, leader),
        laps=laps,
        distance=distance,
        average_speed=speed,
        measured=measured,
        cautions=state.cautions if flagged else None,
        caution_laps=state.caution_laps if flagged else None,
        lead_changes=state.lead_changes if state.has_laps else None,
        leaders=state.leaders if state.has_laps else None,
        running=len(going) if tells else None,
        on_lead_lap=_on_lead_lap(timeline, state) if state.has_laps else None,
        published=_published(timeline, state),
    )


def _is_official(state: RaceState) -> bool:
    return state.finished and not state.provisional


def _published(timeline: Timeline, state: RaceState) -> PublishedCounts:
    official = timeline.race.official
    if official is None or not _is_official(state):
        return PublishedCounts()
    return PublishedCounts(
        official.lead_changes, official.leaders, official.cautions, official.caution_laps
    )


def _laps(timeline: Timeline, state: RaceState) -> int | None:
    """Count the leader's laps; those of a race known by its finish stand in its result."""
    if state.has_laps:
        return state.order[0].laps
    official = timeline.race.official
    return official.laps if official and _is_official(state) else None


def _line_time(timeline: Timeline, time: int, leader: Running) -> int:
    """Give the race time of the leader's last crossing, with the penalties added to it by now."""
    return timeline.scoring_at(time).ruled.time_of(leader.car, leader.crossing)


def _time(timeline: Timeline, state: RaceState, leader: Running) -> int:
    if state.race_time is not None:
        return state.race_time
    over = state.finished and leader.crossing
    return _line_time(timeline, state.time, leader) if over else state.time


def _average_speed(
    timeline: Timeline, state: RaceState, distance: int | None
) -> tuple[int | None, bool]:
    official = timeline.race.official if _is_official(state) else None
    if official is not None and official.average_speed is not None:
        return official.average_speed, True
    leader = state.order[0]
    if distance is None or not distance:
        return None, True
    if state.race_time is not None:
        return _average(distance, state.race_time), True
    if not state.has_laps:
        return None, True
    measured = leader.basis in MEASURED
    return _average(distance, _line_time(timeline, state.time, leader)), measured


def _average(distance: int, time: int) -> int | None:
    """Give the average speed; a race that took no time at all has none."""
    return average_speed(distance, time) if time else None


def _on_lead_lap(timeline: Timeline, state: RaceState) -> int:
    excluded = timeline.scoring_at(state.time).ruled.excluded
    return sum(
        row.laps_down == 0 and row.status != "out" and row.car not in excluded
        for row in state.order
    )
