"""The order of a Formula 1 race: codes, tyres, stints, laps down, and rulings after the flag."""

from typing import Any

import pytest
from tests.race.small_races import at, flag, race_of
from tests.tui.boards import board, runs
from tests.tui.viewing import Viewer, view

from replay.race.model import Added, Driver, Flag, Race, Retirement, Ruling, Stop
from replay.tui.drawing.glyphs import ASCII
from replay.tui.order.columns.layout import stints_head
from replay.tui.view import View

KNOWN = {"stops": "timed", "tyres": "timed", "retirements": "official"}


def driver(first: str, last: str, code: str) -> dict[str, Any]:
    """Who drives a car."""
    return {"drivers": (Driver(first=first, last=last, code=code),), "team": f"{last} GP"}


def grand_prix(*events: Any, **more: Any) -> Race:
    """Eight laps of five cars: the last is out, the fourth a lap down; one stop each of two."""
    lines: dict[str, list[float]] = {
        "33": [90 * n for n in range(1, 9)],
        "44": [90 * n + 13.769 for n in range(1, 9)],
        "11": [90 * n + 41.5 for n in range(1, 9)],
        "47": [102 * n + 40 for n in range(1, 8)],
        "99": [90 * n + 50 for n in range(1, 4)],
    }
    entries = {
        "33": driver("Max", "Verstappen", "VER") | {"compound": "SOFT", "tyre_age": 3},
        "44": driver("Lewis", "Hamilton", "HAM") | {"compound": "MEDIUM", "tyre_age": 0},
        "11": driver("Sergio", "Pérez", "PER") | {"compound": "HARD"},
        "47": driver("Mick", "Schumacher", "MSC"),
        "99": driver("Antonio", "Giovinazzi", "GIO") | {"compound": "HARD"},
    }
    stops = [
        Stop(car="33", lap=3, entry=at(355), exit=at(377), compound="HARD", tyre_age=0),
        Stop(car="44", lap=4, entry=at(455), exit=at(478), compound="INTERMEDIATE", tyre_age=0),
    ]
    out = Retirement(at=at(400), lap=4, basis="official", car="99", reason="gearbox")
    options: dict[str, Any] = {
        "entries": entries, "stops": stops, "known": KNOWN, "scheduled_laps": 8,
        "discipline": "formula 1",
    }  # fmt: skip
    return race_of(
        lines, sorted([out, flag(720, 8), *events], key=lambda e: e.at), **(options | more)
    )


LAP_6 = at(586)
"""All but the two at the back have completed six laps; the fourth has completed five."""


def test_codes_gaps_tyres_and_laps_down() -> None:
    assert board(grand_prix(), LAP_6) == [
        " pos    car  driver                 int      gap     last tyre st net",
        "▌ 1     VER  Max Verstappen      leader        · 1:30.000 H  2  1   ·",
        "  2     HAM  Lewis Hamilton      13.769   13.769 1:30.000 I  1  1   ·",
        "  3     PER  Sergio Pérez        27.731   41.500 1:30.000 H  ·  0   ·",
        "  4     MSC  Mick Schumacher     58.500   +1 lap 1:42.000 ·  ·  0   ·",
        "  5     GIO  Giovinazzi  × out        ·        ·        ·    ·  0   ·",
    ]


def test_a_narrow_board_has_laps_down_in_place_of_the_interval() -> None:
    rows = board(grand_prix(), LAP_6, 46)
    assert rows[0] == " pos    car  driver               int tyre st"
    assert rows[4] == "  4     MSC  Schumacher        +1 lap ·  ·  0"


def test_the_reason_of_a_retirement_steps_down_with_the_room() -> None:
    told = {width: board(grand_prix(), LAP_6, width)[5] for width in (46, 70, 104, 118)}
    assert "Giovinazzi × " not in told[46]
    assert "Giovinazzi    ×" in told[46]
    assert "Giovinazzi  × out" in told[70]
    assert "A. Giovinazzi     × gearbox" in told[104]
    assert "Giovinazzi × gearbox" in told[118]


def test_each_compound_has_its_letter_in_bold_and_an_ink_that_repeats_it() -> None:
    race = grand_prix()
    inks = [
        next((run for run in runs(race, LAP_6, row) if run[0] in "SMHIW·" and len(run[0]) == 1), "")
        for row in (1, 2, 3)
    ]
    assert inks[1] == ("I", "strong text tyre_intermediate")
    assert ("S", "strong text tyre_soft") in runs(race, at(100), 1)
    assert ("M", "strong text tyre_medium") in runs(race, at(110), 2)
    assert ("H", "strong full") in runs(race, LAP_6, 3)


def test_stints_are_drawn_up_to_the_clock_and_never_beyond() -> None:
    race = grand_prix()
    heads, first, second = board(race, LAP_6, 118)[:3]
    assert heads.endswith("stints, 1 lap a cell")
    # Eight laps over twenty cells: a stop on lap 4, six laps done.
    assert first.endswith(" S━━━━━━━━━H━━━━")
    assert second.endswith(" M━━━━━━━━━━━━I━")
    assert board(race, at(370), 118)[1].endswith(" S━━━━━━━━━")
    assert board(race, LAP_6, 118, glyphs=ASCII)[1].endswith(" S=========H====")


