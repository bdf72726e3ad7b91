"""Flags as events: the track's states where the laps have them, else safety cars by their laps.

No source says when in a lap a flag was shown, so every moment is estimated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from msgspec.structs import replace as with_fields

from replay.importers.f1.lap_chart import GrandPrixChart
from replay.importers.f1.published import Published, SafetyCar
from replay.importers.f1.race_clock import StandingClock, laps_at
from replay.importers.f1.track_states import RED, SAFETY_CAR, VIRTUAL, StatePeriod, periods
from replay.race.model import SECOND, Event, Flag, Green, Red
from replay.race.text import clean

_NEAR_LAPS = 2
"""How many laps a published lap may be off the one that a flag is found on."""

_SHORTEST = 5 * SECOND
"""What is left of a state beside another is none of its own where it is shorter."""

_MOST = 100
"""The highest number that a flag of one kind may bear."""

State = Literal["safety car", "VSC"]


@dataclass(frozen=True)
class StateShown:
    """A state of the course, on the clock of the chart; `end` is None where it was out to the end.

    `cause` is empty where nobody says.
    """

    state: State
    begin: int
    end: int | None
    cause: str = ""


@dataclass(frozen=True)
class RedShown:
    """A red flag, on the clock of the chart: shown at `at`, the field goes on at `end`.

    Without `restarts` the race ended with it.
    """

    at: int
    end: int
    restarts: bool
    reason: str = ""
    stopped: int | None = None


def grand_prix_flags(
    chart: GrandPrixChart, published: Published, clock: StandingClock
) -> list[Event]:
    """Return greens, safety cars and red flags up to the chequered flag, in order of time."""
    leaders = chart.leaders()
    reds = _reds(chart, published, clock, leaders)
    shown = _by_states(chart, published, leaders)
    if shown is None:
        shown = _by_laps(published.safety_cars, leaders)
    shown = _beside_reds(shown, reds, chart.usual)
    begins = {one.begin for one in shown}
    marks: list[tuple[int, int, Event]] = []
    if 0 not in begins and (has_flags(chart, published) or reds):
        marks.append((0, 0, Green(at=0, lap=0, basis="timed")))
    numbers: dict[str, int] = {}
    for one in shown:
        numbers[one.state] = number = numbers.get(one.state, 0) + 1
        if number <= _MOST:
            marks.append((one.begin, 2, _flag(one, number)))
    estimated = Green(at=0, lap=0, basis="estimated")
    followed = begins | {red.at for red in reds}
    ends = [one.end for one in shown if one.end is not None and one.end not in followed]
    marks += [(end, 1, estimated) for end in ends]
    for red in reds:
        marks.append((red.at, 1, _red(red)))
        if red.restarts and red.end not in begins:
            marks.append((red.end, 2, estimated))
    on_clock = [clock.of(time) for time in leaders]
    last = leaders[-1]
    events = []
    for time, _, event in sorted(marks, key=lambda mark: mark[:2]):
        if time < last or isinstance(event, Red):
            at = clock.of(min(time, last))
            events.append(with_fields(event, at=at, lap=laps_at(on_clock, at)))
    return events


def has_flags(chart: GrandPrixChart, published: Published) -> bool:
    """Tell whether any source says when safety cars and red flags were shown."""
    return chart.has_track or published.has_flags


def _flag(one: StateShown, number: int) -> Flag:
    return Flag(
        at=0,
        lap=0,
        basis="estimated",
        flag=one.state,
        neutralises="bunch" if one.state == "safety car" else "slow",
        number=number,
        text=in_words(one.cause) or None,
    )


def _red(one: RedShown) -> Red:
    reason = in_words(one.reason) or None
    return Red(at=0, lap=0, basis="estimated", reason=reason, stopped=one.stopped, clock="stands")


def in_words(written: str) -> str:
    """Return a published sentence as a reason: without its stop, in a small letter at first."""
    text = " ".join(clean(written).split()).rstrip(".")[:300]
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _reds(
    chart: GrandPrixChart, published: Published, clock: StandingClock, leaders: Sequence[int]
) -> list[RedShown]:
    """Return the red flags: those of which the stop was cut out, and others that are published."""
    found = [RedShown(one.at, one.end, True, stopped=one.length) for one in clock.stops]
    for period in periods(chart, RED):
        same = [at for at, one in enumerate(found) if _meet(period, one, chart.usual)]
        if same:
            # The laps saw it before the last car had come in.
            at = min(period.begin, found[same[0]].at)
            found[same[0]] = replace(found[same[0]], at=at)
        elif period.begin < leaders[-1]:
            goes_on = period.end < leaders[-1] - chart.usual
            found.append(RedShown(period.begin, period.begin, goes_on))
    found.sort(key=lambda one: one.at)
    open_ = list(found)
    for row in published.red_flags:
        near = [one for one in open_ if abs(laps_at(leaders, one.at) + 1 - row.lap) <= _NEAR_LAPS]
        if near:
            open_.remove(near[0])
            found[found.index(near[0])] = replace(near[0], reason=row.reason)
        else:
            at = _within(leaders, row.lap)
            found.append(RedShown(at, at, row.lap < len(leaders) - 1, row.reason))
    return sorted(found, key=lambda one: one.at)


def _meet(period: StatePeriod, red: RedShown, usual: int) -> bool:
    """Tell whether a state that laps have seen is that of a stop: cars still came in under it."""
    return period.begin <= red.end and period.end >= red.at - 2 * usual


def _within(leaders: Sequence[int], lap: int) -> int:
    """Return the middle of a lap of the leader; the end of the race for one that was not run."""
    if not 1 <= lap < len(leaders):
        return leaders[-1]
    return (leaders[lap - 1] + leaders[lap]) // 2


def _by_states(
    chart: GrandPrixChart, published: Published, leaders: Sequence[int]
) -> list[StateShown] | None:
    """Return the states of the track that the laps have seen, None where they saw no change."""
    if not chart.has_track:
        return None
    cars = [_caused(one, published, leaders) for one in periods(chart, SAFETY_CAR)]
    shown = [StateShown("safety car", one.begin, one.end, cause) for one, cause in cars]
    for one in periods(chart, VIRTUAL):
        begin, end = one.begin, one.end
        for car, _ in cars:
            if begin < car.begin < end:
                end = car.begin
            elif car.begin <= begin < car.end:
                begin = end
        if end - begin >= _SHORTEST:
            shown.append(StateShown("VSC", begin, end))
    shown = [one for one in shown if one.begin < leaders[-1]]
    return sorted(
        (replace(one, end=None) if (one.end or 0) >= leaders[-1] else one for one in shown),
        key=lambda one: one.begin,
    )


def _caused(
    one: StatePeriod, published: Published, leaders: Sequence[int]
) -> tuple[StatePeriod, str]:
    """Return a period with its published cause: that of the nearest row."""
    lap = laps_at(leaders, one.begin) + 1
    rows = [row for row in published.safety_cars if abs(row.deployed - lap) <= _NEAR_LAPS]
    nearest = min(rows, key=lambda row: abs(row.deployed - lap), default=None)
    return one, nearest.cause if nearest else ""


def _by_laps(rows: Sequence[SafetyCar], leaders: Sequence[int]) -> list[StateShown]:
    """Return safety cars by the laps they are published with.

    It comes in as the leader ends the lap before `retreated`. It came out within `deployed` where
    that is no full lap of it, else as that lap began.
    """
    laps = len(leaders) - 1
    shown: list[StateShown] = []
    for row in sorted(rows, key=lambda row: row.deployed):
        if not 1 <= row.deployed <= laps:
            continue
        back = row.retreated if row.retreated and row.retreated > row.deployed else None
        whole = row.full_laps >= (back or laps + 1) - row.deployed
        # On lap 1 rain alone lets a race begin behind it; otherwise something happened on the lap.
        at_line = whole if row.deployed > 1 else row.cause.strip().casefold() == "rain"
        begin = leaders[row.deployed - 1] if at_line else _within(leaders, row.deployed)
        if shown and shown[-1].end is not None:
            begin = max(begin, shown[-1].end)
        elif shown:
            continue
        end = leaders[back - 1] if back is not None and back - 1 < laps else None
        if end is None or end > begin:
            shown.append(StateShown("safety car", begin, end, row.cause))
    return shown


def _beside_reds(
    shown: Sequence[StateShown], reds: Sequence[RedShown], usual: int
) -> list[StateShown]:
    """Return states that a red flag ends, and that begin with the restart after it.

    One that ended within a lap before the red flag lasted until it: the laps saw no green. One that
    comes out within two laps after the restart was out from the restart on.
    """
    result = list(shown)
    for red in reds:
        parts: list[StateShown] = []
        later = [one for one in result if one.begin > red.at]
        first = later[0] if later and later[0].begin <= red.end + 2 * usual else None
        for one in result:
            ends = one.end
            if one.begin >= red.at:
                if not red.restarts:
                    continue
                parts.append(replace(one, begin=red.end) if one is first else one)
            elif ends is not None and ends < red.at - usual:
                parts.append(one)
            else:
                parts.append(replace(one, end=red.at))
                goes_on = ends is None or ends > red.end + _SHORTEST
                if goes_on and first is None and red.restarts:
                    parts.append(replace(one, begin=red.end))
        result = sorted(parts, key=lambda one: one.begin)
    return [one for one in result if one.end is None or one.end > one.begin]
