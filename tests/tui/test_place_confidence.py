"""How sure a place is: the ink and the mark on the board, the words on the card and in the help."""

from typing import get_args

import msgspec
import pytest
from rich.segment import Segment
from tests.tui.scenes import race, scene, standing_on
from tests.tui.states import FIELD, run, running, state
from tests.tui.viewing import Viewer, tiny, view
from textual.pilot import Pilot
from textual.widgets import Static

from replay.race.model import Confidence
from replay.race.state import RaceState, Running
from replay.tui.cards.chosen_card import chosen_card
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.place_confidence import PLACE_NOTE, PLACE_TONES, PLACE_WORDS
from replay.tui.drawing.runs import Row
from replay.tui.order.running_order import RunningOrder
from replay.tui.theme import NIGHT, Inks, palette

BANDS: tuple[Confidence, ...] = ("sure", "near", "rough", "unknown")


def banded(*changed: Running) -> RaceState:
    """Twelve cars, their places known by turns in every band, and the rows changed."""
    order = [running(n, FIELD[n - 1].car, place=BANDS[(n - 1) % 4]) for n in range(1, 13)]
    for row in changed:
        order[row.position - 1] = row
    return state(order)


def drawn(
    of: RaceState, chosen: str = "", glyphs: Glyphs = UNICODE, width: int = 46
) -> list[list[Segment]]:
    """The segments of every row of the order, the first car's first."""
    board = RunningOrder(race(), glyphs=glyphs)
    rows: list[list[Segment]] = []

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(of, view=standing_on(chosen, of), glyphs=glyphs))
        await pilot.pause()
        rows.extend(list(board.render_line(y)) for y in range(1, len(of.order) + 1))

    run(board, width, len(of.order) + 1, check)
    return rows


def starts(rows: list[list[Segment]]) -> list[str]:
    """The cells before the plate of every row."""
    return ["".join(segment.text for segment in row)[:7] for row in rows]


def inked(row: list[Segment], inks: Inks) -> str:
    """The name of the ink of a row's position."""
    colour = next(s.style.color for s in row if s.text.strip(" ~").isdigit() and s.style)
    return next(name for name in ("full", "soft", "mute") if getattr(inks, name).color == colour)


def card(row: Running, **changes: object) -> str:
    """What the card of a car says of where it started and where it is."""
    of = msgspec.structs.replace(state([row]), **changes)
    return "".join(text for text, _ in started(chosen_card(row, of, FIELD[row.position - 1], ())))


def started(rows: tuple[Row, ...]) -> Row:
    return next(row for row in rows if row and row[0][0].startswith("started"))


def test_every_confidence_has_an_ink_and_words_of_its_own() -> None:
    assert set(PLACE_TONES) == set(PLACE_WORDS) == set(get_args(Confidence))
    assert len(set(PLACE_WORDS.values())) == len(PLACE_WORDS)


def test_the_ink_of_a_position_tells_how_sure_it_is() -> None:
    inks = palette(NIGHT).on("background")
    rows = drawn(banded())
    assert [inked(row, inks) for row in rows[:4]] == ["full", "soft", "mute", "mute"]
    assert [inked(row, inks) for row in rows[8:]] == ["full", "soft", "mute", "mute"]


def test_where_every_place_is_sure_the_whole_field_is_in_full_ink() -> None:
    inks = palette(NIGHT).on("background")
    of = state([running(n, e.car, place="sure") for n, e in enumerate(FIELD, 1)])
    assert {inked(row, inks) for row in drawn(of)} == {"full"}


@pytest.mark.parametrize("band", BANDS)
def test_the_first_place_is_bold_in_its_own_ink(band: Confidence) -> None:
    first = drawn(state([running(1, "17", place=band)]))[0]
    style = next(s.style for s in first if s.text == "1")
    assert style is not None
    assert style.bold
    assert inked(first, palette(NIGHT).on("background")) == PLACE_TONES[band]


