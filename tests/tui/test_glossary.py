"""The second page of the help: columns, signs and the inks of certainty; heads under the mouse."""

import msgspec
import pytest
from msgspec import structs
from tests.tui.painted import Gallery
from tests.tui.viewing import GREEN, YELLOW, Viewer, kansas, tiny, view

from replay import racefile
from replay.race.model import Race
from replay.testing.fixtures import MatchesScreens, PaintsScreens
from replay.tui.dialogs.glossary import Glossary, glossary
from replay.tui.dialogs.signs import CHART_SIGNS, DRAWN, ELSEWHERE, MORE_SIGNS, SIGNS
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import length, text_of
from replay.tui.order.columns.board_facts import BoardFacts
from replay.tui.order.columns.explanations import explained_columns
from replay.tui.view import View

FACTS = BoardFacts(cars=38, stages=(1, 2))


def laid(
    race: Race | None = None,
    width: int = 80,
    *,
    facts: BoardFacts = FACTS,
    glyphs: Glyphs = UNICODE,
    marked: bool = False,
) -> Glossary:
    columns = [(one.head, one.words) for one in explained_columns(facts, glyphs)]
    return glossary(race or kansas(), columns, glyphs, width, marked=marked)


def page(of: Glossary, height: int, offset: int = 0, glyphs: Glyphs = UNICODE) -> list[str]:
    return [text_of(row).rstrip() for row in of.rows(height, offset, glyphs)]


# -- what it says


def test_it_says_what_the_design_says_in_a_small_terminal() -> None:
    lines = page(laid(), 10)
    assert [line[:44] for line in lines] == [
        " Columns ────────────────────────────────── ",
        " pos      place by the rules: laps, then    ",
        "          who crossed first                 ",
        " ↑2 ↓1    places won, lost since its last   ",
        "          time over the line                ",
        " int      seconds to the car ahead          ",
        " gap      seconds to the leader; −1 lap     ",
        "          when lapped                       ",
        " last     its last lap; best, its best so   ",
        "          far                               ",
    ]
    assert [line[44:] for line in lines[:8]] == [
        "│ Signs ───────────────────────────",
        "│ »     a new leader",
        "│ ○     a pit stop; a stint begins",
        "│ ▲     caution, the field bunched",
        "│ ▶     green flag, restart",
        "│ ◆ ◇   stage end, to come",
        "│ +     free pass: a lap back",
        "│ !     penalty",
    ]


def test_every_sign_of_the_screens_is_explained_or_only_drawn_with() -> None:
    told = {name for sign in (*SIGNS, *MORE_SIGNS, *CHART_SIGNS) for name in sign.glyphs}
    fields = {field.name for field in msgspec.structs.fields(Glyphs)}
    assert fields == told | DRAWN | ELSEWHERE
    assert not told & (DRAWN | ELSEWHERE)


def test_the_three_inks_of_certainty_stand_side_by_side() -> None:
    rows = [row for row in laid(width=120).right if text_of(row).startswith("12 ")]
    assert [(row[1][1], text_of(row).split(None, 1)[1].strip()) for row in rows] == [
        ("full", "sure, published"),
        ("soft", "near, give or take one"),
        ("mute", "rough, give or take two or three, or a guess"),
    ]


def test_without_inks_a_sign_tells_a_rough_place() -> None:
    lines = page(laid(width=120, marked=True), 40)
    assert any("│ ~12     rough" in line for line in lines)


def test_a_race_without_stages_has_no_sign_of_them_and_no_classes_without_any() -> None:
    plain = structs.replace(kansas(), header=structs.replace(kansas().header, stages=()))
    lines = "\n".join(page(laid(plain), 60))
    assert "stage end" not in lines
    assert "classes" not in lines
    le_mans = racefile.load(racefile.find("le-mans-2024"))
    assert "┃╏┇   the classes, the fastest first" in "\n".join(page(laid(le_mans, 200), 60))


def charts(lines: list[str]) -> list[str]:
    """The lines on the marks of charts: the last ones of the left column."""
    left = [line[:64].rstrip() for line in lines]
    heads = [at for at, line in enumerate(left) if line.startswith(" In charts")]
    return [line for line in left[heads[0] + 1 :] if line] if heads else []


