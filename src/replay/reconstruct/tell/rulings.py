"""What gave cars other places than the line did, as the official result tells it."""

from itertools import pairwise
from textwrap import shorten

from replay.race.classification import reason_of
from replay.race.model import Event, Retirement, Ruling
from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.read.published_crossings import CrossingTimes

_LONGEST = 300
"""The characters that the text of a ruling may have."""


def rulings_of(score: BoxScore, crossings: CrossingTimes, at: int, lap: int) -> list[Event]:
    """Return the rulings that make the order at the line the official one, all of them `at`.

    First those on cars that the line left level or in other places, then the disqualifications.
    `lap` is how many laps the leader has completed.
    """
    return list(_Rulings(score, crossings, at, lap).events())


class _Rulings:
    """The order at the line and the one published, and what lies between."""

    def __init__(self, score: BoxScore, crossings: CrossingTimes, at: int, lap: int) -> None:
        self.score = score
        self.crossings = crossings
        self.at = at
        self.lap = lap
        self.out = {car.car: reason_of(car.status) for car in score.cars if car.disqualified}
        self.placed = [car.car for car in score.cars if not car.disqualified]

    def events(self) -> list[Event]:
        """Return the rulings, and the disqualified as retired."""
        return [*self._placed(), *self._disqualified()]

    def _placed(self) -> list[Event]:
        """Cars that the official result has in other places than the line, which is the grid's
        order for those level on laps and time.

        What told them apart, such as the camera or a penalty after the race, is not published.
        """
        scored = self._by_the_line(_grid(self.score))
        moved = [car for car, other in zip(self.placed, scored, strict=True) if car != other]
        if not moved:
            return []
        level = [pair for pair in pairwise(moved) if len({self._crossed(car) for car in pair}) == 1]
        against = [
            (one, two) for one, two in pairwise(moved) if self._crossed(one) > self._crossed(two)
        ]
        reasons = []
        if level:
            reasons.append(f"{_in_words(level)}, level on laps and time")
        if against:
            reasons.append(f"{_in_words(against)}, against the order at the line")
        return [self._ruling("the official result", "; ".join(reasons), moved)]

    def _disqualified(self) -> list[Event]:
        """Cars that took the flag and lost their place."""
        if not self.out:
            return []
        order = list(self.placed)
        for car in self.score.cars:
            if car.disqualified:
                order.insert(car.position - 1, car.car)
        at, lap = self.at, self.lap
        return [
            self._ruling("the officials", f"{' and '.join(self.out)} disqualified", order),
            *(
                Retirement(at=at, lap=lap, basis="estimated", car=car, reason=reason)
                for car, reason in self.out.items()
            ),
        ]

    def _ruling(self, by: str, text: str, order: list[str]) -> Ruling:
        return Ruling(
            at=self.at,
            lap=self.lap,
            basis="estimated",
            by=by,
            text=shorten(text, _LONGEST, placeholder=" ..."),
            of_lap=self.score.laps,
            order=tuple(order),
        )

    def _by_the_line(self, tied: dict[str, int]) -> list[str]:
        """Return all but the disqualified as the line left them, those level in order of `tied`."""
        cars = (car for car in self.crossings if car not in self.out)
        return sorted(cars, key=lambda car: (self._crossed(car), tied[car]))

    def _crossed(self, car: str) -> tuple[int, int]:
        """Return what ranks a car at the line, the least first: its laps and its last crossing."""
        line = self.crossings[car]
        return -len(line), line[-1] if line else 0


def _in_words(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(f"{one} before {two}" for one, two in pairs)


def _grid(score: BoxScore) -> dict[str, int]:
    """Return each car's place on the grid; who starts where nobody tells starts last."""
    last = len(score.cars) + 1
    cars = sorted(score.cars, key=lambda car: (car.grid or last, car.grid is None))
    return {car.car: place for place, car in enumerate(cars, 1)}
