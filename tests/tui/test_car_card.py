"""The card of a car: its parts at every size, and what goes first where it is short of rows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, race_of
from tests.tui.card_scenes import recorded, recording
from tests.tui.scenes import scene, texts
from tests.tui.states import field_state

from replay.race.model import Chequered, Driver
from replay.testing.cut_race import cut_finish
from replay.tui.cards.car_card import CarCard
from replay.tui.drawing.glyphs import ASCII
from replay.tui.opened import available
from replay.tui.pane import Heading
from replay.tui.registry import PANES
from replay.tui.rings import CAR_CARD

LINE = tuple(100.0 * lap for lap in range(1, 9))


def card(
    width: int, height: int, size: tuple[int, int], lap: int = 200, car: str = "17", **more: Any
) -> list[str]:
    return texts(CarCard, recorded("kansas-2024", None, car, size, lap=lap, **more), width, height)


def test_beside_the_order_at_120_by_40_all_of_it_has_room() -> None:
    rows = card(48, 33, (120, 40))
    assert rows[:12] == [
        " 17  Chris Buescher  RFK Racing, Ford",
        "place    24  from 12, −12   best 1, worst 29",
        "gap      · ▲ gaps mean nothing now",
        "ahead      7  LaJoie",
        "behind    99  Suárez",
        "best     ~30.2           last ~101.2",
        "led      43 laps  126–168",
        "stages   S1 5th +6   S2 1st +10   16 pts",
        "points   29 as they run, 13 for 24th",
        "stint    5 laps since the stop on 195",
        "places   44 sure  67 within 1  89 within 3",
        "Place by lap ───────────────────────────────────",
    ]
    assert [row[:3] for row in rows[12:20]] == [
        " 1 ", "10 ", "   ", "20 ", "   ", "   ", "30 ", "38 ",
    ]  # fmt: skip
    assert rows[20] == "   0     40    ▲1     120     ▲2   200"
    assert rows[21].startswith("Stops  5 so far ──")
    assert rows[28].startswith("Its race  stops stand above ──")
    assert len(rows) == 33


def test_at_80_by_24_the_stops_stand_beside_the_facts_and_the_line_below() -> None:
    rows = card(80, 18, (80, 24))
    assert rows[:4] == [
        "  17  Chris Buescher  RFK Racing, Ford       │ Stops  5 so far ────────────────",
        " place   24  from 12, −12   best 1, worst 29 │ lap  run  pit s  in out  under",
        " gap     · ▲ gaps mean nothing now           │  33   33   38.0   5  14  ▶ green",
        " ahead     7  LaJoie                         │  84   51   38.3   5   5  ▲ 1",
    ]
    # How sure its places are is the second thing to go, its lines of the log are the first.
    assert not any("within" in row or "Its race" in row for row in rows)
    assert rows[10].startswith(" Place by lap  the field to the clock ──")
    assert len(rows) == 11 + 7


def test_over_the_whole_screen_its_axis_is_that_of_the_ribbon() -> None:
    rows = card(80, 18, (80, 24))
    assert [row.index("┃") for row in rows[11:]] == [63] * 7
    assert rows[11].startswith(f"{1:>16} ")


def test_over_the_whole_of_a_large_screen_its_lines_of_the_log_stand_below_its_stops() -> None:
    rows = card(120, 34, (120, 40), whole=True)
    right = [row.partition("│")[2].strip() for row in rows]
    assert right[0].startswith("Stops  5 so far")
    assert right[7].startswith("Its race  stops stand above")
    assert rows[10].startswith(" places   44 sure  67 within 1  89 within 3")
    assert sum("┃" in row for row in rows) == 12


def test_at_60_by_16_the_facts_that_matter_are_left() -> None:
    rows = card(60, 10, (60, 16), lap=137)
    assert rows[:8] == [
        "  17  Chris Buescher  RFK Racing, Ford",
        " place    1  from 12, +11   best 1, worst 15",
        " gap      leads since lap 126",
        " best     ~30.2           last ~31.8",
        " led      12 laps  126–137",
        " stages   S1 5th +6   6 pts",
        " points   46 as they run, 40 for 1st",
        " stint    19 laps since the stop on 118",
    ]
    assert len(rows) == 10


def test_short_of_rows_parts_go_in_their_order() -> None:
    """First the lines of the log, then how sure places are, neighbours, the height of the line."""

    def told(height: int) -> set[str]:
        rows = card(48, height, (120, 40))
        words = ("Its race", "places", "ahead", "200", "Stops", "Place by lap")
        return {word for word in words if any(row.startswith(word) for row in rows)} | {
            word for word in ("200",) if any(row.endswith(word) for row in rows)
        }

    whole = {"Its race", "places", "ahead", "200", "Stops", "Place by lap"}
    gone = []
    for height in range(33, 8, -1):
        now = told(height)
        if now != whole:
            gone += sorted(whole - now)
            whole = now
    assert gone == ["Its race", "places", "ahead", "200", "Place by lap", "Stops"]


def test_the_oldest_stops_go_before_the_line_and_are_counted() -> None:
    rows = card(48, 19, (120, 40))
    assert any(row.startswith("Place by lap") for row in rows)
    assert any("earlier" in row or row.startswith("195") for row in rows)
    assert not any(row.startswith(" 33 ") for row in rows)


def test_its_title_is_the_car_and_its_place() -> None:
    of = recorded("kansas-2024", None, "17", lap=200)
    assert CarCard(of.race).heading(of, 48) == Heading("Car 17", "24 of 38   ~ rebuilt")


def test_in_a_race_of_classes_title_and_line_are_those_of_the_class() -> None:
    race = race_of(
        {"7": LINE, "46": [100 + one for one in LINE], "92": [99.5 + one for one in LINE]},
        entries={car: {"race_class": CLASSES[car != "7"].name} for car in ("7", "46", "92")},
        classes=CLASSES,
        discipline="endurance",
    )
    of = recorded(race, at(701), "46")
    assert CarCard(of.race).heading(of, 48) == Heading("Car 46", "2 of 2 in GT3")
    rows = texts(CarCard, of, 48, 30)
    start = next(at for at, row in enumerate(rows) if row.startswith("Place in GT3 by lap ──"))
    assert [row[:2] for row in rows[start + 1 : start + 9]] == ["1 ", *["  "] * 6, "2 "]


def test_without_unicode_it_is_drawn_in_ascii() -> None:
    for width, height, size in ((48, 33, (120, 40)), (80, 18, (80, 24))):
        rows = card(width, height, size, glyphs=ASCII)
        assert all(row.isascii() for row in rows)
        assert any("#" in row for row in rows)


def test_of_a_race_known_by_its_finish_it_tells_the_place_and_that_there_are_no_laps() -> None:
    assert available(PANES, scene(field_state(has_laps=False)), CAR_CARD) == []
    of = recorded("portland-1997", recording("portland-1997").timeline.end, "5")
    assert available(PANES, of, CAR_CARD) == ["car card"]
    assert texts(CarCard, of, 48, 30) == [
        "  5  Gil de Ferran  Walker Racing, Reynard-Honda",
        "place    2",
        "gap      0.027 to the winner",
        "ahead     18  Blundell  0.027",
        "behind    40  Boesel    0.028",
        "Finish only: no laps in this file.",
    ]
    assert CarCard(of.race).heading(of, 48) == Heading("Car 5", "2 of 3")


@pytest.mark.parametrize("after", [0, 1, 269, 270, 300, 549])
def test_of_a_finish_nothing_is_told_of_the_cars_still_to_come(after: int) -> None:
    race = recording("portland-1997").race
    flag = next(event.at for event in race.events if isinstance(event, Chequered))
    ours, theirs = (
        [
            texts(CarCard, recorded(of, flag + after, car), 48, 30)
            for car in (entry.car for entry in race.entries)
        ]
        for of in (race, cut_finish(race, flag + after))
    )
    assert ours == theirs


def test_make_and_then_team_go_where_they_have_no_room() -> None:
    entry = {"drivers": (Driver(first="Ty", last="Gibbs"),), "team": "Gibbs", "make": "Toyota"}
    race = race_of({"54": LINE}, entries={"54": entry})
    whole = " 54  Ty Gibbs  Gibbs, Toyota"
    heads = [
        texts(CarCard, recorded(race, at(500), "54", (100, 40)), width, 30)[0]
        for width in range(len(whole), 12, -1)
    ]
    assert list(dict.fromkeys(heads))[:3] == [whole, " 54  Ty Gibbs  Gibbs", " 54  Ty Gibbs"]


SIDES = [(36, (100, 40)), (48, (120, 40)), (79, (200, 60)), (60, (60, 16)), (80, (80, 24))]


@pytest.mark.parametrize("race", ["kansas-2024", "le-mans-2024", "abu-dhabi-2021"])
@given(st.data())
def test_it_never_has_more_rows_or_cells_than_its_room(race: str, data: st.DataObject) -> None:
    width, size = data.draw(st.sampled_from(SIDES))
    height = data.draw(st.integers(1, 60))
    car = data.draw(st.sampled_from([entry.car for entry in recording(race).race.entries]))
    of = recorded(race, None, car, size, lap=data.draw(st.integers(0, 58)))
    rows = texts(CarCard, of, width, height)
    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)
    assert not any("…" in row for row in rows)
