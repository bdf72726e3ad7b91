"""A whole race as lines in the order of time, each with the time at which it is told."""

from collections.abc import Iterator
from typing import NamedTuple

from replay.plain.car_lines import card_lines
from replay.plain.car_words import CarWords
from replay.plain.published_lines import after_lines, car_result_lines, official_lines
from replay.plain.race_lines import grid_lines, race_lines, source_lines
from replay.plain.race_now import moment_lines
from replay.plain.summary_lines import summary_lines
from replay.plain.tellings import Detail, Tellings, told_once
from replay.race.timeline import Timeline

CARS = {"low": 3, "middle": 10, "high": 250}
"""So many cars of the grid and of the result are told at each level of detail."""


class SpokenLine(NamedTuple):
    """A line that is told at `at` (ticks); an empty text parts two sections."""

    at: int
    text: str


def spoken_race(
    timeline: Timeline, start: int = 0, detail: Detail = "middle", *, in_time: bool = False
) -> Iterator[SpokenLine]:
    """Tell a race from `start` (ticks) on, up to its result.

    From the start it begins with what is known of the race and the grid; the highest level of
    detail ends with the card of every car, and all that was published. What comes to be known
    later of a line stands in it, unless the lines are told `in_time`, each no sooner than it is
    known.
    """
    names = CarWords(timeline)
    for section in _before(timeline, start, CARS[detail], names):
        yield from (SpokenLine(start, line) for line in section)
        yield SpokenLine(start, "")
    since = start if start else -1
    tellings = Tellings(timeline, names, detail).between(since, timeline.end)
    for telling in tellings if in_time else told_once(tellings):
        yield SpokenLine(telling.at, telling.text)
    for section in _after(timeline, detail, names):
        yield SpokenLine(timeline.end, "")
        yield from (SpokenLine(timeline.end, line) for line in section)


def _before(timeline: Timeline, start: int, cars: int, names: CarWords) -> Iterator[list[str]]:
    """Tell what is known before the first line: of a later start where the race stands then."""
    if start:
        yield moment_lines(timeline, start, min(cars, 10), names)
        return
    yield race_lines(timeline.race)
    if grid := grid_lines(timeline.race, cars, names):
        yield grid


def _after(timeline: Timeline, detail: Detail, names: CarWords) -> Iterator[list[str]]:
    """Tell the result, and at the highest level of detail all that there is besides."""
    time = timeline.end
    yield summary_lines(timeline, time, names, CARS[detail])
    if detail != "high":
        return
    for entry in timeline.race.entries:
        card = card_lines(timeline, time, entry.car, names)
        yield [*card, *car_result_lines(timeline, time, entry.car, names)]
    yield after_lines(timeline, time, names)
    yield official_lines(timeline, time, names)
    yield source_lines(timeline.race)
