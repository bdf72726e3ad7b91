"""The card of fights: what it says of pairs, chains and catches, and of why there are none."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from msgspec import structs
from tests.tui.painted import Gallery
from tests.tui.scenes import HEADER, scene, texts
from tests.tui.states import FIELD, field_state
from tests.tui.viewing import Viewer, chosen, kansas, view

from replay.race.fights import Catch, Fight, Fights, fights
from replay.race.model import RaceClass
from replay.race.state import RaceState
from replay.race.timeline import Timeline
from replay.tui.cards.fights_card import FightsCard
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.scene import Scene
from replay.tui.view import View

PAIR = Fight(3, ("20", "12"), 1440, -926, 15, 0, exact=True, rough=False)
CHAIN = Fight(9, ("38", "17", "51", "8"), 20_900, None, 7, 1, exact=True, rough=False)
REBUILT = Fight(20, ("42", "33"), 3_100, 2_900, 6, 1, exact=False, rough=False)
CATCH = Catch(14, "7", "45", 4, 14_929, -3_975, exact=True, rough=False)
NOW = Fights(62, (PAIR, CHAIN, REBUILT), (CATCH,))


def of(
    now: Fights = NOW,
    state: RaceState | None = None,
    glyphs: Glyphs = UNICODE,
    size: tuple[int, int] = (120, 40),
    **view: Any,
) -> Scene:
    """A scene in which these are the fights."""

    def answer(question: Any, *about: object) -> Any:
        assert (question, about) == (fights, (None,))
        return now

    return scene(
        field_state() if state is None else state,
        answer=answer,
        glyphs=glyphs,
        size=size,
        view=View(**view),
    )


def card(width: int, height: int, *about: Any, **more: Any) -> Sequence[str]:
    return texts(FightsCard, of(*about, **more), width, height)


def test_beside_the_order_a_pair_has_a_line_and_a_chain_a_row_of_plates() -> None:
    assert card(48, 34) == [
        "for  cars             int   a lap  laps  passes",
        "  3   20   12        0.14   −0.09    15  ·",
        "▌ 9  4 cars          2.09       ·     7  1",
        "      38  17  51   8",
        " 20   42   33        ~0.3  ~+0.29     6  1",
        "Catching  at this rate " + "─" * 25,
        " 14    7  reaches  45  in ~4 laps",
    ]


def test_on_the_whole_screen_the_drivers_are_named_and_the_rate_is_told() -> None:
    assert card(80, 18, size=(80, 24)) == [
        " for  cars                                     int   a lap  laps  passes",
        "   3   20  Bell         12  Blaney            0.14   −0.09    15  ·",
        "▌  9  4 cars                                  2.09       ·     7  1",
        "       38  17  51   8",
        "  20   42  Nemechek     33  Hill              ~0.3  ~+0.29     6  1",
        " Catching  at this rate " + "─" * 56,
        "  14    7  reaches  45  in ~4 laps  1.5 s, −0.40 a lap",
    ]


def test_in_a_narrow_side_passes_are_left_out() -> None:
    rows = card(36, 30, size=(100, 40))
    assert rows[:2] == [
        "for  cars          int   a lap  laps",
        "  3   20   12     0.14   −0.09    15",
    ]
    assert max(map(len, rows)) <= 36


def test_the_line_of_the_car_under_the_cursor_is_marked_and_that_of_the_followed_one() -> None:
    rows = card(48, 34, place=3, followed="12", away=True)  # car 54 fights nobody
    assert [row[0] for row in rows[1:5]] == ["▎", " ", " ", " "]
    rows = card(48, 34, followed="12")
    assert rows[1].startswith("▌ 3")
    assert card(48, 34, glyphs=ASCII)[2].startswith("> 9")


def test_what_has_no_room_is_counted() -> None:
    assert card(48, 5)[2:] == [
        "▌ 9  4 cars          2.09       ·     7  1",
        "      38  17  51   8",
        " 20   42   33        ~0.3  ~+0.29     6  1",
    ]
    assert card(48, 4)[1:] == [
        "  3   20   12        0.14   −0.09    15  ·",
        "     6 more cars further back",
    ]


@pytest.mark.parametrize(
    ("now", "state", "said"),
    [
        (Fights(62), {}, "Nobody within 1 s for five laps."),
        (Fights(2), {}, "After 5 green laps; 2 so far."),
        (Fights(None), {"flag": "yellow"}, "No fights under yellow."),
        (Fights(None), {"flag": "red"}, "No fights under red."),
        (Fights(None), {"flag": "safety car"}, "No fights under the safety car."),
    ],
)
def test_it_says_why_nobody_fights(now: Fights, state: dict[str, Any], said: str) -> None:
    assert card(48, 34, now, field_state(**state)) == [said]


def test_who_catches_whom_is_told_where_nobody_fights_too() -> None:
    rows = card(48, 34, Fights(62, (), (CATCH,)))
    assert rows[0] == "Nobody within 1 s for five laps."
    assert rows[2] == " 14    7  reaches  45  in ~4 laps"


def test_a_pair_with_a_rough_place_is_in_the_faintest_ink() -> None:
    def inks(rough: bool) -> set[str]:
        now = Fights(62, (structs.replace(PAIR, rough=rough),))
        rows = FightsCard(of().race).rows(of(now), 80, 18)
        return {role for text, role in rows[1].row if text.strip() and "plate" not in role}

    assert inks(rough=True) == {"mute"}
    assert inks(rough=False) == {"full", "gain", "soft"}


def test_the_sign_of_the_rate_tells_what_its_colour_does() -> None:
    away = structs.replace(PAIR, closing=926)
    still = structs.replace(PAIR, closing=20)
    rates = [card(48, 9, Fights(62, (one,)))[1].split()[-3] for one in (PAIR, away, still)]
    assert rates == ["−0.09", "+0.09", "0.00"]


def test_it_is_plain_in_ascii() -> None:
    rows = card(80, 18, size=(80, 24), glyphs=ASCII)
    assert all(row.isascii() for row in rows)
    assert rows[1] == "   3   #20 Bell         #12 Blaney            0.14   -0.09    15  ."


def test_its_title_says_what_a_fight_is_and_in_which_class() -> None:
    note = "within 1 s for 4 of the last 5 laps"
    assert FightsCard(of().race).heading(of(), 48) == ("Fights", note, "")
    classes = (RaceClass(name="Hypercar", short="HYP"), RaceClass(name="LMGT3", short="GT3"))
    entries = [structs.replace(entry, race_class="LMGT3") for entry in FIELD]
    there = scene(entries=entries, header=structs.replace(HEADER, classes=classes))
    assert FightsCard(there.race).heading(there, 60).note == f"in GT3, {note}"
    assert FightsCard(there.race).heading(there, 48).note == "in GT3"


def test_at_lap_140_of_kansas_the_board_stays_beside_it_and_the_log_below() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("b")
        lines = viewer.lines()
        assert "Running order" in lines[1]
        assert "Fights  within 1 s" in lines[1]
        assert "│   8   10    1 " in lines[6]
        log = next(at for at, line in enumerate(lines) if "Race log" in line)
        assert any("Catching" in line for line in lines[6:log])
        await viewer.press("w")
        assert "Running order" not in viewer.text()
        assert "Race log" in viewer.text()
        await viewer.press("w", "b")
        assert "Fights" not in viewer.text()

    view(kansas(), check, start=Timeline(kansas()).instant(140))


def test_a_press_on_a_plate_chooses_its_car() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("b")
        line = viewer.lines()[6]
        plate = line.index("10", line.index("│"))
        await viewer.pilot.click(offset=(plate, 6))
        await viewer.pilot.pause()
        assert chosen(viewer) == "10"
        await viewer.pilot.click(offset=(line.index("│") + 2, 6))
        await viewer.pilot.pause()
        assert chosen(viewer) == "10"

    view(kansas(), check, start=Timeline(kansas()).instant(140))


def test_a_surname_with_a_suffix_is_told_by_its_longest_word() -> None:
    of = Gallery(kansas()).scene(
        Timeline(kansas()).instant(137), View(opened=("fights",)), (80, 24)
    )
    rows = texts(FightsCard, of, 80, 18)
    assert any("77  Hocevar" in row and "47  Stenhouse  " in row for row in rows), rows


def test_the_log_below_stands_still_on_most_laps() -> None:
    gallery, shown = Gallery(kansas()), View(opened=("fights",))
    instants = map(gallery.recording.timeline.instant, range(139, 166))
    scenes = [gallery.scene(at, shown, (120, 40)) for at in instants]
    heights = [FightsCard(kansas()).count(one, 48) for one in scenes]
    moved = sum(one != other for one, other in pairwise(heights))
    assert 0 < moved <= len(heights) // 3, heights


def test_on_a_small_screen_it_has_the_order_s_place_with_the_log_below() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("b")
        assert "Fights" in viewer.lines()[1]
        assert viewer.lines()[2].strip() == "No fights under yellow."
        assert "Race log" in viewer.text()
        assert viewer.odd_lines() == []
        await viewer.press("escape")
        assert "Running order" in viewer.lines()[1]

    view(kansas(), check, (80, 24), start=Timeline(kansas()).instant(82))
