from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.tui.viewing import kansas, tiny

from replay.race.model import Track
from replay.racefile import Listing
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import length, text_of
from replay.tui.picker.race_choices import Choice
from replay.tui.picker.race_columns import heads_row, race_columns, race_row
from replay.tui.picker.race_list import by_year

KANSAS = kansas().header
TRACK = Track(name="Portland International", short="Portland", length=1_950)
PORTLAND = structs.replace(
    tiny().header,
    name="Budweiser/G.I. Joe's 200",
    short="Portland 1997",
    track=TRACK,
    scheduled_laps=98,
    date="1997-06-22",
    stages=(),
)


def choice(header: object, note: str = "") -> Choice:
    return Choice(Listing("name", Path("name.json"), header, None), note)  # type: ignore[arg-type]


BOTH = (choice(KANSAS), choice(PORTLAND))


def drawn(width: int, choices: tuple[Choice, ...] = BOTH) -> list[str]:
    """Heads and races as text."""
    columns = race_columns(choices, width, UNICODE)
    rows = [heads_row(columns), *(race_row(it, columns, False, UNICODE) for it in choices)]
    return [text_of(row).rstrip() for row in rows]


def test_with_room_every_column_stands_under_its_head() -> None:
    assert drawn(100) == [
        "          race                      track     laps  laps are   stages end",
        "   5 May  AdventHealth 400          Kansas     267  ~ rebuilt  80 / 165 / 267",
        "  22 Jun  Budweiser/G.I. Joe's 200  Portland    98  timed",
    ]


def test_where_the_stages_and_the_track_have_no_room_all_races_have_their_short_names() -> None:
    assert drawn(70) == [
        "          race                      track     laps  laps are",
        "   5 May  AdventHealth 400          Kansas     267  ~ rebuilt",
        "  22 Jun  Budweiser/G.I. Joe's 200  Portland    98  timed",
    ]
    assert drawn(46) == [
        "          race           laps  laps are",
        "   5 May  Kansas 2024     267  ~ rebuilt",
        "  22 Jun  Portland 1997    98  timed",
    ]


def test_where_the_viewer_stopped_stands_at_the_right_end() -> None:
    stopped = (choice(KANSAS, "‖ lap 178"), choice(PORTLAND))
    assert drawn(80, stopped)[1].endswith(" ‖ lap 178")
    assert len(drawn(80, stopped)[1]) == 79
    assert drawn(46, stopped)[:2] == [
        "          race           laps",
        "   5 May  Kansas 2024     267       ‖ lap 178",
    ]


@given(st.integers(1, 220), st.sampled_from(["", "‖ lap 178"]), st.sampled_from([UNICODE, ASCII]))
def test_from_forty_cells_on_nothing_is_cut_and_no_row_is_too_long(
    width: int, note: str, glyphs: object
) -> None:
    signs = ASCII if glyphs is ASCII else UNICODE
    choices = (choice(KANSAS, note), choice(PORTLAND))
    columns = race_columns(choices, width, signs)
    for row in (heads_row(columns), *(race_row(it, columns, True, signs) for it in choices)):
        if width >= 40:
            assert length(row) <= width
            assert signs.cut not in text_of(row)


def test_a_blank_row_parts_the_years() -> None:
    assert by_year((choice(KANSAS), choice(KANSAS), choice(PORTLAND), choice(None))) == [
        "2024",
        0,
        1,
        "",
        "1997",
        2,
        "",
        "unreadable",
        3,
    ]
