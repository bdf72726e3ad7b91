"""What is true of each car now beside its place: its driver, tyres, incidents, and penalties.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right

from msgspec import Struct

from replay.race.timeline import Timeline
from replay.race.unseen import unseen_cars


class CarNow(Struct, frozen=True, gc=False):
    """What is known of a car at a time.

    `driver` is the index in its entry of who is in the car, None where nobody knows; he shows from
    the pit exit on, `driving_since` (ticks). `driven` are the ticks of whole laps by driver, empty
    where nobody knows who drives. `compound` is None where it is unknown, and so is `tyre_age`,
    the laps that the set has run, those before the race among them. `incidents` counts the laps
    with one, None where the file knows none. `unseen_since` is when a car was last seen that is
    overdue at the line (`replay.race.unseen`), `in_pit_since` when one that is there came to pit
    road. `added` are ticks of penalties, and `excluded` tells that the car is not classified:
    both from the tick of the ruling on.
    """

    driver: int | None
    driving_since: int
    driven: tuple[int, ...]
    compound: str | None
    tyre_age: int | None
    incidents: int | None
    unseen_since: int | None = None
    in_pit_since: int | None = None
    added: int = 0
    excluded: bool = False


def cars_now(timeline: Timeline, time: int) -> dict[str, CarNow]:
    """Give what is known of every car of the entry list."""
    time = min(max(time, 0), timeline.end)
    ruled = timeline.scoring_at(time).ruled
    unseen = unseen_cars(timeline, time)
    known = timeline.race.header.known
    found = {}
    for car, history in timeline.histories_at(time).items():
        laps = bisect_right(history.crossings, time)
        driver, since = history.driver_at(time)
        compound, age = history.tyres_at(time, laps)
        visit = history.visit_at(time)
        found[car] = CarNow(
            driver,
            since,
            history.driven[laps] if driver is not None else (),
            compound,
            age,
            None if known.incidents is None else history.incidents_after(laps),
            unseen.get(car),
            visit.since if visit is not None and time < visit.until else None,
            ruled.added.get(car, 0),
            car in ruled.excluded,
        )
    return found
