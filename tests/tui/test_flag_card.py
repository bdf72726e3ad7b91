"""The card of a safety car, a full course yellow and a red flag."""

from collections.abc import Callable
from typing import Any

from msgspec import structs
from tests.tui.scenes import HEADER, scene, texts
from tests.tui.states import FIELD, field_state, running, with_rows

from replay.race.cars_now import CarNow, cars_now
from replay.race.class_order import ClassPlace, class_laps, class_places
from replay.race.flag_now import FlagNow, flag_now
from replay.race.model import RaceClass
from replay.race.state import Ribbon
from replay.tui.cards.flag_card import FlagCard
from replay.tui.pane import Heading
from replay.tui.scene import Scene

HOUR = 3_600 * 10_000
F1 = structs.replace(
    HEADER, discipline="formula 1", stages=(), scheduled_laps=58,
    known=structs.replace(HEADER.known, retirements="official"),
)  # fmt: skip
TYRES = {"17": CarNow(0, 0, (), "HARD", 43, None)}
NOW = FlagNow(
    flag="safety car", number=1, since=47_000_000, lap=52, reason="accident", where=None,
    cars=(), clock=None, stopped=frozenset(("5", "8", "15")), out=("15",),
    so_far=(("safety car", 1), ("VSC", 1)),
)  # fmt: skip
RED = structs.replace(
    NOW, flag="red flag", number=None, reason="rain", clock="stands",
    so_far=(("red flag", 1), ("safety car", 3)),
)  # fmt: skip
LEADER = with_rows(field_state(), running(1, "17", laps=56, led=23), running(38, "15", laps=50))


def known(**answers: Any) -> Callable[..., Any]:
    """Answer questions by their names."""
    return lambda question, *about: answers[question.__name__]


def under(now: FlagNow, **more: Any) -> Scene:
    told = {"flag": now.flag, "neutralised": "bunch", "flag_number": now.number}
    if now.clock:
        told = {"flag": "red", "neutralised": "stop"}
    of = structs.replace(LEADER, lap=56, laps_to_go=2, distance=58, lead_changes=2, **told)
    answer = known(flag_now=now, cars_now=TYRES)
    return scene(of, **{"header": F1, "answer": answer, **more})


def test_a_safety_car_tells_since_when_who_is_out_and_who_has_stopped() -> None:
    assert texts(FlagCard, under(NOW), 48, 20) == [
        " ▲ SAFETY CAR 1                    2 laps to go",
        "since          lap 53",
        "cause          accident",
        "out             15  Herbst, 50 laps",
        "stopped since  3 of 38 running",
        "leader          17  hard, 43 laps old",
        "so far         1 safety car, 1 VSC",
    ]
    assert FlagCard(under(NOW).race).heading(under(NOW), 48) == Heading("Safety car")


def test_a_narrow_card_tells_the_first_three_facts() -> None:
    assert texts(FlagCard, under(NOW), 32, 20) == [
        " ▲ SAFETY CAR 1         2 to go",
        "since      lap 53",
        "out         15  Herbst",
        "stopped    3 of 38 since",
    ]


def test_while_the_clock_stands_nobody_knows_for_how_long() -> None:
    assert texts(FlagCard, under(RED), 48, 20) == [
        " ■ RED                        race clock stands",
        "since          lap 53 of 58",
        "cause          rain",
        "stopped for    not known yet",
        "order          at the end of lap 56",
        "leader          17  Buescher, 23 of 56 laps",
        "so far         3 safety cars, 2 lead changes",
    ]


def test_under_a_running_clock_the_stop_counts_on() -> None:
    runs = structs.replace(RED, clock="runs", since=LEADER.time - 12 * 600_000)
    assert "stopped for    12 min so far" in texts(FlagCard, under(runs), 48, 20)


def test_what_nobody_knows_has_no_row() -> None:
    bare = structs.replace(NOW, reason=None, stopped=None, out=())
    of = under(bare, answer=known(flag_now=bare, cars_now={}))
    assert texts(FlagCard, of, 48, 20)[1:] == [
        "since          lap 53",
        "leader          17  Buescher",
        "so far         1 safety car, 1 VSC",
    ]


CLASSES = (RaceClass(name="HYPERCAR", short="HYP"), RaceClass(name="LMGT3", short="GT3"))
LE_MANS = structs.replace(
    HEADER, discipline="endurance", stages=(), scheduled_laps=None, scheduled_time=24 * HOUR,
    classes=CLASSES,
)  # fmt: skip


def test_in_a_race_of_classes_over_a_time_it_tells_the_lead_lap_of_each() -> None:
    time = 14 * HOUR + 330 * 10_000
    now = structs.replace(
        NOW, number=2, since=11 * HOUR + 44 * 600_000, lap=169, reason=None, out=(),
        so_far=(("safety car", 2), ("FCY", 4)),
    )  # fmt: skip
    places = {
        entry.car: ClassPlace(CLASSES[at % 2].name, at // 2 + 1, None, None, at // 20)
        for at, entry in enumerate(FIELD)
    }
    of = structs.replace(
        LEADER, lap=184, laps_to_go=None, distance=None, time=time, time_to_go=24 * HOUR - time,
        flag="safety car", flag_number=2, neutralised="bunch",
    )  # fmt: skip
    answer = {
        flag_now: now, cars_now: {}, class_places: places,
        class_laps: {"HYPERCAR": 184, "LMGT3": 164},
    }  # fmt: skip
    ribbon = Ribbon(86_400, 184, (), (), time // 10_000)
    shown = scene(
        of, header=LE_MANS, ribbon=ribbon, answer=lambda question, *about: answer[question]
    )
    assert texts(FlagCard, shown, 48, 20) == [
        " ▲ SAFETY CAR 2                      out 2:21 h",
        "since          11:44, lap 170",
        "leader's laps  15",
        "stopped since  3 of 38 cars",
        "so far         2 safety cars, 4 FCY",
        "HYP lead lap   184, 10 of 19 on it",
        "GT3 lead lap   164, 10 of 19 on it",
    ]
