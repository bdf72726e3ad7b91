"""Class by class, the drivers of the chosen car, and the lanes of leaders of each class."""

from fractions import Fraction
from typing import Any

import pytest
from msgspec import structs
from tests.tui.scenes import HEADER, scene, texts
from tests.tui.states import field_state, running, with_rows

from replay.clock import ClockNow
from replay.race.cars_now import CarNow, cars_now
from replay.race.class_order import ClassPlace, class_leads, class_places, class_stints
from replay.race.driver_records import DriverRecord, driver_records
from replay.race.forecast import laps_left
from replay.race.model import Driver, Entry, RaceClass
from replay.race.state import Ribbon, Stint
from replay.tui.cards.class_by_class import ClassByClass
from replay.tui.cards.drivers import Drivers
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.pane import Heading
from replay.tui.panes.title_bar import TitleBar
from replay.tui.panes.transport import Transport
from replay.tui.scene import Scene
from replay.tui.view import View

HOUR = 3_600 * 10_000


def entry(car: str, of: str, *names: str) -> Entry:
    drivers = tuple(
        Driver(first=first, last=last.replace("_", " ")) for first, last in map(str.split, names)
    )
    return Entry(car=car, race_class=of, drivers=drivers, starts=0, team="Penske")


ENTRIES = (
    entry("6", "HYPERCAR", "Kévin Estre", "Laurens Vanthoor"),
    entry("8", "HYPERCAR", "Ryo Hirakawa", "Sébastien Buemi"),
    entry("91", "LMGT3", "Yasser Shahin", "Richard Lietz"),
    entry("31", "LMGT3", "Sean Gelael", "Dries Vanthoor"),
)
CLASSES = (RaceClass(name="HYPERCAR", short="HYP"), RaceClass(name="LMGT3", short="GT3"))
LE_MANS = structs.replace(
    HEADER, discipline="endurance", stages=(), scheduled_laps=None, scheduled_time=24 * HOUR,
    classes=CLASSES, cars=4, known=structs.replace(HEADER.known, drivers="timed"),
)  # fmt: skip
ORDER = (
    running(1, "6", laps=215, basis="timed"),
    running(2, "8", laps=215, basis="timed"),
    running(3, "91", laps=194, basis="timed"),
    running(4, "31", laps=193, basis="timed"),
)
PLACES = {
    "6": ClassPlace("HYPERCAR", 1, 0, None, 0),
    "8": ClassPlace("HYPERCAR", 2, 30_830, 30_830, 0),
    "91": ClassPlace("LMGT3", 1, 0, None, 0),
    "31": ClassPlace("LMGT3", 2, None, None, 1),
}
STINTS = {
    "HYPERCAR": (Stint(1, 40_000, "8"), Stint(40_001, 62_000, "6")),
    "LMGT3": (Stint(301, 62_000, "91"),),
}
RECORDS = (
    DriverRecord(12_240 * 10_000, 57, 2_097_940, 2, False),
    DriverRecord(None, 0, None, 0, True),
)


def le_mans(places: dict[str, ClassPlace] = PLACES, **more: Any) -> Scene:
    answers = {
        cars_now: {car: CarNow(1, 0, (), None, None, None) for car in ("6", "8", "91", "31")},
        class_places: places,
        laps_left: None,
    }

    def answer(question: Any, *about: Any) -> Any:
        if question is class_stints:
            return STINTS[about[0]]
        if question is class_leads:
            return (Stint(1, 180, "31"), Stint(181, 194, "91"))
        return RECORDS if question is driver_records else answers[question]

    time = 17 * HOUR + 1_212 * 10_000
    of = with_rows(field_state(), *ORDER)
    of = structs.replace(
        of, order=of.order[:4], lap=215, time=time, distance=None, laps_to_go=None,
        time_to_go=24 * HOUR - time, led_since=214, **more.pop("state", {}),
    )  # fmt: skip
    return scene(
        of,
        entries=ENTRIES,
        header=LE_MANS,
        ribbon=Ribbon(86_400, 215, (Stint(1, 62_000, "8"),), (), 62_412),
        now=ClockNow(time, Fraction(16), False),
        answer=answer,
        **more,
    )


def test_each_class_has_its_leader_its_lap_and_its_lead() -> None:
    assert texts(ClassByClass, le_mans(), 48, 9) == [
        "┃HYP   6  L. Vanthoor    lap 215     3.083   8",
        "┇GT3  91  Lietz          lap 194     1 lap  31".replace("┇", "╏"),
    ]
    assert ClassByClass(le_mans().race).heading(le_mans(), 48) == Heading(
        "Class by class", "leader, lap, ahead of"
    )


def test_a_narrow_pane_leaves_the_names_out_and_a_wide_one_names_both() -> None:
    assert texts(ClassByClass, le_mans(), 32, 9)[0] == "┃HYP   6  215     3.083   8"
    assert texts(ClassByClass, le_mans(), 79, 9)[0].endswith("lap 215     3.083   8  Buemi")
    assert texts(ClassByClass, le_mans(glyphs=ASCII), 48, 9)[1] == (
        ":GT3  #91 Lietz          lap 194     1 lap  #31"
    )


def test_nobody_is_a_winner_before_the_first_of_every_class_has_taken_the_flag() -> None:
    flagged = {car: structs.replace(place, flagged=car != "91") for car, place in PLACES.items()}
    one, of = le_mans(flagged), ClassByClass(le_mans().race)
    assert of.heading(one, 48).title == "Class by class"
    every = {car: structs.replace(place, flagged=True) for car, place in PLACES.items()}
    assert of.heading(le_mans(every), 48) == Heading("Class winners")


def test_all_who_are_entered_for_a_car_are_told_and_who_is_in_it() -> None:
    assert texts(Drivers, le_mans(), 48, 9) == [
        "  Estre         3:24 h  57 laps  3:29.794",
        "▶ L. Vanthoor        ·        ·         ·",
    ]
    assert texts(Drivers, le_mans(), 54, 9)[0].endswith("3:29.794   2 stints")
    assert Drivers(le_mans().race).heading(le_mans(), 48) == Heading("Drivers of 6", "Penske")


def test_the_title_names_the_driver_who_is_in_the_car() -> None:
    assert texts(TitleBar, le_mans(), 120, 1)[0].startswith(
        " ▶ GREEN   6:39:48 to go  Lap 215    6  L. Vanthoor leads, 2 laps  "
    )


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_one_class_alone_has_its_own_title_and_lane(glyphs: Glyphs) -> None:
    alone = le_mans(view=View(order_by="LMGT3"), glyphs=glyphs)
    assert "Lap 194" in texts(TitleBar, alone, 120, 1)[0]
    assert "91  Lietz leads GT3, 14 laps" in texts(TitleBar, alone, 120, 1)[0].replace("#", " ")
    lane = texts(Transport, alone, 120, 3)[1]
    assert "91" in lane
    assert " 8 " not in lane[20:]


def test_on_a_very_wide_terminal_each_class_has_a_lane() -> None:
    wide = le_mans(size=(200, 60))
    rows = texts(Transport, wide, 200, 5)
    assert [row[19:23] for row in rows[2:4]] == [" HYP", " GT3"]
    assert rows[3][24] == "┈"
    assert " 91 " in rows[3]
    assert wide.lane_classes == CLASSES
    assert le_mans(size=(149, 60)).lane_classes == ()


def test_a_pane_takes_as_many_rows_as_it_says() -> None:
    for pane in (ClassByClass, Drivers):
        for width in (32, 48, 79):
            widget = pane(le_mans().race)
            assert widget.count(le_mans(), width) == len(texts(pane, le_mans(), width, 99))
