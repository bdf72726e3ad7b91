"""Laws of the import, tried on races nobody wrote by hand."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.importers.alkamel.sheets import Car, Lap, crossings, race, rows, table, write

from replay.race.model import Chequered, Flag, Green, Race, Red
from replay.race.timeline import Timeline

_WORDS = ("GF", "FCY", "SF", "RF")
_SHOWN = {"FCY": "FCY", "SF": "safety car"}


@st.composite
def fields(draw: st.DrawFn) -> list[Car]:
    """Cars of a race in which one flag at a time is shown to all, whenever each crosses."""
    changes = sorted(draw(st.lists(st.integers(20_000, 900_000), max_size=5, unique=True)))
    flags = [draw(st.sampled_from(_WORDS)) for _ in range(len(changes) + 1)]
    cars = []
    for number in range(draw(st.integers(1, 6))):
        elapsed, laps = 0, []
        for _ in range(draw(st.integers(1, 8))):
            time = draw(st.integers(20_000, 200_000))
            elapsed += time
            flag = flags[sum(change <= elapsed for change in changes)]
            laps.append(Lap(time / 1000, flag, 1, draw(st.booleans())))
        cars.append(Car(str(number + 1), laps, draw(st.sampled_from(("", "GTD", "LMP2")))))
    return cars


def imported(lines: Sequence[dict[str, str]]) -> Race:
    with tempfile.TemporaryDirectory() as place:
        return race(write(Path(place), sheet=table(lines)))


@given(fields(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(cars: list[Car], random: Random) -> None:
    lines = [row for car in cars for row in rows(car)]
    mixed = list(lines)
    random.shuffle(mixed)
    first, second = imported(lines), imported(mixed)
    assert first.entries == second.entries
    assert first.events == second.events
    assert crossings(first) == crossings(second)
    assert sorted(first.stops, key=str) == sorted(second.stops, key=str)


@given(fields())
def test_every_crossing_stands_under_the_flag_that_its_row_has(cars: list[Car]) -> None:
    found = imported([row for car in cars for row in rows(car)])
    flags = [one for one in found.events if isinstance(one, Green | Flag | Red)]
    for car in cars:
        for lap, at in zip(car.laps, crossings(found)[car.number], strict=True):
            # A crossing of the very tick of a change may be of either flag.
            near = {_word([one for one in flags if one.at <= time][-1]) for time in (at, at - 1)}
            assert lap.flag in near


def _word(event: Green | Flag | Red) -> str:
    if isinstance(event, Flag):
        return next(word for word, flag in _SHOWN.items() if flag == event.flag)
    return "GF" if isinstance(event, Green) else "RF"


@given(fields())
def test_crossings_places_and_the_leader_s_laps_are_those_of_the_clock(cars: list[Car]) -> None:
    found = imported([row for car in cars for row in rows(car)])
    sums = {}
    for car in cars:
        times = [round(lap.time * 10_000) for lap in car.laps]
        sums[car.number] = tuple(sum(times[: n + 1]) for n in range(len(times)))
    assert crossings(found) == sums
    order = Timeline(found).at(10**12).order
    ranked = sorted(sums, key=lambda car: (-len(sums[car]), sums[car][-1], int(car)))
    assert [(row.laps, row.crossing) for row in order] == [
        (len(sums[car]), sums[car][-1]) for car in ranked
    ]
    assert not any(isinstance(event, Chequered) for event in found.events)
