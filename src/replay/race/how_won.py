"""How a race was won: the way of one car through it, told as far as it has come."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from replay.race.laps_led import lead_stints
from replay.race.model import Entry
from replay.race.pit_visits import PitVisit
from replay.race.series import places, stops
from replay.race.state import Running
from replay.race.timeline import Timeline


class HowWon(Struct, frozen=True):
    """The way of a car through its race, or through that of its class where there are classes.

    `started` is its place on the grid and `lowest` its worst one at the end of a lap of the leader,
    first on `lowest_lap`; both are None where nobody knows them. `led` counts the laps it led, in
    `stints`, the first from lap `first_led` on (None without any). `since` is the first lap of the
    last lead, if that is its own, and `over` the car that led before, None where nobody did.
    `fastest`: no other car has a better best lap. `stops` counts its stops and `last_stop` is the
    latest of them.
    """

    car: str
    started: int | None
    lowest: int | None
    lowest_lap: int | None
    led: int
    stints: int
    first_led: int | None
    since: int | None
    over: str | None
    best_lap: int | None
    best_lap_number: int | None
    best_lap_exact: bool
    fastest: bool
    stops: int
    last_stop: PitVisit | None


def how_won(timeline: Timeline, time: int, car: str) -> HowWon:
    """Tell the way of a car through the race up to `time`."""
    time = min(max(time, 0), timeline.end)
    state = timeline.at(time)
    row = next(row for row in state.order if row.car == car)
    entries = {entry.car: entry for entry in timeline.race.entries}
    rivals = [entry for entry in entries.values() if entry.race_class == entries[car].race_class]
    held = _held(timeline, time, car, rivals)
    lap, lowest = max(held, key=lambda one: (one[1], -one[0]), default=(None, None))
    lead = lead_stints(timeline, time, entries[car].race_class)
    own = [stint for stint in lead if stint.car == car]
    last = lead[-1] if lead and lead[-1].car == car else None
    made = stops(timeline, time, car)
    return HowWon(
        car=car,
        started=_started(entries[car], rivals),
        lowest=lowest,
        lowest_lap=lap,
        led=sum(stint.last - stint.first + 1 for stint in own),
        stints=len(own),
        first_led=own[0].first if own else None,
        since=last.first if last else None,
        over=lead[-2].car if last and len(lead) > 1 else None,
        best_lap=row.best_lap,
        best_lap_number=row.best_lap_number,
        best_lap_exact=row.best_lap_exact,
        fastest=_fastest(row, state.order, {entry.car for entry in rivals}),
        stops=len(made),
        last_stop=made[-1] if made else None,
    )


def _held(
    timeline: Timeline, time: int, car: str, rivals: Sequence[Entry]
) -> Iterator[tuple[int, int]]:
    """Give the places of a car among its rivals, at the end of every lap of the leader."""
    others = [places(timeline, time, entry.car) for entry in rivals if entry.car != car]
    for lap, place in enumerate(places(timeline, time, car)):
        if place is not None:
            ahead = (other[lap] for other in others)
            yield lap, 1 + sum(held is not None and held < place for held in ahead)


def _started(entry: Entry, rivals: Sequence[Entry]) -> int | None:
    if entry.grid is None:
        return None
    return 1 + sum(one.grid is not None and one.grid < entry.grid for one in rivals)


def _fastest(row: Running, order: Sequence[Running], rivals: set[str]) -> bool:
    """Tell whether a car has the best lap of all its rivals; a rebuilt one tells nothing."""
    if row.best_lap is None or not row.best_lap_exact:
        return False
    others = (one for one in order if one.car in rivals and one.best_lap is not None)
    return all(one.best_lap is None or one.best_lap >= row.best_lap for one in others)
