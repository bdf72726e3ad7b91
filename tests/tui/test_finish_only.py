"""A race known by its finish alone: no order, no ribbon, and nothing told early."""

import re
from functools import cache
from pathlib import Path

import pytest
from msgspec import structs

from replay import racefile
from replay.race.model import FinishTime, Race
from replay.tui.key_table import key_bar_cells
from replay.tui.keys import STRIP_KEYS

from .viewing import Viewer, focused, view

RACES = Path(__file__).parents[2] / "races"
NAMES = ("freedom-100-2013", "chicagoland-2003", "portland-1997", "monza-1971",
         "monza-1969")  # fmt: skip
FLAG = 2_000
SIZES = [(60, 16), (80, 24), (120, 40), (200, 60)]


@cache
def race(name: str) -> Race:
    return racefile.load(RACES / f"{name}.json")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_it_fits_every_size_before_and_after_the_line(name: str, size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        for time in (0, FLAG, FLAG + 300, viewer.screen.recording.timeline.end):
            await viewer.seek(time)
            assert viewer.odd_lines() == []

    view(race(name), check, size)


@pytest.mark.parametrize("start", [0, FLAG, FLAG + 1, FLAG + 300, 1 << 40])
def test_it_opens_at_any_time(start: int) -> None:
    async def check(viewer: Viewer) -> None:
        assert viewer.odd_lines() == []
        assert ("Before the line" in viewer.text()) == (start < FLAG)
        assert ("result" in viewer.text()) == (start >= FLAG)

    view(race("freedom-100-2013"), check, start=start)


@pytest.mark.parametrize("name", NAMES)
def test_the_strip_has_the_whole_screen_and_the_keys(name: str) -> None:
    async def check(viewer: Viewer) -> None:
        page = viewer.screen.page
        assert focused(viewer, page["strip"])
        assert not page["order"].region
        assert page["transport"].region.height == 1
        await viewer.press("f", "escape", "v", "g", "right", "pageup", "c")
        assert viewer.time == 0
        assert viewer.app.screen is viewer.screen
        assert focused(viewer, page["strip"])
        assert not page["order"].region

    view(race(name), check)


@pytest.mark.parametrize("size", SIZES[1:])
def test_before_the_first_nose_nothing_of_the_result_is_told(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        text = viewer.text()
        assert "LAST LAP" in text
        assert "55 laps" not in viewer.lines()[0]
        assert "55 laps" in text
        assert "Press space for the finish" in text
        assert not re.search("Gethin|Peterson|first by|wins|0\\.01", text)
        assert not any(line.startswith((" at the line", " the grid")) for line in viewer.lines())

    view(race("monza-1971"), check, size)


@pytest.mark.parametrize("name", NAMES)
def test_before_the_first_nose_it_is_the_same_whoever_will_come(name: str) -> None:
    ours = race(name)
    first = ours.entries[0].car
    finish = ours.finish
    assert finish is not None
    other = structs.replace(
        ours,
        header=structs.replace(ours.header, cars=1, sources=()),
        entries=ours.entries[:1],
        events=tuple(structs.replace(event, lap=9) for event in ours.events),
        finish=structs.replace(
            finish, times=(FinishTime(car=first, gap=0),), lanes=(), lanes_known=()
        ),
        official=None,
    )
    seen = []

    async def check(viewer: Viewer) -> None:
        seen.append(viewer.text())
        await viewer.press("space")
        viewer.wall.go_on(2)
        viewer.screen.refresh_frame()
        await viewer.pilot.pause()
        seen.append(viewer.text())

    for each in (ours, other):
        view(each, check)
    assert seen[:2] == seen[2:]


def test_no_car_has_a_card_before_it_has_come() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("i")
        assert "Dempsey" not in viewer.text()
        await viewer.seek(100_000_000)
        await viewer.press("i")
        assert "Dempsey" in viewer.text()

    view(race("freedom-100-2013"), check)


def test_before_the_first_nose_a_whole_grid_is_told_in_its_order() -> None:
    listed = race("freedom-100-2013")
    entries = tuple(
        structs.replace(entry, grid=place) for place, entry in enumerate(listed.entries[::-1], 1)
    )

    async def check(viewer: Viewer) -> None:
        plates = next(line for line in viewer.lines() if line.startswith(" the grid"))
        assert plates.split()[2:6] == ["26", "8", "7", "5"]

    view(structs.replace(listed, entries=entries), check)

    async def part(viewer: Viewer) -> None:
        assert not any(line.startswith(" the grid") for line in viewer.lines())

    view(structs.replace(listed, entries=entries[1:]), part)


def test_at_the_end_the_result_stands_as_finely_as_it_was_published() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        text = viewer.text()
        assert "Gethin wins by 0.01 s" in viewer.lines()[0]
        assert "result        18  Gethin first by 0.01 s  (official)" in text
        assert "0.01 s, each nose good to ±0.005 s" in text
        assert "transponder" not in text
        assert "+0.61" in text
        assert "+0.610" not in text

    view(race("monza-1971"), check)


def test_half_a_step_of_a_ten_thousandth_is_said_in_full() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", *"zzzz")
        await viewer.pilot.pause()
        assert "official to 0.0001 s: each nose is good to ±0.05 ms" in viewer.lines()[1]
        assert "0.0099 s, each nose good to ±0.00005 s" in viewer.text()

    view(race("chicagoland-2003"), check)


def test_a_fourth_decimal_stands_where_all_were_published_so() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        labels = viewer.lines()[2].split()
        assert labels == ["5", "7", "+0.0026", "8", "+0.0280", "26", "+0.0443"]

    view(race("freedom-100-2013"), check)


def test_the_file_says_where_it_is_from_and_what_to_think_of_it_when_all_is_known() -> None:
    async def check(viewer: Viewer) -> None:
        for words in ("Where it is from", "indycar.com, 24 May 2013", "outside wall"):
            assert words not in viewer.text()
        await viewer.press("end")
        for words in ("Where it is from", "indycar.com, 24 May 2013", "outside wall"):
            assert words in viewer.text()

    view(race("freedom-100-2013"), check, (200, 60))


def test_the_edge_tells_the_time_since_the_first_nose() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(FLAG + 1_000)
        await viewer.pilot.pause()
        assert "+0.100 s" in viewer.lines()[2]

    view(race("freedom-100-2013"), check)


def test_played_it_goes_slowly_and_is_over_in_less_than_a_minute() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        viewer.wall.go_on(2)
        assert viewer.time < FLAG
        viewer.wall.go_on(5)
        assert viewer.screen.clock.sample().slow
        viewer.wall.go_on(53)
        assert viewer.screen.clock.sample().ended

    view(race("freedom-100-2013"), check)


def test_the_key_bar_names_no_laps() -> None:
    cells = key_bar_cells(strip=True, full=True, panel=STRIP_KEYS, laps=False)
    assert [word for _, word in cells] == [
        "zoom", "nose", "pan", "0.001 s", "play", "card", "events", "speed", "finish", "quit",
        "help",
    ]  # fmt: skip


def test_the_flag_says_how_far_a_race_cut_short_went_and_nothing_before_it_does() -> None:
    async def check(viewer: Viewer) -> None:
        assert "78" not in viewer.text()
        await viewer.press("end")
        assert "78 laps" in viewer.lines()[0]
        assert "98" not in viewer.text()

    view(race("portland-1997"), check)


def test_a_finish_without_times_says_so() -> None:
    known = race("monza-1971")
    assert known.finish is not None
    bare = structs.replace(known, finish=structs.replace(known.finish, times=()))

    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        assert "No line times in this file: margins only." in viewer.text()

    view(bare, check)


@pytest.mark.parametrize("resolution", [1, 9, 10, 99, 100, 1_000, 9_999, 10_000])
def test_any_step_of_the_published_times_is_shown(resolution: int) -> None:
    known = race("monza-1971")
    assert known.finish is not None
    finish = structs.replace(known.finish, resolution=resolution)

    async def check(viewer: Viewer) -> None:
        await viewer.press("end", *"zzzz")
        assert viewer.odd_lines() == []

    view(structs.replace(known, finish=finish), check)


def test_a_result_that_was_not_published_is_not_called_official() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        assert "official" not in viewer.text()

    view(structs.replace(race("monza-1971"), official=None), check)


def test_of_two_on_the_line_at_once_neither_is_first() -> None:
    known = race("freedom-100-2013")
    assert known.finish is not None
    times = tuple(
        structs.replace(time, gap=0) if time.car == "7" else time for time in known.finish.times
    )
    level = structs.replace(known, finish=structs.replace(known.finish, times=times))

    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        assert "Dempsey level with 7" in viewer.text()
        assert "first by" not in viewer.text()
        assert "computed" not in viewer.text()

    view(level, check)


def test_help_and_palette_leave_out_what_goes_through_laps() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("question_mark")
        await viewer.pilot.pause()
        assert "Play or pause" in viewer.text()
        assert "one lap" not in viewer.text()
        assert "Race log" not in viewer.text()
        await viewer.press("escape", "ctrl+p", *"next")
        await viewer.until(lambda: "the next nose" in viewer.text())
        assert "lead" not in viewer.text()

    view(race("freedom-100-2013"), check)
