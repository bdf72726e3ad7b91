"""Steps, holds, and the go-to line: where a press leads beyond what the table of keys says."""

import pytest
from msgspec import structs
from tests.tui.viewing import (
    END,
    GRID,
    LAPS,
    Viewer,
    chosen,
    closed,
    focused,
    kansas,
    opened,
    playing,
    renamed,
    tiny,
    view,
)
from textual.events import Key
from textual.widgets import Input

from replay.race.destination import can_be_named
from replay.race.model import White
from replay.tui.dialogs.go_to import GoTo

CAUTION = STAGE = 1_218_000


@pytest.mark.parametrize(("key", "step"), [("right", 1), ("left", -1)])
def test_holding_an_arrow_paints_another_board_at_each_step(key: str, step: int) -> None:
    start = 100

    async def check(viewer: Viewer) -> None:
        instant = viewer.screen.recording.timeline.instant
        await viewer.seek(instant(start))
        boards = [viewer.text()]
        for press in range(1, 11):
            await viewer.press(key)
            assert viewer.time == viewer.state.time == instant(start + step * press)
            boards.append(viewer.text())
        assert len(set(boards)) == 11

    view(kansas(), check)


@pytest.mark.parametrize(("key", "lap"), [("pagedown", 110), ("shift+left", 90), ("4", 106)])
def test_long_steps_count_laps_of_a_long_race(key: str, lap: int) -> None:
    async def check(viewer: Viewer) -> None:
        instant = viewer.screen.recording.timeline.instant
        await viewer.seek(instant(100))
        await viewer.press(key)
        assert viewer.time == instant(lap)

    view(kansas(), check)


def test_between_two_laps_an_arrow_goes_to_the_nearer_instant_on_its_side() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("left")
        assert viewer.time == LAPS[3]
        await viewer.seek(LAPS[4] - 1)
        await viewer.press("right")
        assert viewer.time == LAPS[4]

    view(tiny(), check, start=LAPS[3] + 1)


