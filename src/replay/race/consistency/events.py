"""Flags, retirements, rulings and remarks, against each other and against the line."""

from collections.abc import Mapping, Sequence

from replay.race.consistency.crossings import Crossings
from replay.race.consistency.requirement import require, require_entered, require_known
from replay.race.consistency.rulings import verify_ruling, verify_rulings
from replay.race.model import (
    Caution,
    Chequered,
    Distance,
    Entry,
    Event,
    Flag,
    Green,
    Penalty,
    Race,
    Remark,
    Retirement,
    Ruling,
    White,
)


def verify_events(events: Sequence[Event], cars: Mapping[str, Entry], crossings: Crossings) -> None:
    """Require events in order of time, with the leader's laps as the crossings give them."""
    before = 0
    for index, event in enumerate(events):
        path = f"$.events[{index}]"
        message = f"at {event.at}, earlier than the event before it at {before}"
        require(before <= event.at, message, f"{path}.at")
        before = event.at
        if isinstance(event, Ruling):
            verify_ruling(event, path, cars, crossings)
        elif isinstance(event, Caution):
            _verify_caution(event, path, cars)
        elif isinstance(event, Flag):
            require_known(event.cars, cars, f"{path}.cars")
        elif isinstance(event, Penalty | Retirement):
            require_entered(event.car, cars, f"{path}.car")
        elif isinstance(event, Distance):
            message = f"the leader has completed {event.lap} laps already"
            require(event.laps >= event.lap, message, f"{path}.laps")
    verify_rulings(events, crossings)
    _verify_flags(events)
    _verify_retirements(events, crossings)
    for index, event in enumerate(events):
        laps = crossings.laps_at(event.at)
        message = f"the leader has completed {laps[0]} laps by {event.at}, not {event.lap}"
        fits = not crossings.has_laps or event.lap in laps
        require(fits, message, f"$.events[{index}].lap")


def _verify_caution(caution: Caution, path: str, cars: Mapping[str, Entry]) -> None:
    require_known(caution.cars, cars, f"{path}.cars")
    if isinstance(caution.free_pass, str):
        require_entered(caution.free_pass, cars, f"{path}.free_pass")
    if isinstance(caution.wave_around, tuple):
        require_known(caution.wave_around, cars, f"{path}.wave_around")


def _verify_flags(events: Sequence[Event]) -> None:
    """Cautions are numbered from 1; the white and the chequered flag fall once, this at the end."""
    count, fallen = 0, set()
    for index, event in enumerate(events):
        path = f"$.events[{index}]"
        if isinstance(event, Green | Caution | White | Distance | Chequered):
            require(Chequered not in fallen, "a flag after the chequered flag", path)
        if isinstance(event, Caution):
            count += 1
            message = f"caution {count} by its time, not {event.number}"
            require(event.number == count, message, f"{path}.number")
        elif isinstance(event, White | Chequered):
            require(type(event) not in fallen, "this flag has been shown before", path)
            fallen.add(type(event))


def _verify_retirements(events: Sequence[Event], crossings: Crossings) -> None:
    out = set()
    for index, event in enumerate(events):
        if isinstance(event, Retirement):
            path = f"$.events[{index}]"
            require(event.car not in out, f"car {event.car} is out already", f"{path}.car")
            out.add(event.car)
            times = crossings.by_car[event.car]
            late = not times or times[-1] <= event.at
            require(late, f"car {event.car} crosses the line after this", f"{path}.at")


def verify_remarks(race: Race, cars: Mapping[str, Entry], crossings: Crossings) -> None:
    """Require that each remark has the stop or lead change it speaks of."""
    stops = {(stop.car, stop.lap) for stop in race.stops}
    for index, remark in enumerate(race.remarks):
        path = f"$.remarks[{index}]"
        require_entered(remark.car, cars, f"{path}.car")
        if remark.on == "stop":
            message = f"car {remark.car} has no stop with {remark.lap} laps completed"
            require((remark.car, remark.lap) in stops, message, f"{path}.lap")
        elif race.has_laps:
            message = f"car {remark.car} does not take the lead on lap {remark.lap}"
            require(_takes_lead(remark, crossings), message, f"{path}.lap")


def _takes_lead(remark: Remark, crossings: Crossings) -> bool:
    """Tell whether a car is first at the line on a lap, and was not on the lap before."""
    times, lap = crossings.by_car[remark.car], remark.lap
    if not 1 <= lap <= len(times):
        return False
    first = times[lap - 1] == crossings.lead_at[lap - 1]
    return first and (lap == 1 or times[lap - 2] > crossings.lead_at[lap - 2])
