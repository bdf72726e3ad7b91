"""How each lap of each car is known: its times published or rebuilt, its place sure or not.

Bands, not decimals. A place is sure where it is published: the order at a stage end, the
leader, the finish. Elsewhere the band says how far off such laps were, on average, in races
whose laps are known: near within about one place, rough by two or three. What decides is the
phase of the race and how much of the field is known next, because distance to a known order
alone says little; and only published facts decide, so that a fact less never makes a lap surer.
"""

from collections import defaultdict
from collections.abc import Sequence

from replay.race.model import Basis, Confidence, Span
from replay.reconstruct.read.facts import BoxScore, CarFacts, CautionFacts
from replay.reconstruct.read.published_crossings import CrossingTimes, known_crossings
from replay.reconstruct.reckon.guesses import unled_laps
from replay.reconstruct.reckon.race_kind import in_packs

_FIELD_STOPS = 80
"""Out of a hundred cars: so many stop under a yellow that it gives the order of the field."""

_SETTLES = 30
"""Green laps after which an old order is forgotten, and before which a coming one shows."""

_LONG_AGO = 1 << 30


def spans_of(score: BoxScore, crossings: CrossingTimes) -> dict[str, tuple[Span, ...]]:
    """Return the spans of every car, from lap 1."""
    known = set(known_crossings(score)) | set(known_crossings(score, retired=True))
    places = _Places(score, crossings)
    return {car.car: _spans(car, known, places.of(car)) for car in score.cars}


def _spans(
    car: CarFacts, known: set[tuple[str, int]], places: Sequence[Confidence]
) -> tuple[Span, ...]:
    spans: list[Span] = []
    for lap in range(1, car.laps + 1):
        timed = (car.car, lap) in known
        pair = lap > 1 and timed and (car.car, lap - 1) in known
        measured = pair or (lap == car.best_lap_number and car.best_lap is not None)
        crossing: Basis = "official" if timed else "reconstructed"
        lap_time: Basis = "official" if measured else "reconstructed"
        place = places[lap - 1]
        last = spans[-1] if spans else None
        if last is None or (last.crossing, last.lap_time, last.place) != (
            crossing, lap_time, place,
        ):  # fmt: skip
            spans.append(Span(lap=lap, crossing=crossing, lap_time=lap_time, place=place))
    return tuple(spans)


class _Places:
    """The band of every lap, by the car's own count of laps."""

    def __init__(self, score: BoxScore, crossings: CrossingTimes) -> None:
        self.score = score
        self.sure = _sure_places(score, crossings)
        self.stops: dict[str, list[int]] = defaultdict(list)
        for stop in score.stops:
            self.stops[stop.car].append(stop.laps)
        self.ordered = {order.lap for order in score.orders if order.exact}
        self.field_stops = {c.number for c in score.cautions if self._field_stops(c)}
        # Without the published number nobody can tell that no caution is missing.
        self.complete = score.race.cautions == len(score.cautions) and bool(score.stops)
        self.strung_out = not unled_laps(score) and not in_packs(score)

    def _field_stops(self, caution: CautionFacts) -> bool:
        there = [car.car for car in self.score.cars if car.laps > caution.shown]
        stopped = [car for car in there if self._first_stop(car, caution) is not None]
        return len(stopped) * 100 >= _FIELD_STOPS * len(there)

    def _first_stop(self, car: str, caution: CautionFacts) -> int | None:
        """Return the laps the car had completed when it first came in under a yellow."""
        made = [lap for lap in self.stops[car] if caution.shown < lap <= caution.green]
        return min(made, default=None)

    def of(self, car: CarFacts) -> list[Confidence]:
        """Return the band of laps 1, 2, ... of a car."""
        sure = self.sure[car.car]
        bands: list[Confidence] = []
        for lap in range(1, car.laps + 1):
            if lap in sure:
                bands.append("sure")
            elif self.complete:
                bands.append("near" if self._near(car.car, lap) else "rough")
            else:
                bands.append("unknown")
        return bands

    def _near(self, car: str, lap: int) -> bool:
        """Tell whether rebuilt places of such laps are right within about one place."""
        after = 0
        for caution in self.score.cautions:
            if lap <= caution.shown:
                left = caution.shown - lap
                return self.strung_out and self._near_in_run(lap - after, left, caution, car)
            if lap <= caution.green:
                return self._near_under_yellow(car, lap, caution)
            after = caution.green
        return self.strung_out and lap > after + 1

    def _near_under_yellow(self, car: str, lap: int, caution: CautionFacts) -> bool:
        """After its stop a car's place is known, and before it where the whole field stops."""
        stop = self._first_stop(car, caution)
        if stop is None:
            return False
        return lap > stop + 1 or (lap <= stop and caution.number in self.field_stops)

    def _near_in_run(self, gone: int, left: int, caution: CautionFacts, car: str) -> bool:
        """Under green what counts is the next known order, and that the last is long ago.

        Of a field that races in a pack, places on the way cannot be told at all.
        """
        if gone > _SETTLES:
            return True
        if caution.shown in self.ordered:
            return gone > 1 and left <= _SETTLES
        stops = self._first_stop(car, caution) is not None
        return gone > 1 and left <= _SETTLES and stops and caution.number in self.field_stops


def _sure_places(score: BoxScore, crossings: CrossingTimes) -> dict[str, set[int]]:
    """The laps at which the place is a published fact: orders, laps led, the finish.

    An order at a lap is that of the cars on the lead lap; a lapped car stands in it, but was
    elsewhere when it completed a lap of its own. Where it leaves out cars whose time is not
    published either, they may have stood before any that it names.
    """
    known = known_crossings(score, retired=True)
    laps = {car.car: {car.laps} if car.running else set() for car in score.cars}
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is not None:
            laps[leader].add(lap)
    leads = _lead_times(score, crossings)
    for order in (*score.orders, score.white):
        if order is None or not order.exact or not 0 < order.lap < score.laps:
            continue
        if any((car, order.lap) not in known for car in order.leaves_out):
            continue
        for car in order.order:
            line = crossings[car]
            if len(line) >= order.lap and line[order.lap - 1] < leads[order.lap + 1]:
                laps[car].add(order.lap)
    return laps


def _lead_times(score: BoxScore, crossings: CrossingTimes) -> list[int]:
    """Return when each lap was first completed."""
    times = [0]
    for lap in range(1, score.laps + 1):
        there = [line[lap - 1] for line in crossings.values() if len(line) >= lap]
        times.append(min(there, default=_LONG_AGO))
    return times
