"""The caution card: what was published of a caution is told whole, and the order is the queue's."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, structs
from rich.cells import cell_len
from tests.race.small_races import CLASSES, at, race_of
from tests.tui.scenes import scene, scene_of, texts
from tests.tui.states import FIELD, field_state
from tests.tui.viewing import kansas

from replay.race.caution_order import (
    CautionOrder,
    LastCaution,
    LinedUp,
    caution_order,
    last_caution,
)
from replay.race.free_pass import free_pass_in_line
from replay.race.model import Caution, Flag
from replay.race.timeline import Timeline
from replay.tui.cards.caution_card import CautionCard
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.wrapping import wrapped
from replay.tui.frame import Recording
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.view import View

DETAIL = "2 hits the wall in four-wide racing and comes back across 23 and 34"
CARS = ("2", "11", "23", "34")
CAUTION = Caution(
    at=1, lap=184, basis="estimated", number=4, reason="#2, 11, 23, 34 incident, backstretch",
    where="backstretch", cars=CARS, detail=DETAIL, free_pass="99",
)  # fmt: skip
UNDER = LastCaution(CAUTION, None, 3, None)
STATE = field_state(flag="yellow", caution=4, lap=186, cautions=4, caution_laps=17)


def lined_up(car: str, position: int, **changes: Any) -> LinedUp:
    row = LinedUp(car, position, 0, 0, False, False, None, None, None, False)
    return structs.replace(row, **changes)


def stop(seconds: float, tires: int | None = None) -> dict[str, Any]:
    """What is known of a car that has stopped."""
    return {"stopped": True, "length": round(seconds * 10_000), "tires": tires}


QUEUE = CautionOrder(
    (
        lined_up("17", 1, gained=3, **stop(38.04)),
        lined_up("8", 2, gained=-1, **stop(32.31, 2)),
        lined_up("54", 3, stopped=True, in_pit=True),
        lined_up("5", 4, stayed=True, gained=12),
        lined_up("19", 5, gained=None),
        lined_up("33", 6, laps_down=1),
    ),
    stopped=3,
    out=(("2", 184),),
)


def under(
    caution: Caution = CAUTION,
    last: LastCaution = UNDER,
    order: CautionOrder = QUEUE,
    in_line: str | None = None,
    **more: Any,
) -> Scene:
    """A scene under a yellow of which this is known."""
    told: dict[Callable[..., Any], Any] = {
        last_caution: structs.replace(last, event=caution),
        caution_order: order,
        free_pass_in_line: in_line,
    }
    return scene(STATE, answer=lambda question, *about: told[question], **more)


def words(rows: list[str]) -> str:
    return " ".join(" ".join(rows).split())


def plates(of: Scene, width: int) -> list[str]:
    widget = CautionCard(of.race, glyphs=of.glyphs)
    rows = [value.row for value in widget.rows(of, width, 60)]
    return [role.split()[-1] for row in rows for _, role in row if role.startswith("plate ")]


def test_what_where_who_and_the_order_at_120_columns() -> None:
    assert texts(CautionCard, under(), 48, 30) == [
        "what       backstretch   2  11  23  34",
        "           2 hits the wall in four-wide racing",
        "           and comes back across 23 and 34",
        "out          2  Cindric, 184 laps",
        "free pass   99  Suárez",
        "stopped    3 cars  1 for two tires",
        "stayed out   5",
        "so far     4 cautions, 17 laps under yellow",
        "Order behind the pace car  now ─────────────────",
        "         pit s tire  +−          pit s tire  +−",
        " 1  17    38.0    ·  +3  2   8   *32.3  two  −1",
        " 3  54      IN    ·   ·  4   5       · stay +12",
        " 5  19       ·    ·   ·",
    ]


def test_in_a_narrow_side_pairs_stand_one_under_another() -> None:
    assert texts(CautionCard, under(), 36, 30)[-6:] == [
        "                     pit s tire  +−",
        " 1  17  Buescher      38.0    ·  +3",
        " 2   8  Ky. Busch    *32.3  two  −1",
        " 3  54  Gibbs           IN    ·   ·",
        " 4   5  Larson           · stay +12",
        " 5  19  Truex Jr         ·    ·   ·",
    ]


def test_names_stand_where_they_have_room() -> None:
    assert texts(CautionCard, under(), 73, 30)[-3].startswith(" 1  17    38.0")
    assert texts(CautionCard, under(), 74, 30)[-3].startswith(" 1  17  Buescher       38.0")


def test_beside_the_order_of_a_narrow_terminal_there_are_the_facts_alone() -> None:
    assert texts(CautionCard, under(size=(80, 24)), 32, 30) == [
        "what       backstretch   2  11",
        "            23  34",
        "out          2  Cindric",
        "free pass   99  Suárez",
        "stopped    3 cars",
        "           1 for two tires",
        "stayed out   5",
        "so far     4 cautions, 17 laps",
        "           under yellow",
    ]


def test_cars_that_have_no_row_are_packed() -> None:
    rows = texts(CautionCard, under(), 48, 12)
    assert rows[-2:] == [
        " 1  17    38.0    ·  +3  2   8   *32.3  two  −1",
        " 3  54   5  19",
    ]
    assert texts(CautionCard, under(), 48, 9)[-1].startswith("so far")


def test_at_the_green_it_is_the_order_of_the_restart() -> None:
    over = LastCaution(CAUTION, 50, 5, 189)
    of = under(last=over)
    assert "Restart order  two by two ──────────────────────" in texts(CautionCard, of, 48, 30)
    assert CautionCard(of.race).heading(of, 48) == Heading("Caution 4", "5 laps, over")
    assert CautionCard(of.race).heading(under(), 48) == Heading("Caution 4", "yellow lap 3")
    flagged = under(last=LastCaution(CAUTION, 50, 1, None, to_flag=True))
    assert CautionCard(of.race).heading(flagged, 48).note == "1 lap, to the flag"


def test_in_classes_the_queue_is_that_of_the_chosen_cars_class() -> None:
    lines = {car: (10 + at, 20 + at, 30 + at, 60 + at) for at, car in enumerate("1234")}
    classes = {car: {"race_class": CLASSES[at % 2].name} for at, car in enumerate("1234")}
    out = Flag(at=at(45), lap=3, basis="timed", flag="safety car", neutralises="bunch", number=1)
    race = race_of(lines, (out,), entries=classes, classes=CLASSES, discipline="endurance")
    rows = {
        place: texts(CautionCard, scene_of(Recording(race), at(50), view=View(place=place)), 48, 20)
        for place in (1, 3)
    }
    assert rows[1][-3:] == [
        "Order behind the safety car  HYP, now ──────────",
        "         +−          +−",
        " 1   1    ·  2   3    ·",
    ]
    assert rows[3][-1] == " 1   2    ·  2   4    ·"


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [36, 48, 79, 120])
def test_what_was_published_of_a_caution_is_never_cut(width: int, glyphs: Glyphs) -> None:
    field = tuple(entry.car for entry in FIELD)
    of = under(structs.replace(CAUTION, cars=field), glyphs=glyphs, size=(120, 60))
    rows = texts(CautionCard, of, width, 60)
    assert DETAIL in words(rows)
    assert set(field) <= set(plates(of, width))
    assert glyphs.cut not in "".join(rows)


def test_a_stage_end_tells_its_reason_and_a_caution_of_no_place_says_so() -> None:
    ends = structs.replace(
        CAUTION, reason="Stage 2 conclusion", where=None, cars=(), detail=None, stage_end=True
    )
    assert texts(CautionCard, under(ends), 48, 30)[0] == "what       Stage 2 conclusion"
    rain = structs.replace(CAUTION, reason="rain", where=None, cars=(), detail=None)
    assert texts(CautionCard, under(rain), 48, 30)[0] == "what       rain"
    bare = structs.replace(rain, reason="")
    assert texts(CautionCard, under(bare), 48, 30)[0] == "what       no place given"
    cars = structs.replace(bare, cars=("2",))
    assert texts(CautionCard, under(cars), 48, 30)[0] == "what       no place given   2"


def test_without_a_detail_the_reason_stands_in_its_place() -> None:
    rows = texts(CautionCard, under(structs.replace(CAUTION, detail=None)), 48, 30)
    assert rows[1] == "           #2, 11, 23, 34 incident, backstretch"


def test_what_nobody_knows_has_no_row() -> None:
    unknown = structs.replace(CAUTION, free_pass=UNSET)
    rows = texts(CautionCard, under(unknown, order=CautionOrder((), None, ())), 48, 30)
    assert [row.split()[0] for row in rows] == ["what", "2", "and", "so"]
    none = structs.replace(CAUTION, free_pass=None)
    assert "free pass  none given" in texts(CautionCard, under(none), 48, 30)


def test_while_nobody_has_said_who_is_given_the_free_pass_it_is_told_who_is_in_line() -> None:
    unset = structs.replace(CAUTION, free_pass=UNSET)
    assert "in line     33  Hill" in texts(CautionCard, under(unset, in_line="33"), 48, 30)
    over = LastCaution(CAUTION, 50, 5, 189)
    assert "in line" not in words(texts(CautionCard, under(unset, over, in_line="33"), 48, 30))


def test_when_most_cars_stay_out_they_are_counted() -> None:
    field = tuple(lined_up(e.car, at, stayed=True) for at, e in enumerate(FIELD, 1))
    rows = texts(CautionCard, under(order=CautionOrder(field, 0, ())), 48, 40)
    assert "stayed out 38 cars" in rows


def test_caution_7_of_kansas_2024() -> None:
    recording = Recording(kansas())
    of = scene_of(recording, Timeline(kansas()).instant(263))
    rows = texts(CautionCard, of, 48, 34)
    assert rows[:10] == [
        "what       turn 2   8",
        "           8 spins from the top five, right rear",
        "           gone",
        "free pass   23  Wallace",
        "stopped    23 cars  9 for two tires",
        "stayed out  41  16  99  71  31  23  77   7",
        "so far     7 cautions, 41 laps under yellow",
        "Order behind the pace car  ~ now ───────────────",
        "         pit s tire  +−          pit s tire  +−",
        " 1   6    38.0    ·  +4  2  11    32.4  two  −1",
    ]
    assert rows[12] == " 7  12   *32.3  two  +4  8  19    38.1 four  −6"
    assert rows[-1] == "31   7       · stay   ·"


@given(st.text(st.sampled_from("ab é世界̈ "), max_size=60), st.integers(2, 30))
def test_wrapped_text_loses_nothing_and_fits(text: str, width: int) -> None:
    rows = wrapped(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())
    if all(cell_len(word) <= width for word in text.split()):
        assert " ".join(rows).split() == text.split()
