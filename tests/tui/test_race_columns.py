from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len
from tests.tui.libraries import CUP, FINISH_ONLY, GRAND_PRIX, LE_MANS, header, listed, mixed

from replay.race.library import LibraryRace, library_of
from replay.race.model import Header, Track
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import length, text_of
from replay.tui.picker.library_lines import Head, UnreadableFile
from replay.tui.picker.race_columns import (
    distance_cell,
    name_cell,
    race_columns,
    track_cell,
)
from replay.tui.picker.race_rows import head_row, race_row, unreadable_row


def drawn(of: Header, width: int = 84, note: str = "", words: tuple[str, ...] = ()) -> str:
    """The row of a race as text."""
    race = LibraryRace(listed("file", of), of, "Series")
    return text_of(race_row(race, note, race_columns(width), False, words, UNICODE))


def test_beside_the_facts_the_columns_have_the_widths_of_the_sheet() -> None:
    assert [drawn(of) for of in (LE_MANS, GRAND_PRIX, CUP, FINISH_ONLY)] == [
        "    15 Jun 2024  24 h of Le Mans        Le Mans         24 h measured              ",
        "    12 Dec 2021  Abu Dhabi GP           Yas Marina        58 measured              ",
        "     5 May 2024  AdventHealth 400       Kansas           267 ~ rebuilt             ",
        "    24 May 2013  Firestone Freedom 100  Indianapolis      40 finish only           ",
    ]
    assert drawn(CUP, note="‖ lap 178").endswith(" ~ rebuilt    ‖ lap 178")
    assert drawn(CUP, 80, "‖ 178").endswith(" ~ rebuilt    ‖ 178")


def test_more_room_is_for_the_name_then_for_the_track() -> None:
    assert race_columns(80)[1:] == (22, 13, 7)
    assert race_columns(84)[1:] == (22, 13, 11)
    assert race_columns(98)[1:] == (36, 13, 11)
    assert race_columns(118)[1:] == (36, 33, 11)


def test_below_80_the_track_leaves_and_the_name_has_its_room() -> None:
    assert race_columns(79)[1:] == (35, 0, 7)
    assert drawn(CUP, 60) == "     5 May 2024  AdventHealth 400    267 ~ rebuilt         "


def test_what_nobody_knows_is_a_dot() -> None:
    unknown = header(CUP, date=None, track=None, scheduled_laps=None)
    assert drawn(unknown).split() == ["·", "AdventHealth", "400", "·", "·", "~", "rebuilt"]


