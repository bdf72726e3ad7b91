from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.laws import examples
from tests.strategies import races

from replay import racefile
from replay.race import export
from replay.race.export import EventRow, OrderRow, event_rows
from replay.race.model import (
    Basis,
    Chequered,
    Confidence,
    Driver,
    Finish,
    FinishTime,
    Known,
    Race,
    Span,
)
from replay.race.seconds import exact_seconds
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(name="tiny", scope="module")
def tiny_race() -> Race:
    return racefile.load(TINY)


def order_rows(timeline: Timeline, lap: int | None = None) -> tuple[OrderRow, ...]:
    return tuple(export.order_rows(timeline, lap))


def row(rows: tuple[OrderRow, ...], car: str) -> OrderRow:
    (found,) = (row for row in rows if row.car == car)
    return found


def to_the_millisecond(race: Race) -> Race:
    """The race with lap 3 of car 24 known to 0.001 s, like every other crossing."""
    record, *others = race.laps
    crossings = (*record.crossings[:2], 915_000, *record.crossings[3:])
    return replace(race, laps=(replace(record, crossings=crossings), *others))


def test_the_columns_are_those_of_the_command_line(tiny: Race) -> None:
    assert ",".join(export.order_columns(tiny)) == (
        "lap,position,car,driver,laps,gap_s,interval_s,status,basis,place"
    )
    assert ",".join(EventRow.__struct_fields__) == "time_s,lap,kind,car,basis,text"


def test_every_lap_from_the_grid_has_a_row_for_every_car(tiny: Race) -> None:
    rows = order_rows(Timeline(tiny))
    assert len(rows) == 11 * 5
    for lap in range(11):
        of_lap = [row for row in rows if row.lap == lap]
        assert [row.position for row in of_lap] == [1, 2, 3, 4, 5]
        assert {row.car for row in of_lap} == {"24", "1", "07", "7", "99"}


def test_one_lap_gives_the_rows_of_that_lap(tiny: Race) -> None:
    timeline = Timeline(tiny)
    assert order_rows(timeline, 4) == order_rows(timeline)[20:25]


@pytest.mark.parametrize("lap", [-1, 11])
def test_a_lap_outside_the_race_is_refused(tiny: Race, lap: int) -> None:
    with pytest.raises(ValueError, match=f"lap {lap} is outside 0 to 10"):
        order_rows(Timeline(tiny), lap)


def finish_alone(race: Race, *gaps: tuple[str, int]) -> Race:
    """The race with nothing known but where some noses were on its last lap."""
    return replace(
        race,
        header=replace(race.header, known=Known(flags="estimated", finish="official")),
        events=(Chequered(at=2_000, lap=10, basis="estimated"),),
        stops=(),
        remarks=(),
        laps=(),
        official=None,
        finish=Finish(resolution=1, times=tuple(FinishTime(car=c, gap=g) for c, g in gaps)),
    )


def test_a_race_known_by_its_finish_alone_has_the_cars_at_the_line_and_no_lap_before(
    tiny: Race,
) -> None:
    timeline = Timeline(finish_alone(tiny, ("7", 1_026), ("24", 0), ("1", 26)))
    rows = order_rows(timeline)
    assert {row.lap for row in rows} == {10}
    assert [(row.position, row.car, row.laps, row.place) for row in rows[:3]] == [
        (1, "24", 10, "sure"),
        (2, "1", 10, "sure"),
        (3, "7", 10, "sure"),
    ]
    assert [str(row.gap_s) for row in rows[:3]] == ["0.0000", "0.0026", "0.1026"]
    assert [str(row.interval_s) for row in rows[:3]] == ["None", "0.0026", "0.1000"]
    assert {row.basis for row in rows[:3]} == {"official"}
    assert order_rows(timeline, 10) == rows
    with pytest.raises(ValueError, match="lap 0 is outside 10 to 10"):
        order_rows(timeline, 0)


def test_nothing_is_known_of_a_car_that_was_not_timed_at_such_a_finish(tiny: Race) -> None:
    rows = order_rows(Timeline(finish_alone(tiny, ("24", 0), ("1", 26))))
    assert {(row.laps, row.gap_s, row.basis, row.place) for row in rows[2:]} == {
        (0, None, "estimated", "unknown")
    }
    assert {row.car for row in rows[2:]} == {"7", "07", "99"}


def test_a_race_of_which_nothing_is_known_has_its_entries_at_lap_0(tiny: Race) -> None:
    rows = order_rows(Timeline(finish_alone(tiny)))
    assert {(row.lap, row.place) for row in rows} == {(0, "unknown")}
    assert len(rows) == 5