@pytest.mark.parametrize(
    ("start", "key"), [(GRID, "left"), (GRID, "pageup"), (GRID, "comma"), (END, "l"), (END, ".")]
)
def test_there_is_nothing_beyond_the_ends(start: int, key: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(key)
        assert viewer.time == start

    view(tiny(), check, start=start)


WHITE, FLAG = 3_167_000, 3_470_495


def said(viewer: Viewer) -> str:
    """What is said for a moment beside the clock."""
    return viewer.screen.scene().flash


@pytest.mark.parametrize(
    ("key", "start", "comes_to", "words"),
    [
        ("c", CAUTION, WHITE, "lap 9"),
        ("a", END, END, "lap 10"),
        ("p", 3_000_000, WHITE, "lap 9"),
        ("c", WHITE, WHITE, "lap 9"),
        ("c", WHITE + 1, WHITE + 1, "lap 9"),
        ("p", FLAG, FLAG, "lap 10"),
        ("s", FLAG, FLAG, "lap 10"),
        ("right_square_bracket", END, END, "lap 10"),
        ("C", CAUTION, GRID, "grid"),
        ("A", 300_000, GRID, "grid"),
        ("S", STAGE, GRID, "grid"),
        ("P", 5, GRID, "grid"),
        ("left_square_bracket", 5, GRID, "grid"),
        ("left_square_bracket", GRID, GRID, "grid"),
    ],
)
def test_a_key_that_finds_no_mark_goes_to_the_white_flag_or_the_grid_and_says_where_that_is(
    key: str, start: int, comes_to: int, words: str
) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(key)
        assert viewer.time == viewer.state.time == comes_to
        assert said(viewer) == words

    view(tiny(), check, (200, 40), start=start)


def test_what_is_said_of_it_goes_after_a_moment() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("c")
        assert "lap 10" in viewer.text()
        await viewer.until(lambda: not said(viewer))

    view(tiny(), check, (200, 40), start=END)


def test_without_a_white_flag_the_start_of_the_last_lap_run_takes_its_place() -> None:
    events = tuple(event for event in tiny().events if not isinstance(event, White))

    async def check(viewer: Viewer) -> None:
        for key in ("c", "W"):
            await viewer.seek(2_300_000)
            await viewer.press(key)
            assert viewer.time == WHITE

    view(structs.replace(tiny(), events=events), check, (80, 24))


def test_the_end_of_the_final_stage_is_a_mark_where_the_grid_lists_it() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("s")
        assert viewer.time == FLAG
        assert said(viewer) == ""

    view(tiny(), check, (80, 24), start=STAGE)
    view(renamed(tiny(), stages=()), lambda viewer: unlisted(viewer), (80, 24), start=STAGE)


async def unlisted(viewer: Viewer) -> None:
    await viewer.press("s")
    assert (viewer.time, said(viewer)) == (WHITE, "lap 9")


def test_tenths_are_those_of_the_schedule_whatever_was_run() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("2")
        assert viewer.time == 800_000
        await viewer.press("9")
        assert viewer.time == END

    timed = renamed(tiny(), scheduled_laps=None, scheduled_time=4_000_000, stages=())
    view(timed, check, (80, 24))
    unknown = renamed(tiny(), scheduled_laps=None, stages=())

    async def refused(viewer: Viewer) -> None:
        await viewer.press("5")
        assert (viewer.time, said(viewer)) == (5, "no distance")

    view(unknown, refused, (80, 24), start=5)


def test_the_arrow_stops_at_the_chequered_flag_before_the_end_of_the_record() -> None:
    async def check(viewer: Viewer) -> None:
        for key, comes_to in (
            *(("right", FLAG), ("right", END), ("right", END)),
            *(("left", FLAG), ("left", LAPS[9]), ("pagedown", FLAG), ("end", END)),
        ):
            await viewer.press(key)
            assert viewer.time == comes_to

    view(tiny(), check, start=LAPS[9])


def test_back_from_amid_a_lap_goes_to_the_last_car_so_far() -> None:
    async def check(viewer: Viewer) -> None:
        timeline = viewer.screen.recording.timeline
        first, second = (crossing.at for crossing in timeline.crossings_of(2, END)[:2])
        await viewer.seek(second - 1)
        await viewer.press("left")
        assert viewer.time == first
        await viewer.press("left")
        assert viewer.time == LAPS[1]

    view(tiny(), check, (80, 24))


def test_a_playing_race_plays_on_from_where_a_key_takes_it() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space", "c")
        viewer.wall.go_on(10)
        assert (viewer.time, playing(viewer)) == (CAUTION + 100_000, True)

    view(tiny(), check)


def test_in_the_log_the_arrows_choose_an_entry_and_enter_goes_to_it() -> None:
    async def check(viewer: Viewer) -> None:
        log = viewer.screen.page["log"]
        await viewer.press("tab", "down", "down")
        assert (log.cursor, chosen(viewer)) == (2, "24")
        at = log.lines[2].at
        await viewer.press("enter")
        assert viewer.time == at < LAPS[3]

    view(tiny(), check, start=LAPS[3])


def test_where_one_pane_fits_tab_changes_it() -> None:
    async def check(viewer: Viewer) -> None:
        page = viewer.screen.page
        assert (page["order"].display, page["log"].region.area) == (True, 0)
        for key in ("tab", "shift+tab"):
            await viewer.press(key)
            assert focused(viewer, page["log"])
            assert page["log"].region.area > 0
            assert page["order"].region.area == 0
            await viewer.press(key)
            assert focused(viewer, page["order"])
            assert page["order"].region.area > 0

    view(tiny(), check, (70, 20), start=LAPS[3])


# -- the go-to line


PLACES = {
    "7": LAPS[7],
    "+2": LAPS[5],
    "0:01:00": 600_000,
    "stage 1": STAGE,
    "stage 2": FLAG,
    "lead 2": 915_003,
    "white": WHITE,
    "grid": GRID,
    "Finish": END,
}
"""What can be typed in the go-to line on lap 3 of the tiny race, and where it leads."""


def test_go_to_takes_words_for_a_place() -> None:
    async def check(viewer: Viewer) -> None:
        for words, time in PLACES.items():
            await viewer.seek(LAPS[3])
            await viewer.press("g")
            # Typed as fast as can be: a press each would wait for the screen to be still.
            viewer.app.screen.query_one(Input).insert_text_at_cursor(words)
            assert viewer.time == LAPS[3]
            await viewer.press("enter")
            assert closed(viewer)
            assert (viewer.time, viewer.state.time) == (time, time), words

    view(tiny(), check, (80, 24))


def test_what_can_be_named_is_what_a_race_of_the_kind_has() -> None:
    stock, (f1, indy) = (
        tiny().header,
        (renamed(tiny(), stages=(), discipline=of).header for of in ("formula 1", "indycar")),
    )
    said = [can_be_named(header).split("   ") for header in (stock, f1, indy)]
    assert said == [
        ["150", "+12", "-12", "2:31:07", "caution 3", "stage 2", "white", "finish"],
        ["30", "+5", "-5", "1:10:45", "safety car 1", "VSC 1", "finish"],
        ["150", "+12", "-12", "2:31:07", "caution 3", "white", "finish"],
    ]


@pytest.mark.parametrize("opening", ["g", "question_mark", "ctrl+p"])
def test_a_key_at_once_after_esc_is_a_command(opening: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(opening)
        for key, character in (("escape", None), ("right", None), ("4", "4")):
            viewer.app.post_message(Key(key, character))
        await viewer.pilot.pause()
        assert closed(viewer)
        assert viewer.screen.time == LAPS[4]

    view(tiny(), check, (80, 24), start=LAPS[1])


def test_what_is_typed_in_the_go_to_line_is_no_command() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("g", *"q?1fcg")
        assert opened(viewer, GoTo)
        assert viewer.app.screen.query_one(Input).value == "q?1fcg"
        assert not viewer.app._exit
        assert viewer.time == GRID

    view(tiny(), check, (80, 24))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("quick", "Try 150, +12, -12, 2:31:07, caution 3, stage 2, white or finish"),
        ("150.5", "A part of a lap is L150.9, a time has a colon: 2:30.5"),
        ("98", "lap 98 is neither past nor on the schedule"),
        ("caution 1", "caution 1 is neither past nor on the schedule"),
        ("caution 9", "caution 9 is neither past nor on the schedule"),
        ("9:59:59", "9:59:59 is neither past nor on the schedule"),
    ],
)
def test_go_to_says_what_can_be_named_and_asks_again(words: str, answer: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("g", *words, "enter")
        assert answer in viewer.text()
        assert opened(viewer, GoTo)
        await viewer.press("escape")
        assert closed(viewer)
        assert viewer.time == LAPS[3]

    view(tiny(), check, (80, 24), start=LAPS[3])


@pytest.mark.parametrize("opening", ["g", "question_mark", "ctrl+p"])
def test_ctrl_c_quits_whatever_is_open(opening: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(opening)
        assert not closed(viewer)
        await viewer.press("ctrl+c")
        assert viewer.app._exit

    view(tiny(), check, (80, 24))
