"""Laws of IndyCar's importer, on races nobody wrote by hand: what is written comes back."""

from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st
from tests.importers.indycar.records import COLUMNS, Row, race_of

from replay.race.model import SECOND, Caution, Green, Race
from replay.race.timeline import Timeline


class Written(NamedTuple):
    """A race as it is written: crossings in ticks, flags by lap, laps that ended in the pits."""

    crossings: dict[str, list[int]]
    flags: str
    pitted: set[tuple[str, int]]


@st.composite
def written_races(draw: st.DrawFn) -> Written:
    laps = draw(st.integers(1, 8))
    counts = [laps, *draw(st.lists(st.integers(0, laps), min_size=1, max_size=5))]
    crossings = {
        str(car): list(accumulate(draw(st.lists(st.integers(200_000, 900_000), min_size=count,
                                                max_size=count))))
        for car, count in enumerate(counts, 1)
    }  # fmt: skip
    finish = min(line[-1] for line in crossings.values() if len(line) == laps)
    # After the flag a car completes the lap it is on.
    crossings = {
        car: [at for before, at in zip([0, *line], line, strict=False) if before < finish]
        for car, line in crossings.items()
    }
    flags = "G" + "".join(draw(st.lists(st.sampled_from("GY"), min_size=laps, max_size=laps)))
    every = [(car, lap) for car, line in crossings.items() for lap in range(1, len(line) + 1)]
    pitted = draw(st.sets(st.sampled_from(every)))
    return Written(crossings, flags, pitted)


def rows_of(race: Written) -> list[Row]:
    """The records of a race: each lap's first one, in order of time, and a repeat of some."""
    laps = max(map(len, race.crossings.values()))
    lead = [min(line[lap] for line in race.crossings.values() if len(line) > lap)
            for lap in range(laps)]  # fmt: skip
    found = []
    for grid, (car, line) in enumerate(race.crossings.items(), 1):
        for lap, at in enumerate([0, *line]):
            led = sum(time <= at for time in lead)
            times = [(other[lap - 1], place) for place, other in
                     enumerate(race.crossings.values()) if lap and len(other) >= lap]  # fmt: skip
            # Level cars stand by the grid, as the file has it too.
            rank = sorted(times).index((at, grid - 1)) + 1 if lap else grid
            row = dict.fromkeys(COLUMNS, "0") | {
                "rank": str(rank),
                "car_number": car,
                "completed_laps": str(lap),
                "elapsed_time": f"{at / SECOND:.4f}",
                "last_laptime": f"{(at - (line[lap - 2] if lap > 1 else 0)) / SECOND:.4f}",
                "lap_status": "P" if (car, lap) in race.pitted else "T",
                "current_status": "Active",
                "track_status": "K" if at >= lead[-1] else race.flags[led],
                "start_position": f"{grid:X}",
            }
            found.append((at, lap, grid, row))
            if lap == len(line):  # written on and on, with a flag that is stale
                found.append((10**9, lap, grid, row | {"rank": "99", "track_status": "Y"}))
    return [row for *_, row in sorted(found, key=lambda one: one[:3])]


def imported(race: Written) -> Race:
    with TemporaryDirectory() as folder:
        return race_of(Path(folder), rows_of(race))


@given(written_races())
def test_crossings_places_and_stops_are_those_that_were_written(written: Written) -> None:
    race = imported(written)
    assert {line.car: list(line.crossings) for line in race.laps} == written.crossings
    assert {(stop.car, stop.lap + 1) for stop in race.stops} == written.pitted
    timeline = Timeline(race)
    for lap in range(1, timeline.laps + 1):
        times = {car: line[lap - 1] for car, line in written.crossings.items() if len(line) >= lap}
        order = [one.car for one in timeline.crossings_of(lap, timeline.end)]
        assert order == sorted(times, key=lambda car: times[car])


@given(written_races())
@example(Written({"1": [200_000], "2": []}, "GG", set()))
def test_each_lap_of_the_leader_has_its_flag(written: Written) -> None:
    """A change is told on the lap on which the leader's flag is another; the last lap has K."""
    changes = [
        (event.lap + 1, "Y" if isinstance(event, Caution) else "G")
        for event in imported(written).events
        if isinstance(event, Caution | Green) and event.at
    ]
    laps = range(1, len(written.flags) - 1)
    assert changes == [
        (lap, written.flags[lap]) for lap in laps if written.flags[lap] != written.flags[lap - 1]
    ]