def test_a_reader_of_a_chart_is_told_its_strokes_and_marks() -> None:
    assert charts([line[:64] for line in page(laid(width=120), 40)]) == [
        " ━        the car under the cursor",
        " ─        the followed car, or the leader",
        " ╌        the car compared",
        " ─        who held a place, and how long",
        " ┊        a stage is over; a stint begins",
        " ╎        the lap that is read",
        " ▴ ▾      seconds of a gap beyond the edge",
    ]


def test_in_ascii_it_has_the_strokes_of_places_and_those_of_measured_values() -> None:
    assert charts(page(laid(width=120, glyphs=ASCII), 40, glyphs=ASCII))[:3] == [
        " = #      the car under the cursor",
        " - *      the followed car, or the leader",
        " ~ .      the car compared",
    ]


def test_it_tells_of_charts_only_what_a_race_may_show_in_one() -> None:
    plain = structs.replace(kansas(), header=structs.replace(kansas().header, stages=()))
    assert " ┊        a stint begins" in charts(page(laid(plain, 120), 40))
    finish_only = racefile.load(racefile.find("chicagoland-2003"))
    assert charts(page(laid(finish_only, 120), 40)) == []


@pytest.mark.parametrize("pane", ["places", "gap", "pace"])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_no_chart_draws_with_a_sign_that_is_not_explained(pane: str, glyphs: Glyphs) -> None:
    gallery = Gallery(kansas(), glyphs=glyphs)
    view = View(opened=(pane,), place=9, followed="5", away=True, against="11", reading=100)
    time = gallery.recording.timeline.instant(250)
    _, rows = gallery.paint(time, view, (120, 40))[pane]
    drawn = {sign for row in rows for sign in "".join(part.text for part in row)}
    names = {name for sign in (*SIGNS, *MORE_SIGNS, *CHART_SIGNS) for name in sign.glyphs}
    told = {sign for name in names | ELSEWHERE for sign in getattr(glyphs, name)}
    corners = {*"┃┏┓┗┛│╭╮╰╯"} if glyphs is UNICODE else {*"|+"}
    words = {*" .,:;()+#–-"} | {glyphs.plate}
    unexplained = {
        sign
        for sign in drawn - told - corners - words
        if not sign.isalnum() and not 0x2800 <= ord(sign) <= 0x28FF
    }
    assert unexplained == set()
    assert glyphs.reading in drawn


# -- how it is laid out


@pytest.mark.parametrize("width", [40, 60, 71, 72, 80, 100, 120, 150, 200, 240])
def test_no_row_is_wider_than_the_screen_and_the_hairline_is_straight(width: int) -> None:
    of = laid(width=width)
    rows = of.rows(60, 0, UNICODE)
    assert max(map(length, rows)) <= width
    if of.right:
        assert {text_of(row)[of.hairline] for row in rows} == {"│"}


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_in_ascii_it_is_ascii(width: int) -> None:
    of = laid(width=width, glyphs=ASCII, marked=True)
    assert all(text_of(row).isascii() for row in of.rows(80, 0, ASCII))


def test_one_scrolls_to_the_end_of_the_longer_column_and_titles_stay() -> None:
    of = laid()
    hidden = of.hidden(10)
    assert hidden == max(len(of.left), len(of.right)) - 10
    first, last = page(of, 10), page(of, 10, hidden)
    assert first[0] == last[0]
    assert text_of(of.right[-1]).rstrip() in last[-1]
    assert page(of, 10, hidden + 5) == last
    assert of.hidden(200) == 0


# -- in the app

KEYS = "Play or pause"


def test_tab_turns_from_the_keys_to_the_glossary_and_back() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("question_mark")
        assert KEYS in viewer.text()
        assert "tab columns and signs" in viewer.lines()[-1]
        await viewer.press("tab")
        assert KEYS not in viewer.text()
        assert viewer.lines()[1].startswith("━ Help  columns and signs ━")
        assert viewer.lines()[-1].startswith(" esc back   tab keys   ↑ ↓ more")
        assert viewer.lines()[0].startswith(" ▶ GREEN")
        await viewer.press("shift+tab")
        assert KEYS in viewer.text()
        await viewer.press("tab", "escape")
        assert "columns and signs" not in viewer.text()

    view(tiny(), check, (80, 24), start=GREEN)


