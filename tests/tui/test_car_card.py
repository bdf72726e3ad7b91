"""The card of a car: who it is, where it came from, and its place lap by lap, without an app."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.tui.scenes import HEADER, scene, texts
from tests.tui.states import FIELD, field_state, running, with_rows
from tests.tui.viewing import kansas

from replay.race.class_order import ClassPlace, class_places
from replay.race.model import RaceClass
from replay.race.series import distances, places
from replay.race.timeline import Timeline
from replay.tui.cards.car_card import CarCard
from replay.tui.cards.place_line import place_line, tick_rows
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import length, text_of
from replay.tui.frame import Recording
from replay.tui.pane import Heading
from replay.tui.terminal_size import TerminalSize
from replay.tui.view import View

PLACES: dict[Any, Any] = {places: (9, 5, 3, 3), distances: (0, 50, 100, 137)}
STATE = with_rows(field_state(lap=3), running(3, FIELD[2].car, net=6))


def answer(question: Any, *about: object) -> Any:
    return PLACES[question]


def card(width: int, height: int, size: tuple[int, int], **more: Any) -> list[str]:
    of = scene(STATE, view=View(place=3), answer=answer, size=size, **more)
    return texts(CarCard, of, width, height)


def test_it_says_who_the_car_is_and_where_it_came_from() -> None:
    rows = card(48, 30, (120, 40))
    assert rows[:3] == [
        " 54  Ty Gibbs  Gibbs Racing, Toyota",
        "place        3  from 3, +6   best 3, worst 9",
        "Place by lap " + "─" * 35,
    ]
    assert len(rows) == 3 + 8


def test_a_narrow_card_has_shorter_labels() -> None:
    who, place, so_far, *_ = card(36, 30, (100, 40))
    assert who == " 54  Ty Gibbs  Gibbs Racing, Toyota"
    assert place == "place   3  from 3, +6"
    assert so_far == "so far  best 3, worst 9"


def test_in_a_race_of_classes_it_says_the_place_in_the_class() -> None:
    classes = (RaceClass(name="Hypercar", short="HYP"), RaceClass(name="LMGT3", short="GT3"))
    header = structs.replace(HEADER, classes=classes)
    told = PLACES | {class_places: {FIELD[2].car: ClassPlace("LMGT3", 2, None, None, 0)}}
    of = scene(STATE, view=View(place=3), answer=lambda question, *_: told[question], header=header)
    assert texts(CarCard, of, 48, 30)[1:3] == [
        "place        3, 2 in GT3  from 3, +6",
        "so far       best 3, worst 9",
    ]
    assert texts(CarCard, of, 60, 30)[1] == "place        3, 2 in GT3  from 3, +6   best 3, worst 9"
    assert texts(CarCard, of, 36, 30)[1] == "place   3, 2 in GT3  from 3, +6"


def test_its_title_is_the_car_and_its_place() -> None:
    of = scene(STATE, view=View(place=3), answer=answer)
    widget = CarCard(of.race)
    assert widget.heading(of, 48) == Heading("Car 54", "3 of 38   ~ rebuilt")


def test_without_room_for_five_rows_there_is_no_line() -> None:
    assert len(card(48, 7, (120, 40))) == 2
    assert len(card(48, 8, (120, 40))) == 3 + 5


def test_over_the_whole_screen_its_axis_is_that_of_the_ribbon() -> None:
    rows = card(80, 18, (80, 24))
    assert rows[0].startswith("  54  Ty Gibbs")
    assert len(rows) == 3 + 12
    assert rows[3].startswith(f"{1:>16} ")
    assert [row.index("┃") for row in rows[3:]] == [48] * 12


def test_without_unicode_it_is_drawn_in_ascii() -> None:
    rows = card(48, 30, (120, 40), glyphs=ASCII)
    assert all(row.isascii() for row in rows)
    assert any("*" in row for row in rows)


def test_at_lap_137_of_kansas_the_line_ends_at_the_place_of_the_board() -> None:
    recording = Recording(kansas())
    time = Timeline(kansas()).instant(137)
    frame = recording.frame(time)
    row = frame.state.order[4]
    seen = recording.answers(time)(places, row.car)
    assert (seen[-1], len(seen)) == (5, 138)
    of = scene(
        frame.state, view=View(place=5), answer=recording.answers(time), entries=kansas().entries,
        header=HEADER, ribbon=frame.ribbon,
    )  # fmt: skip
    assert texts(CarCard, of, 48, 30)[1].startswith("place        5  from ")


def test_the_first_place_is_on_top_and_the_last_of_the_field_at_the_foot() -> None:
    rows = [text_of(row) for row in place_line((1, 38), (0, 10), 38, 10, (20, 8), UNICODE)]
    assert rows[0][0] == chr(0x2801)
    assert rows[7][18] != " "
    assert tick_rows(38, 8) == {0: 1, 2: 10, 4: 20, 6: 30, 7: 38}


_LINES = st.integers(1, 60).flatmap(
    lambda cars: st.tuples(
        st.just(cars),
        st.lists(st.tuples(st.integers(1, cars), st.integers(0, 300)), min_size=1, max_size=60),
    )
)


@given(_LINES, st.integers(1, 300), st.integers(2, 80), st.integers(1, 14))
def test_every_row_is_as_wide_as_the_axis_and_nothing_stands_right_of_the_clock(
    line: tuple[int, list[tuple[int, int]]], distance: int, width: int, height: int
) -> None:
    cars, marks = line
    done = sorted(done for _, done in marks)
    rows = place_line([p for p, _ in marks], done, cars, distance, (width, height), UNICODE)
    head = min(done[-1] * width // distance, width - 1)
    assert len(rows) == height
    for row in rows:
        assert length(row) == width
        assert text_of(row)[head] == "┃"
        assert not text_of(row)[head + 1 :].strip()


def test_it_does_not_stand_in_a_race_known_by_its_finish() -> None:
    from replay.tui.plan import available
    from replay.tui.registry import CAR_CARD, PANES

    assert available(PANES, scene(field_state(has_laps=False)), CAR_CARD) == []
    assert available(PANES, scene(size=TerminalSize(80, 24)), CAR_CARD) == ["car card"]


def test_make_and_then_team_go_where_they_have_no_room() -> None:
    whole = " 54  Ty Gibbs  Gibbs Racing, Toyota"
    heads = [card(width, 30, (100, 40))[0] for width in range(len(whole), 12, -1)]
    assert list(dict.fromkeys(heads))[:3] == [whole, " 54  Ty Gibbs  Gibbs Racing", " 54  Ty Gibbs"]
