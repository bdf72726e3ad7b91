"""The orders of IndyCar and of the simulator: speeds, incidents, words for laps down."""

from typing import Any

from msgspec import structs
from tests.race.small_races import at, flag, race_of
from tests.tui.boards import board

from replay.race.model import Caution, Driver, Finish, Race, Stop, Track

LINES: dict[str, list[float]] = {
    "26": [40 * n + 0.606 for n in range(1, 9)],
    "3": [40 * n + 0.8071 for n in range(1, 9)],
    "8": [50 * n for n in range(1, 7)],
}
OVAL = Track(name="Indianapolis", length=2_500, course="oval")


def driver(first: str, last: str) -> dict[str, Any]:
    """Who drives a car."""
    return {"drivers": (Driver(first=first, last=last),)}


def race(*events: Any, **more: Any) -> Race:
    """Eight laps of three cars, the last of them laps down, with one stop."""
    entries = {
        "26": driver("Takuma", "Sato"),
        "3": driver("Hélio", "Castroneves"),
        "8": driver("Max", "Chilton"),
    }
    options: dict[str, Any] = {
        "entries": entries, "stops": [Stop(car="26", lap=2, entry=at(85), exit=at(110))],
        "known": {"stops": "timed"}, "discipline": "indycar", "track": OVAL,
    }  # fmt: skip
    whole = sorted([*events, flag(320.606, 8)], key=lambda event: event.at)
    return race_of(LINES, whole, **(options | more))


LAP_6 = at(241)


def test_indycar_has_laps_down_with_a_minus_and_the_speed_of_the_last_lap_on_an_oval() -> None:
    assert board(race(), LAP_6) == [
        " pos   car  driver                   int      gap     last led st net",
        "▌ 1     26  Takuma Sato           leader        ·   40.000   6  1   ·",
        "  2      3  Hélio Castroneves      0.201    0.201   40.000   ·  0   ·",
        "  3      8  Max Chilton           −1 lap   −1 lap   50.000   ·  0   ·",
    ]
    heads, first = board(race(), LAP_6, 118)[:2]
    assert heads.split()[3:] == [
        "int",
        "gap",
        "last",
        "mph",
        "best",
        "led",
        "pit",
        "lap",
        "age",
        "st",
        "net",
    ]
    assert " 225.000 " in first
    road = structs.replace(OVAL, course="road")
    assert "mph" not in board(race(track=road), LAP_6, 118)[0]
    assert "mph" not in board(race(track=None), LAP_6, 118)[0]


def test_under_a_caution_indycar_tells_laps_down_and_pit_laps() -> None:
    out = Caution(at=at(200), lap=4, basis="timed", number=1, reason="debris")
    rows = board(race(out), LAP_6)
    assert rows[0] == " pos   car  driver                        laps pit lap age led st net"
    assert rows[1] == "▌ 1     26  Takuma Sato                      ·       3   3   6  1   ·"
    assert rows[3] == "  3      8  Max Chilton                 −1 lap       ·   4   ·  0   ·"


def test_the_margin_of_indycar_has_the_fourth_decimal_and_others_that_of_the_file() -> None:
    told = board(race(), at(1_000))
    assert "+0.2011" in told[2]
    finish = Finish(resolution=10)
    assert "+0.201 " in board(structs.replace(race(), finish=finish), at(1_000))[2]


def simulated(**more: Any) -> Race:
    """The same race in the simulator, which counts incidents."""
    about: dict[str, Any] = {
        "discipline": "iracing", "incidents": {"3": (2, 5, 7)},
        "known": {"incidents": "timed", "stops": "timed"},
    }  # fmt: skip
    return race(**(about | more))


def test_the_simulator_counts_laps_with_an_incident_so_far() -> None:
    rows = board(simulated(), LAP_6)
    assert rows[0] == " pos   car  driver              int      gap     last     best inc st"
    assert rows[1].split()[-2:] == ["0", "1"]
    assert rows[2].split()[-2:] == ["2", "0"]
    assert board(simulated(), at(281))[2].split()[-2] == "3"


def test_of_incidents_nobody_knows_there_is_no_column() -> None:
    known = {"stops": "timed"}
    rows = board(simulated(known=known, incidents={}), LAP_6, 46)
    assert rows[0] == " pos   car  driver                     int st"


def test_a_stock_car_race_without_stops_has_no_column_for_them_even_under_yellow() -> None:
    out = Caution(at=at(200), lap=4, basis="timed", number=1, reason="debris")
    plain: dict[str, Any] = {"discipline": "stock car", "known": {}, "stops": ()}
    green, yellow = board(race(**plain), LAP_6), board(race(out, **plain), LAP_6)
    assert (
        green[0].split()
        == yellow[0].split()
        == ["pos", "car", "driver", "int", "gap", "last", "led", "net"]
    )
    assert "st" in board(race(discipline="stock car"), LAP_6)[0].split()