def test_the_arrows_scroll_the_glossary_and_another_size_is_filled() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("question_mark", "tab")
        before = viewer.lines()
        await viewer.press("down")
        assert viewer.lines()[3] == before[4]
        await viewer.press("up", "up")
        assert viewer.lines() == before
        await viewer.press(*["j"] * 60)
        assert "more than has room" in viewer.text()
        await viewer.resize(120, 44)
        assert "↑ ↓ more" not in viewer.lines()[-1]
        assert not viewer.odd_lines()

    view(kansas(), check, (80, 24), start=GREEN)


def test_the_list_of_races_has_no_second_page() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("question_mark")
        before = viewer.lines()
        await viewer.press("tab")
        assert viewer.lines() == before

    view(None, check, (80, 24))


# -- the head under the mouse


async def at_cell(viewer: Viewer, x: int, y: int) -> str:
    """Move the mouse to a cell of the order; give the key bar."""
    await viewer.pilot.hover(viewer.screen.page["order"], offset=(x, y))
    await viewer.quiet()
    return viewer.lines()[-1].rstrip()


def test_the_head_under_the_mouse_explains_itself_until_the_mouse_leaves() -> None:
    async def check(viewer: Viewer) -> None:
        bare = viewer.lines()[-1].rstrip()
        heads = viewer.lines()[2]
        led, gap = heads.index("led"), heads.index("gap")
        assert (await at_cell(viewer, led, 0)).startswith(" led  laps led so far")
        assert (await at_cell(viewer, gap, 0)).startswith(
            " gap  seconds to the leader; −1 lap when lapped   "
        )
        assert (await at_cell(viewer, 1, 0)).startswith(" pos  place by the rules")
        assert (await at_cell(viewer, heads.index("car"), 0)).startswith(" car  its number")
        assert (await at_cell(viewer, heads.index("driver"), 0)).startswith(" driver  who drives")
        assert viewer.lines()[-1].rstrip().endswith("? help")
        assert await at_cell(viewer, led, 3) == bare
        await at_cell(viewer, led, 0)
        await viewer.pilot.hover(viewer.screen.page["log"], offset=(3, 3))
        await viewer.quiet()
        assert viewer.lines()[-1].rstrip() == bare

    view(kansas(), check, (120, 40), start=48_800_000)


def test_other_columns_under_a_mouse_that_stands_are_explained_instead() -> None:
    async def check(viewer: Viewer) -> None:
        at = viewer.lines()[2].index("int")
        assert (await at_cell(viewer, at, 0)).startswith(" int  ")
        await viewer.seek(YELLOW)
        assert viewer.lines()[-1].startswith(" pit lap  its own lap of the last stop")

    view(tiny(), check, (80, 24), start=GREEN)


def test_nothing_is_explained_over_a_pane_that_has_the_screen() -> None:
    async def check(viewer: Viewer) -> None:
        assert (await at_cell(viewer, 1, 0)).startswith(" pos  ")
        await viewer.press("f")
        assert "place by the rules" not in viewer.lines()[-1]

    view(tiny(), check, (80, 24), start=GREEN)


# -- as it was looked at


@pytest.mark.parametrize(
    ("size", "palette"),
    [
        ("80x24", "night"),
        ("120x40", "night"),
        ("200x60", "night"),
        ("80x24", "ascii"),
        ("120x40", "paper"),
        ("80x24", "none"),
    ],
)
def test_the_glossary_is_the_one_that_was_looked_at(
    size: str, palette: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    replay_match(replay_screen("kansas-2024", "L137", size, palette).press("question_mark tab"))


@pytest.mark.parametrize("height", [0, -1])
@pytest.mark.parametrize("width", [80, 200])
def test_where_it_has_no_place_it_has_no_rows(width: int, height: int) -> None:
    """It is asked so as it is laid out anew, before it has a place, and after it has gone."""
    assert page(laid(width=width), height) == []