def test_the_leader_has_a_gap_of_nothing_and_no_interval(tiny: Race) -> None:
    leader = order_rows(Timeline(tiny), 9)[0]
    assert (leader.car, str(leader.gap_s), leader.interval_s) == ("24", "0.000", None)


def test_gaps_are_exact_to_the_last_published_decimal(tiny: Race) -> None:
    rows = order_rows(Timeline(tiny), 3)
    assert [str(row.gap_s) for row in rows] == ["0.000", "0.0997", "0.8997", "2.0997", "3.0997"]
    assert [str(row.interval_s) for row in rows[1:]] == ["0.0997", "0.800", "1.200", "1.000"]


def test_rebuilt_times_show_no_finer_decimals_than_the_source_has(tiny: Race) -> None:
    race = to_the_millisecond(tiny)
    rebuilt = next(record for record in race.laps if record.car == "7")
    finer = replace(rebuilt, crossings=(*rebuilt.crossings[:5], 2_233_006, *rebuilt.crossings[6:]))
    race = replace(race, laps=tuple(finer if r is rebuilt else r for r in race.laps))
    found = row(order_rows(Timeline(race), 6), "7")
    assert (found.basis, str(found.gap_s)) == ("reconstructed", "2.301")


def test_the_grid_has_neither_gaps_nor_intervals(tiny: Race) -> None:
    for row in order_rows(Timeline(tiny), 0):
        assert (row.laps, row.gap_s, row.interval_s, row.status) == (0, None, None, "running")


def test_the_basis_of_the_grid_is_that_of_the_header(tiny: Race) -> None:
    header = replace(tiny.header, known=Known(grid="estimated", laps="timed"))
    rows = order_rows(Timeline(replace(tiny, header=header)), 0)
    assert {row.basis for row in rows} == {"estimated"}


@pytest.mark.parametrize(("grid", "place"), [("official", "sure"), ("estimated", "unknown")])
def test_a_place_on_the_grid_is_sure_only_where_the_grid_is_official(
    tiny: Race, grid: Basis, place: Confidence
) -> None:
    header = replace(tiny.header, known=Known(grid=grid, laps="timed"))
    rows = order_rows(Timeline(replace(tiny, header=header)), 0)
    assert {row.place for row in rows} == {place}


def test_a_place_is_as_sure_as_at_the_cars_last_crossing(tiny: Race) -> None:
    bands: dict[int, Confidence] = {1: "unknown", 3: "rough", 5: "near", 7: "sure"}
    known = tuple(
        Span(lap=lap, crossing="reconstructed", lap_time="reconstructed", place=place)
        for lap, place in bands.items()
    )
    laps = tuple(replace(r, known=known) if r.car == "7" else r for r in tiny.laps)
    timeline = Timeline(replace(tiny, laps=laps))
    places = [row(order_rows(timeline, lap), "7").place for lap in (0, 2, 3, 6, 7, 10)]
    assert places == ["sure", "unknown", "rough", "near", "sure", "sure"]
    assert row(order_rows(timeline, 3), "24").place == "sure"


def test_the_basis_of_a_row_is_that_of_its_last_crossing(tiny: Race) -> None:
    timeline = Timeline(tiny)
    bases = [row(order_rows(timeline, lap), "7").basis for lap in (5, 6, 8, 9)]
    assert bases == ["timed", "reconstructed", "reconstructed", "official"]


def test_a_car_off_the_lead_lap_has_no_gap(tiny: Race) -> None:
    found = row(order_rows(Timeline(tiny), 10), "07")
    assert (found.position, found.laps, found.gap_s, found.interval_s) == (4, 9, None, None)


def test_a_retired_car_keeps_its_row_to_the_end(tiny: Race) -> None:
    found = row(order_rows(Timeline(tiny), 10), "99")
    assert (found.position, found.laps, found.status) == (5, 4, "out")


def test_a_car_on_pit_road_is_in_the_pit(tiny: Race) -> None:
    statuses = {row.car: row.status for row in order_rows(Timeline(tiny), 5)}
    assert statuses == {"07": "running", "1": "pit", "24": "pit", "7": "pit", "99": "pit"}


def test_the_driver_is_named_in_full(tiny: Race) -> None:
    assert row(order_rows(Timeline(tiny), 1), "1").driver == "Rémy Nuñez"


def test_all_drivers_of_a_car_are_named(tiny: Race) -> None:
    first = replace(tiny.entries[0], drivers=(*tiny.entries[0].drivers, Driver(first="", last="X")))
    race = replace(tiny, entries=(first, *tiny.entries[1:]))
    assert row(order_rows(Timeline(race), 1), "24").driver == "Ada Lovell / X"


