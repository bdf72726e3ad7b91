"""What figures of a field are made of, each part made when it is first asked for and then kept."""

from bisect import bisect_left
from collections.abc import Sequence

from replay.race.green_laps import green_laps
from replay.race.green_passes import GreenPasses, Passes, class_ranks
from replay.race.lap_ratios import LapRatios
from replay.race.place_sums import CarPlaces, FieldPlaces, PlaceSums
from replay.race.scoring import Scoring
from replay.race.state import NEVER
from replay.race.timeline import Timeline


class FieldFigures:
    """The laps, places and passes of all cars, as scored in the period that ends at `horizon`.

    It is asked of settled laps of the leader alone, so that nothing comes from later. It does not
    hold the timeline, which it is kept with.
    """

    def __init__(self, timeline: Timeline, horizon: int) -> None:
        scoring = timeline.scoring_at(horizon)
        self._horizon = horizon
        self._scoring = scoring
        self._slow = [
            (one.at, max(until, one.at + 1))
            for one, until in timeline.flags.neutralised_times(horizon)
            if one.height != "part"
        ]
        self._leaders = {
            name: _green_leaders(timeline, scoring, horizon, name)
            for name in {index.race_class for index in scoring.cars}
        }
        self._field = FieldPlaces(scoring)
        self._ratios: LapRatios | None = None
        self._ranks = class_ranks(scoring.arrivals, scoring.cars)
        self._places: dict[str, CarPlaces] = {}
        self._passes: dict[str, GreenPasses] = {}
        self._led: dict[str, Sequence[int]] = {}

    def _until(self, laps: int) -> int:
        """When the last of so many settled laps was over: the leader completed the next."""
        lead_at = self._scoring.lead_at
        return lead_at[laps] if laps < len(lead_at) else NEVER

    def places(self, timeline: Timeline, car: str, laps: int) -> PlaceSums:
        """Give the sums of a car's places over so many settled laps."""
        if car not in self._places:
            index = self._scoring.by_car[car]
            led = [(at, leader == car) for at, leader in self._leaders[index.race_class]]
            self._places[car] = CarPlaces(index, led, self._scoring.lead_at)
        return self._places[car].after(timeline, self._field, laps)

    def ratios(self, timeline: Timeline, car: str, laps: int) -> tuple[Sequence[int], bool]:
        """Give what `LapRatios.of` does."""
        if self._ratios is None:
            self._ratios = LapRatios(timeline, self._scoring, self._horizon)
        return self._ratios.of(car, laps)

    def passes(self, timeline: Timeline, car: str, laps: int) -> Passes:
        """Give the passes of a car in the laps that it completed while so many were settled."""
        index = self._scoring.by_car[car]
        if car not in self._passes:
            stops = (v for v in timeline.stops.get(car, ()) if v.since <= self._horizon)
            self._passes[car] = GreenPasses.of(index, self._ranks[car], self._slow, tuple(stops))
        return self._passes[car].sums[bisect_left(index.crossings, self._until(laps))]

    def led(self, car: str, laps: int) -> tuple[int, int]:
        """Count the green laps of the leader, of a class, and those of them that a car led."""
        leaders = self._leaders[self._scoring.by_car[car].race_class]
        if car not in self._led:
            self._led[car] = [at for at, leader in leaders if leader == car]
        until = self._until(laps)
        green = bisect_left(leaders, until, key=lambda one: one[0])
        return green, bisect_left(self._led[car], until)


def _green_leaders(
    timeline: Timeline, scoring: Scoring, horizon: int, race_class: str | None
) -> list[tuple[int, str]]:
    """Give when each green lap of a leader ended, of a class if one is named, and who he was."""
    if race_class is None:
        lead_at: Sequence[int] = scoring.lead_at
        cars = [arrived[0].car for arrived in scoring.arrivals]
    else:
        leads = scoring.class_leads[race_class]
        lead_at = leads.lead_at
        cars = [s.car for s in leads.stints for _ in range(max(s.first, 1), s.last + 1)]
    green = green_laps(timeline, horizon, race_class)
    laps = zip(lead_at, cars, green, strict=False)
    return [(at, car) for at, car, is_green in laps if is_green]