def test_a_cell_of_the_stints_stands_for_so_many_laps() -> None:
    assert stints_head(58) == "stints, 3 laps a cell"
    assert stints_head(20) == stints_head(5) == "stints, 1 lap a cell"


def test_behind_a_safety_car_the_columns_tell_laps_down_and_stops() -> None:
    out = Flag(at=at(500), lap=5, basis="timed", flag="safety car", neutralises="bunch", number=1)
    rows = board(grand_prix(out), LAP_6)
    assert rows[0] == " pos    car  driver                   laps tyre pit lap   lane st net"
    assert rows[1] == "▌ 1     VER  Max Verstappen              · H  2       4   22.0  1   ·"
    assert rows[4] == "  4     MSC  Mick Schumacher        +1 lap ·  ·       ·      ·  0   ·"


def test_a_virtual_safety_car_keeps_the_gaps() -> None:
    slow = Flag(at=at(500), lap=5, basis="timed", flag="VSC", neutralises="slow", number=1)
    assert board(grand_prix(slow), LAP_6)[0] == board(grand_prix(), LAP_6)[0]


def test_where_no_tyres_are_known_their_age_stands_in() -> None:
    entries = {"33": driver("Max", "Verstappen", "VER")}
    stops = [Stop(car="33", lap=3, entry=at(355), exit=at(377))]
    race = grand_prix(entries=entries, stops=stops, known={"stops": "timed"})
    rows = board(race, LAP_6, 118)
    assert " ".join(rows[0].split()) == "pos car driver team int gap last best age st net"
    assert rows[1].split()[-3:] == ["2", "1", "·"]
    assert rows[3].split()[-3:] == ["6", "0", "·"]


def test_two_of_one_code_fall_back_to_their_numbers() -> None:
    entries = {
        "33": driver("Michael", "Schumacher", "MSC"),
        "44": driver("Lewis", "Hamilton", "HAM"),
        "47": driver("Mick", "Schumacher", "MSC"),
    }
    rows = board(grand_prix(entries=entries), LAP_6)
    assert rows[1].startswith("▌ 1      33  Mich. Schumacher  ")
    assert rows[2].startswith("  2     HAM  ")
    assert rows[4].startswith("  4      47  Mick Schumacher  ")


def test_on_the_grid_number_and_tyres_are_told() -> None:
    rows = board(grand_prix(), 0)
    assert rows[0] == " pos    car  driver                           team            no tyre"
    assert rows[1] == "▌ 1     VER  Max Verstappen                   Verstappen GP   33 S  3"


def test_a_car_from_the_pit_lane_and_one_that_did_not_start_say_so() -> None:
    entries = {
        "33": driver("Max", "Verstappen", "VER"),
        "44": driver("Lewis", "Hamilton", "HAM") | {"begins": "pit lane"},
        "11": driver("Sergio", "Pérez", "PER") | {"begins": "not started", "grid": None},
    }
    race = grand_prix(entries=entries)
    assert "pit lane" in board(race, 0, 104)[2]
    assert "not started" not in "\n".join(board(race, 0, 104))
    assert "pit lane" not in "\n".join(board(race, LAP_6, 104))


def ruled() -> Race:
    """After the flag the second gets five seconds more, and the third is excluded."""
    return grand_prix(
        Ruling(
            at=at(900), lap=8, basis="official", by="Stewards", text="track limits", of_lap=8,
            added=(Added(car="44", time=at(5)),),
        ),
        Ruling(
            at=at(910), lap=8, basis="official", by="Stewards", text="fuel sample", of_lap=8,
            excluded=("11",),
        ),
    )  # fmt: skip


def test_a_ruling_that_adds_time_shows_beside_the_name_and_in_the_margin() -> None:
    race = ruled()
    before, after = board(race, at(850)), board(race, at(905))
    assert "Lewis Hamilton          +13.769" in before[2]
    assert "Lewis Hamilton   +5 s   +18.769" in after[2]


def test_an_excluded_car_is_last_and_has_no_place() -> None:
    rows = board(ruled(), at(2_000))
    assert rows[-1].startswith(" DQ     PER  Sergio Pérez   × excluded         · ")
    assert not any(row.startswith(" DQ") for row in board(ruled(), at(905)))


@pytest.mark.parametrize(("words", "place"), [("ham", 2), ("#44", 2), ("pérez", 3), ("99", 5)])
def test_a_car_is_gone_to_by_its_code_its_number_or_a_name(words: str, place: int) -> None:
    async def check(viewer: Viewer) -> None:
        time = viewer.time
        await viewer.press("g", *words, "enter")
        assert (viewer.screen.view.place, viewer.time) == (place, time)

    view(grand_prix(), check, start=LAP_6)


def test_a_number_is_a_lap_before_it_is_a_car() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("g", "3", "enter")
        assert viewer.state.lap == 3

    view(grand_prix(), check, start=LAP_6)


def test_views_are_chosen_as_in_any_race() -> None:
    race = grand_prix()
    heads = [board(race, LAP_6, 70, view=View(columns=name))[0] for name in ("stops", "grid")]
    assert "pit lap" in heads[0]
    assert " no tyre" in heads[1]
