"""The caution card: what was published of a caution is told whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.tui.states import FIELD, field_state

from replay.race.model import Caution
from replay.tui.cards.caution_card import caution_card
from replay.tui.cards.race_facts import NARROW_CARD
from replay.tui.drawing.fact_rows import fitted
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import Row, length, text_of
from replay.tui.drawing.wrapping import wrapped

REASON = "#2, 11, 23, 34 incident, backstretch"
DETAIL = "2 hits the wall in four-wide racing and comes back across 23 and 34"
CARS = ("2", "11", "23", "34")
STATE = field_state(flag="yellow", caution=4, lap=186)


def card(caution: Caution, width: int, glyphs: Glyphs = UNICODE) -> tuple[Row, ...]:
    """The rows of a card as a sheet of that width draws them."""
    rows = caution_card(STATE, caution, FIELD, width, glyphs)
    return tuple(fitted(row, width, glyphs) for row in rows)


def caution(
    reason: str = REASON,
    where: str | None = "backstretch",
    cars: tuple[str, ...] = CARS,
    detail: str | None = DETAIL,
    stage_end: bool = False,
) -> Caution:
    return Caution(
        at=1,
        lap=184,
        basis="estimated",
        number=4,
        reason=reason,
        where=where,
        cars=cars,
        detail=detail,
        stage_end=stage_end,
    )


def words(rows: tuple[Row, ...]) -> str:
    return " ".join(" ".join(text_of(row).split()) for row in rows)


def plates(rows: tuple[Row, ...]) -> list[str]:
    return [role.removeprefix("plate ") for row in rows for _, role in row if "plate " in role]


def test_reason_place_cars_and_detail_of_a_caution_at_120_columns() -> None:
    assert [text_of(row).rstrip() for row in card(caution(), 48)[1:6]] == [
        "what         #2, 11, 23, 34 incident,",
        "             backstretch",
        "where        backstretch    2   11   23   34",
        "             2 hits the wall in four-wide racing",
        "             and comes back across 23 and 34",
    ]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [NARROW_CARD, 48, 79, 120])
def test_what_was_published_of_a_caution_is_never_cut(width: int, glyphs: Glyphs) -> None:
    field = tuple(entry.car for entry in FIELD)
    rows = card(caution(cars=field), width, glyphs)
    assert REASON in words(rows)
    assert DETAIL in words(rows)
    assert set(field) <= set(plates(rows))
    assert glyphs.cut not in "".join(text_of(row) for row in rows)
    assert all(length(row) <= width for row in rows)


def test_a_stage_end_and_a_caution_of_no_known_place_tell_their_reason() -> None:
    ends = caution("Stage 2 conclusion", "stage break", (), "stage break", stage_end=True)
    assert "what Stage 2 conclusion" in words(card(ends, 48))
    assert "what rain" in words(card(caution("rain", None, (), None), 48))


def test_a_narrow_card_tells_where_and_every_car_or_else_the_whole_reason() -> None:
    assert plates(card(caution(), 32))[:4] == list(CARS)
    assert REASON in words(card(caution(where=None, cars=()), 32))


@given(st.text(st.sampled_from("ab é世界̈ "), max_size=60), st.integers(2, 30))
def test_wrapped_text_loses_nothing_and_fits(text: str, width: int) -> None:
    rows = wrapped(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())
    if all(cell_len(word) <= width for word in text.split()):
        assert " ".join(rows).split() == text.split()
