"""Every lap as it stood at the car's own crossing: the running order of that very tick."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.race.small_races import timeline_of
from tests.series_strategies import series_races
from tests.strategies import races

from replay.race.class_order import class_places
from replay.race.crossed_laps import crossed_laps
from replay.race.model import Race, Ruling
from replay.race.timeline import Timeline


@given(races() | series_races())
def test_a_lap_stands_as_the_order_does_in_the_tick_in_which_it_is_completed(race: Race) -> None:
    """But for rulings, which change the order and not the line."""
    events = tuple(event for event in race.events if not isinstance(event, Ruling))
    timeline = Timeline(structs.replace(race, events=events))
    for lap in crossed_laps(timeline, timeline.end):
        order = {row.car: row for row in timeline.at(lap.at).order}
        row = order[lap.car]
        assert (row.laps, row.position, row.crossing) == (lap.lap, lap.place, lap.at)
        assert (row.gap, row.interval, row.laps_down) == (lap.gap, lap.interval, lap.laps_down)
        assert (row.last_lap, row.last_lap_exact) == (lap.lap_time, lap.measured)
        assert (row.basis, row.place) == (lap.basis, lap.confidence)
        places = class_places(timeline, lap.at)
        if lap.car in places:
            assert places[lap.car].position == lap.class_place


@given(races(), st.integers(0, 8_000_000))
def test_every_lap_completed_by_then_is_there_once_in_order_of_time(race: Race, time: int) -> None:
    timeline = Timeline(race)
    laps = crossed_laps(timeline, time)
    lines = timeline.scoring_at(min(time, timeline.end)).by_car
    assert sorted((lap.car, lap.at) for lap in laps) == sorted(
        (car, at) for car, index in lines.items() for at in index.crossings if at <= time
    )
    assert [lap.at for lap in laps] == sorted(lap.at for lap in laps)


def test_a_car_lapped_in_the_very_tick_of_its_crossing_is_a_lap_down() -> None:
    timeline = timeline_of({"1": (30, 60, 90), "2": (45, 90)})
    (first, second) = [lap for lap in crossed_laps(timeline, timeline.end) if lap.car == "2"]
    assert (first.laps_down, first.gap) == (0, 150_000)
    assert (second.laps_down, second.gap, second.interval) == (1, None, None)
    # Of cars level at the line the one with more laps comes first.
    assert [lap.car for lap in crossed_laps(timeline, timeline.end)][-2:] == ["1", "2"]