def test_a_distance_is_what_was_scheduled() -> None:
    hour = 36_000_000

    def cell(laps: int | None, time: int | None, limit: int | None = None) -> str:
        of = header(CUP, scheduled_laps=laps, scheduled_time=time, time_limit=limit)
        return distance_cell(of, UNICODE)

    assert cell(58, None, 2 * hour) == "    58"
    assert cell(None, 24 * hour) == "  24 h"
    assert cell(None, hour * 8 // 3) == "2 h 40"
    assert cell(None, None) == "     ·"


def test_a_name_that_has_no_room_gives_way_to_the_short_one_and_is_cut_last() -> None:
    long = header(CUP, name="Würth 400 presented by LIQUI MOLY", short="Texas 2024")
    assert name_cell(long, "file", 22, UNICODE) == "Texas 2024            "
    assert name_cell(long, "file", 36, UNICODE).strip() == long.name
    neither = header(long, short="Texas Motor Speedway 2024")
    assert name_cell(neither, "file", 22, UNICODE) == "Würth 400 presented b…"


def test_the_grands_prix_of_a_season_are_told_alike() -> None:
    for name in ("Abu Dhabi Grand Prix", "United States Grand Prix"):
        of = header(GRAND_PRIX, name=name)
        assert name_cell(of, "file", 22, UNICODE).endswith(" GP" + " " * (22 - len(name) + 8))
        assert name_cell(of, "file", 36, UNICODE).strip() == name


def test_a_name_that_runs_leftward_gives_way_to_one_that_does_not() -> None:
    arabic = header(CUP, name="جائزة السعودية الكبرى", short="Jeddah 2021")
    assert name_cell(arabic, "file", 22, UNICODE).strip() == "Jeddah 2021"
    assert name_cell(header(arabic, short="جدة"), "saudi", 22, UNICODE).strip() == "saudi"
    assert name_cell(header(arabic, short="جدة"), "جدة", 22, UNICODE).strip() == "·"
    assert track_cell(Track(name="حلبة", short="Jeddah"), 13, UNICODE).strip() == "Jeddah"
    assert track_cell(Track(name="حلبة"), 13, UNICODE).strip() == "·"


def test_a_track_is_told_in_whole_words() -> None:
    def cell(name: str, short: str | None = None) -> str:
        return track_cell(Track(name=name, short=short), 13, UNICODE).rstrip()

    assert cell("Indianapolis Motor Speedway") == "Indianapolis"
    assert cell("Autodromo Nazionale di Monza", "Monza") == "Monza"
    assert cell("Circuit de la Sarthe") == "Circuit"
    assert cell("Nürburgring-Nordschleife") == "Nürburgring-…"


def test_a_wide_name_takes_the_cells_it_has() -> None:
    wide = header(CUP, name="周冠宇" * 6, short="周冠宇")
    assert cell_len(name_cell(wide, "file", 22, UNICODE)) == 22
    assert name_cell(wide, "file", 22, UNICODE).strip() == "周冠宇"


def test_a_head_says_what_it_holds_and_whether_it_is_open() -> None:
    series = Head("Formula 1", None, 1_125, "1950 to 2024", True)
    assert text_of(head_row(series, 84, False, (), UNICODE)) == (
        "  − Formula 1  1,125" + " " * 51 + "1950 to 2024"
    )
    season = Head("Formula 1", "2024", 1, "", False)
    assert text_of(head_row(season, 84, True, (), UNICODE)) == "▌   + 2024  1 race"
    unknown = Head("Formula 1", "", 3, "", False)
    assert text_of(head_row(unknown, 84, False, (), UNICODE)) == "    + ·  3 races"


def test_a_file_that_cannot_be_read_says_shortly_why() -> None:
    file = UnreadableFile(listed("broken", None, "broken.json: Input data was truncated"))
    row = unreadable_row(file, 80, False, (), UNICODE)
    assert text_of(row).rstrip() == "    broken  × Input data was truncated"


def test_what_was_searched_for_is_bold_in_accent() -> None:
    race = LibraryRace(listed("file", CUP), CUP, "Series")
    row = race_row(race, "", race_columns(84), False, ("may", "kan", "reb", "00"), UNICODE)
    marked = [text for text, role in row if role == "accent_bold"]
    assert marked == ["May", "00", "Kan", "reb"]


names = st.text("abcdeé周漢ش \u0301", min_size=1, max_size=80)


@given(
    st.integers(40, 220),
    names,
    names,
    names,
    st.sampled_from([UNICODE, ASCII]),
    st.sampled_from([(), ("a",), ("é", "周")]),
)
def test_no_row_is_longer_than_the_list_and_no_column_moves(
    width: int, one: str, other: str, third: str, glyphs: Glyphs, words: tuple[str, ...]
) -> None:
    of = structs.replace(CUP, name=one, short=other, track=Track(name=third))
    race = LibraryRace(listed(third, of), of, one)
    columns = race_columns(width)
    row = race_row(race, "‖ lap 178", columns, True, words, glyphs)
    assert length(row) in (width, width - 1) or width < 60
    plain = race_row(LibraryRace(race.info, CUP, one), "", columns, True, (), glyphs)
    assert text_of(row)[:16] == text_of(plain)[:16] or glyphs.ascii
    head = Head(one, None, 3, other, True)
    assert length(head_row(head, width, True, words, glyphs)) <= width
    file = UnreadableFile(listed(one, None, f"{one}.json: {other}"))
    assert length(unreadable_row(file, width, True, words, glyphs)) <= width


def test_every_race_of_a_mixed_library_fills_its_row() -> None:
    for width in (60, 80, 84, 118):
        for race in library_of(mixed()).races:
            row = race_row(race, "", race_columns(width), False, (), UNICODE)
            assert length(row) in (width, width - 1), race.info.name