def test_the_last_lap_stands_as_ruled(tiny: Race) -> None:
    first, second, *_ = order_rows(Timeline(tiny), 10)
    assert (first.car, second.car, str(second.gap_s)) == ("1", "24", "0.001")


def test_a_race_known_by_its_finish_has_its_grid_alone(tiny: Race) -> None:
    race = replace(tiny, laps=(), events=(), stops=(), remarks=())
    assert [row.lap for row in order_rows(Timeline(race))] == [0] * 5
    assert event_rows(Timeline(race)) == ()


def test_events_stand_in_order_of_time(tiny: Race) -> None:
    rows = event_rows(Timeline(tiny))
    assert [row.time_s for row in rows] == sorted(row.time_s for row in rows)
    assert rows[0] == EventRow(Decimal("0.000"), 1, "green", None, "official", "Green flag")


def test_a_stop_is_one_event_at_pit_entry(tiny: Race) -> None:
    stops = [row for row in event_rows(Timeline(tiny)) if row.kind == "pit stop"]
    assert [(str(row.time_s), row.lap, row.car) for row in stops] == [
        ("150.000", 5, "99"),
        ("160.000", 5, "1"),
        ("160.300", 5, "24"),
        ("161.000", 5, "7"),
        ("282.000", 8, "07"),
    ]
    assert stops[2].text == "Lovell pits, 30.7 s, two tyres"


def test_an_event_says_how_its_time_is_known(tiny: Race) -> None:
    rebuilt = tuple(
        replace(record, known=tuple(replace(s, crossing="reconstructed") for s in record.known))
        for record in tiny.laps
        if record.car == "1"
    )
    header = replace(tiny.header, known=replace(tiny.header.known, stops="reconstructed"))
    race = replace(tiny, header=header, laps=(*rebuilt, *(r for r in tiny.laps if r.car != "1")))
    found = {(row.kind, row.car, row.lap): row.basis for row in event_rows(Timeline(race))}
    assert found["lead change", "1", 2] == "reconstructed"
    assert found["fastest lap", "24", 1] == "timed"
    assert found["pit stop", "24", 5] == "reconstructed"
    assert found["caution", None, 5] == "official"
    assert found["penalty", "07", 9] == "estimated"
    # The camera's, not the crossing's.
    assert found["lead change", "1", 10] == "estimated"


def test_a_gap_at_the_flag_between_rebuilt_crossings_says_so(tiny: Race) -> None:
    def detail(race: Race) -> str:
        return next(row.text for row in event_rows(Timeline(race)) if row.kind == "white flag")

    assert detail(tiny) == "White flag, 24 leads 1 by 0.100 s"
    second = next(record for record in tiny.laps if record.car == "1")
    known = tuple(replace(span, crossing="estimated") for span in second.known)
    laps = tuple(replace(r, known=known) if r is second else r for r in tiny.laps)
    assert detail(replace(tiny, laps=laps)) == "White flag, 24 leads 1 by ~0.1 s"


def test_each_kind_of_event_is_there(tiny: Race) -> None:
    assert {row.kind for row in event_rows(Timeline(tiny))} == {
        *("green", "lead change", "caution", "restart", "stage", "pit stop", "penalty"),
        *("retirement", "fastest lap", "white flag", "ruling", "chequered flag"),
    }


@pytest.mark.parametrize(
    ("ticks", "text"),
    [
        (0, "0.000"),
        (10, "0.001"),
        (1, "0.0001"),
        (9_999, "0.9999"),
        (114_424_200, "11442.420"),
        (8_640_000_000, "864000.000"),
    ],
)
def test_seconds_are_written_exactly(ticks: int, text: str) -> None:
    assert str(exact_seconds(ticks)) == text


@given(races())
@examples(60)
def test_on_every_lap_each_car_has_one_place_and_gaps_never_fall(race: Race) -> None:
    timeline = Timeline(race)
    for lap in range(timeline.laps + 1):
        rows = order_rows(timeline, lap)
        assert [row.position for row in rows] == list(range(1, len(race.entries) + 1))
        assert {row.car for row in rows} == {entry.car for entry in race.entries}
        assert [row.laps for row in rows] == sorted((row.laps for row in rows), reverse=True)
        gaps = [row.gap_s for row in rows if row.gap_s is not None and row.laps == lap]
        assert gaps == sorted(gaps)
        assert rows[0].interval_s is None


@given(races())
@examples(30)
def test_events_of_any_race_never_go_back_in_time(race: Race) -> None:
    times = [row.time_s for row in event_rows(Timeline(race))]
    assert times == sorted(times)
