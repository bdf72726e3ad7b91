"""Laws of what other series add to a race: orders of classes, drivers, rulings, and their log."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.futures import moments, other_future
from tests.laws import examples
from tests.series_strategies import series_races

from replay.race.cars_now import cars_now
from replay.race.class_order import (
    class_laps,
    class_laps_led,
    class_leads,
    class_places,
    class_winners,
)
from replay.race.log import RaceLog
from replay.race.model import Race, Ruling
from replay.race.state import Running
from replay.race.timeline import Timeline
from replay.testing.cut_race import cut

times = st.integers(0, 9_000_000)


@given(moments(series_races()), st.integers(0, 50), st.integers(0, 3))
def test_no_line_of_the_log_changes_when_everything_after_it_is_altered(
    moment: tuple[Race, int], stretch: int, extra: int
) -> None:
    race, time = moment
    ours = Timeline(race)
    if time < ours.end:
        told = RaceLog(ours).at(time)
        for theirs in (other_future(race, time, stretch, extra), cut(race, time)):
            assert RaceLog(Timeline(theirs)).at(time) == told


def by_class(race: Race, order: Sequence[Running]) -> dict[str, list[Running]]:
    of_car = {entry.car: entry.race_class for entry in race.entries}
    found: dict[str, list[Running]] = {}
    for row in order:
        found.setdefault(of_car[row.car] or "", []).append(row)
    return found


@examples(50)
@given(series_races(), times)
def test_in_a_class_cars_stand_as_in_the_order_of_all(race: Race, time: int) -> None:
    timeline = Timeline(race)
    places = class_places(timeline, time)
    if not race.header.classes:
        assert places == {}
        return
    for name, rows in by_class(race, timeline.at(time).order).items():
        assert [places[row.car].position for row in rows] == list(range(1, len(rows) + 1))
        assert {places[row.car].race_class for row in rows} == {name}
        first = places[rows[0].car]
        assert (first.interval, first.laps_down) == (None, 0)


@examples(50)
@given(series_races(), times)
def test_gaps_in_a_class_are_differences_of_the_gaps_to_the_leader_of_all(
    race: Race, time: int
) -> None:
    timeline = Timeline(race)
    places = class_places(timeline, time)
    if not places:
        return
    for rows in by_class(race, timeline.at(time).order).values():
        leader = rows[0]
        for row in rows:
            gap = places[row.car].gap
            assert gap is None or gap >= 0
            if None not in (row.gap, leader.gap) and row.laps == leader.laps:
                assert gap == (row.gap or 0) - (leader.gap or 0)


@examples(50)
@given(series_races(), times)
def test_where_all_cars_are_of_one_class_its_order_is_that_of_all(race: Race, time: int) -> None:
    only = race.header.classes[:1]
    if not only:
        return
    race = structs.replace(
        race,
        header=structs.replace(race.header, classes=only),
        entries=tuple(structs.replace(e, race_class=only[0].name) for e in race.entries),
        events=tuple(e for e in race.events if not isinstance(e, Ruling)),
    )
    timeline = Timeline(race)
    places = class_places(timeline, time)
    for row in timeline.at(time).order:
        place = places[row.car]
        assert (row.gap, row.interval, row.laps_down) == (
            place.gap, place.interval, place.laps_down,
        )  # fmt: skip
    assert class_leads(timeline, time, only[0].name) == timeline.scoring_at(time).stints_at(
        timeline.lap_at(min(time, timeline.end))
    )


@examples(50)
@given(series_races(), times)
def test_stints_of_a_class_cover_the_laps_of_its_leader_once(race: Race, time: int) -> None:
    timeline = Timeline(race)
    laps, led = class_laps(timeline, time), class_laps_led(timeline, time)
    count = 0
    for one in race.header.classes:
        stints = class_leads(timeline, time, one.name)
        for before, stint in pairwise(stints):
            assert stint.first == before.last + 1
            assert stint.car != before.car
        if stints:
            assert stints[-1].last == laps[one.name]
        count += laps.get(one.name, 0)
    assert sum(led.values()) == count


@examples(50)
@given(series_races(), times)
def test_a_class_is_won_only_by_a_car_at_the_flag(race: Race, time: int) -> None:
    timeline = Timeline(race)
    rows = {row.car: row for row in timeline.at(time).order}
    for car in class_winners(timeline, time).values():
        assert rows[car].crossing >= timeline.flags.fallen


@examples(50)
@given(series_races(), times)
def test_drivers_share_the_laps_of_their_car_and_no_more(race: Race, time: int) -> None:
    timeline = Timeline(race)
    rows = {row.car: row for row in timeline.at(time).order}
    for entry in race.entries:
        now = cars_now(timeline, time)[entry.car]
        assert sum(now.driven) <= rows[entry.car].crossing
        if entry.starts is not None or len(entry.drivers) == 1:
            assert sum(now.driven) == rows[entry.car].crossing
        assert now.driver is None or now.driver < len(entry.drivers)


@examples(50)
@given(series_races())
def test_a_ruling_moves_no_nose_and_puts_the_excluded_last(race: Race) -> None:
    timeline = Timeline(race)
    rescored = any(ruling.provisional for ruling in timeline.rulings)
    for ruling in timeline.rulings:
        after = timeline.at(ruling.at).order
        if not rescored:
            noses = {r.car: [at for at in r.crossings if at <= ruling.at] for r in race.laps}
            assert all(row.crossing == (noses[row.car] or [0])[-1] for row in after)
        out = {car for car, now in cars_now(timeline, ruling.at).items() if now.excluded}
        assert {row.car for row in after[len(after) - len(out) :]} == out
        for row in after:
            if row.car in out:
                assert (row.gap, row.interval) == (None, None)


@examples(50)
@given(series_races())
def test_penalty_time_counts_in_the_gap_at_the_end(race: Race) -> None:
    timeline = Timeline(race)
    order = timeline.at(timeline.end).order
    now = cars_now(timeline, timeline.end)
    flag, first = timeline.flags.fallen, order[0]
    counted = {r.car: r.crossing + now[r.car].added * (r.crossing >= flag) for r in order}
    for row in order:
        if row.laps == first.laps and row.gap is not None:
            assert row.gap == counted[row.car] - counted[first.car]