def test_the_places_of_an_official_result_are_sure() -> None:
    inks = palette(NIGHT).on("background")
    of = msgspec.structs.replace(banded(), finished=True)
    assert {inked(row, inks) for row in drawn(of)} == {"full"}
    provisional = msgspec.structs.replace(of, provisional=True)
    assert inked(drawn(provisional)[2], inks) == "mute"


def test_with_colours_the_ink_says_it_and_no_mark_does() -> None:
    assert starts(drawn(banded()))[9:] == [" 10    ", " 11    ", " 12    "]
    assert "~" not in "".join(starts(drawn(banded())))


def test_without_colours_a_mark_hugs_what_is_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert starts(drawn(banded())) == [
        *("  1    ", "  2    ", " ~3    ", " ~4    ", "  5    ", "  6    "),
        *(" ~7    ", " ~8    ", "  9    ", " 10    ", "~11    ", "~12    "),
    ]


def test_without_unicode_a_mark_hugs_what_is_a_guess() -> None:
    assert starts(drawn(banded(), glyphs=ASCII))[8:] == ["  9    ", " 10    ", "~11    ", "~12    "]


def test_the_mark_gives_way_to_the_cursor_but_stays_by_the_number() -> None:
    of = banded(running(12, FIELD[11].car, place="rough", change=-2))
    chosen = {n: starts(drawn(of, FIELD[n - 1].car, ASCII))[n - 1] for n in (1, 3, 10, 11, 12)}
    assert chosen == {1: "> 1    ", 3: ">~3    ", 10: ">10    ", 11: ">11~   ", 12: ">12~-2 "}


def test_a_change_of_very_many_places_takes_the_cell_of_the_mark() -> None:
    of = banded(running(12, FIELD[11].car, place="rough", change=-100))
    assert starts(drawn(of, FIELD[11].car, ASCII))[-1] == ">12-100"


@pytest.mark.parametrize("width", [46, 70, 118])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_how_sure_a_place_is_moves_nothing_else_in_its_row(width: int, glyphs: Glyphs) -> None:
    def rest(place: Confidence) -> list[str]:
        of = state([running(n, e.car, place=place) for n, e in enumerate(FIELD, 1)])
        rows = drawn(of, FIELD[20].car, glyphs, width)
        return ["".join(segment.text for segment in row)[4:] for row in rows]

    assert rest("sure") == rest("near") == rest("rough") == rest("unknown")


@pytest.mark.parametrize("place", ["rough", "unknown"])
def test_a_car_that_is_out_has_the_place_of_its_laps_without_a_mark(place: Confidence) -> None:
    out = running(11, FIELD[10].car, status="out", place=place)
    rows = drawn(banded(out), glyphs=ASCII)
    assert starts(rows)[10] == " 11    "
    assert inked(rows[10], palette(NIGHT).on("band")) == "mute"
    assert card(out) == "started      11, now 11"


def test_the_card_of_a_car_says_in_words_how_sure_its_place_is() -> None:
    said = [card(running(5, "19", place=band)) for band in BANDS]
    assert said == [
        "started      5, now 5, sure",
        "started      5, now 5, give or take one",
        "started      5, now ~5, give or take two or three",
        "started      5, now ~5, a guess",
    ]


def test_the_card_has_the_place_in_the_ink_of_the_board() -> None:
    for band in BANDS:
        row = running(5, "19", place=band)
        runs = started(chosen_card(row, state([row]), FIELD[4], ()))
        assert ("5", PLACE_TONES[band]) in runs
        assert (("~", "mute") in runs) == (band in ("rough", "unknown"))


def test_the_card_is_sure_of_an_official_result() -> None:
    row = running(5, "19", place="rough")
    assert card(row, finished=True) == "started      5, now 5, sure"
    assert card(row, finished=True, provisional=True).endswith("give or take two or three")


def test_the_help_explains_places_in_the_words_of_the_card() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("question_mark")
        text = str(viewer.app.screen.query_one("#help Static", Static).render())
        assert PLACE_NOTE in text
        assert all(words in PLACE_NOTE for words in PLACE_WORDS.values())

    view(tiny(), check)
