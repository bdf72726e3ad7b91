"""Laps and marks of one class that is shown alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.series_strategies import series_races

from replay import racefile
from replay.race.class_steps import class_step
from replay.race.log import RaceLog
from replay.race.marks import next_mark, previous_mark
from replay.race.model import Race, RaceClass
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"
CLASSES = (RaceClass(name="FAST", short="F"), RaceClass(name="SLOW", short="S"))


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    """The tiny race, its cars 24 and 5 in one class and the others in another."""
    race = racefile.load(TINY)
    entries = tuple(
        replace(entry, race_class="FAST" if entry.car in ("24", "5") else "SLOW")
        for entry in race.entries
    )
    header = replace(race.header, classes=CLASSES)
    return Timeline(replace(race, header=header, entries=entries))


def test_a_lap_of_a_class_ends_with_its_last_car_before_its_leader_is_round_again(
    timeline: Timeline,
) -> None:
    by_car = timeline.scoring(0).by_car
    leads = timeline.scoring(0).class_leads["SLOW"]
    at = class_step(timeline, "SLOW", 0, 1)
    slow = [car for car in by_car.values() if car.race_class == "SLOW"]
    before = [car.crossings[0] for car in slow if car.crossings[0] < leads.lead_at[1]]
    assert at == max(before)
    assert class_step(timeline, "SLOW", at, -1) == 0
    assert class_step(timeline, "SLOW", 0, 99) == timeline.end
    assert class_step(timeline, "NONE", 5, 1) == 5


def test_of_a_class_alone_only_its_own_lead_changes_are_marks(timeline: Timeline) -> None:
    log = RaceLog(timeline)
    classes = {entry.car: entry.race_class for entry in timeline.race.entries}
    for name in ("FAST", "SLOW"):
        time, seen = 0, 0
        while (found := next_mark(timeline, log, time, "lead change", name)) is not None:
            cars = [e.car for e in log.at(found) if e.at == found and e.kind == "lead change"]
            assert name in [classes[car] for car in cars if car]
            assert previous_mark(timeline, log, found, "lead change", name) in (time or None, None)
            time, seen = found, seen + 1
        assert seen


@given(series_races(), st.integers(0, 8_000_000), st.sampled_from((-10, -1, 1, 10)))
def test_a_step_goes_on_or_back_and_stays_within_the_record(
    race: Race, time: int, laps: int
) -> None:
    timeline = Timeline(race)
    time = min(time, timeline.end)
    for of in race.header.classes:
        at = class_step(timeline, of.name, time, laps)
        assert 0 <= at <= timeline.end
        assert at >= time if laps > 0 else at <= time
