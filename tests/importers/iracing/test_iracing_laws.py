"""Laws of iRacing's importer, on races nobody wrote by hand: what is written comes back."""

from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from tests.importers.iracing.answers import BEGIN, header, race_of

from replay.race.model import Race
from replay.race.timeline import Timeline


class Written(NamedTuple):
    """A race as it is written: crossings in ticks, what happened on a lap, and how it is cut."""

    crossings: dict[str, list[int]]
    incidents: set[tuple[str, int]]
    pitted: set[tuple[str, int]]
    untimed: set[tuple[str, int]]
    chunk: int
    shuffled: list[int]


@st.composite
def written_races(draw: st.DrawFn) -> Written:
    laps = draw(st.integers(1, 8))
    counts = [laps, *draw(st.lists(st.integers(0, laps), min_size=1, max_size=5))]
    lap_times = st.integers(200_000, 900_000)
    crossings = {
        str(car): list(accumulate(draw(st.lists(lap_times, min_size=count, max_size=count))))
        for car, count in enumerate(counts, 1)
    }
    every = [(car, lap) for car, line in crossings.items() for lap in range(1, len(line) + 1)]
    some = st.sets(st.sampled_from(every))
    rows = len(every) + len(counts)
    order = draw(st.permutations(range(rows)))
    return Written(
        crossings, draw(some), draw(some), draw(some), draw(st.integers(1, rows)), list(order)
    )


def rows_of(race: Written) -> list[dict[str, Any]]:
    rows = []
    for grid, (car, line) in enumerate(race.crossings.items(), 1):
        for lap, at in enumerate([10 * (grid - 1), *line]):
            times = [(other[lap - 1], place) for place, other in
                     enumerate(race.crossings.values()) if lap and len(other) >= lap]  # fmt: skip
            own = (car, lap)
            before = line[lap - 2] if lap > 1 else 10 * (grid - 1)
            rows.append(
                {
                    "group_id": grid,
                    "name": f"Driver {car}",
                    "display_name": f"Driver {car}",
                    "car_number": car,
                    "lap_number": lap,
                    "flags": 2 * (own in race.pitted) | 0x4000 * (lap == len(line) > 0),
                    "incident": own in race.incidents,
                    "session_time": BEGIN + at,
                    "lap_time": at - before if lap and own not in race.untimed else -1,
                    "lap_position": sorted(times).index((at, grid - 1)) + 1 if lap else grid,
                    "lap_events": [],
                }
            )
    return [rows[at] for at in race.shuffled]


def imported(race: Written) -> Race:
    rows = rows_of(race)
    chunks = [rows[at : at + race.chunk] for at in range(0, len(rows), race.chunk)]
    with TemporaryDirectory() as folder:
        return race_of(Path(folder), header(len(rows)), *chunks)


@given(written_races())
def test_crossings_places_stops_and_incidents_are_those_that_were_written(
    written: Written,
) -> None:
    race = imported(written)
    assert {line.car: list(line.crossings) for line in race.laps} == written.crossings
    assert {(stop.car, stop.lap + 1) for stop in race.stops} == written.pitted
    incidents = {(line.car, lap) for line in race.laps for lap in line.incidents}
    assert incidents == written.incidents
    timeline = Timeline(race)
    for lap in range(1, timeline.laps + 1):
        times = {car: line[lap - 1] for car, line in written.crossings.items() if len(line) >= lap}
        order = [one.car for one in timeline.crossings_of(lap, timeline.end)]
        assert order == sorted(times, key=lambda car: times[car])
