"""Jumps undone, bookmarks, a loop, and a race taken up where it was left."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from tests.tui.viewing import GRID, LAPS, TINY, Viewer, closed, kansas, opened, playing, tiny, view
from textual.widgets import Input

from replay.state.kept_race import KeptRace
from replay.state.kept_races import KeptRaces
from replay.state.race_keeps import MOST_BOOKMARKS, Bookmark, RaceKeeps, bookmarked
from replay.tui import keep_screen
from replay.tui.dialogs.bookmark_list import NO_BOOKMARKS, BookmarkList, BookmarkRows
from replay.tui.dialogs.note_line import NoteLine
from replay.tui.panes.title_bar import AHEAD_SHOWN
from replay.tui.panes.transport import Transport

NAME = "tiny"


def kept_in(folder: Path) -> KeptRaces:
    return KeptRaces(folder / "states", lambda name: TINY)


def stored(folder: Path) -> RaceKeeps:
    """What the next start would find."""
    race = kept_in(folder).race(NAME)
    race.load()
    return race.keeps


def keep(folder: Path, *bookmarks: Bookmark, left: int = 0) -> None:
    """Have something on the disk before a start."""
    race = kept_in(folder).race(NAME)
    for one in bookmarks:
        race.change(bookmarked(one))
    race.leave(left, f"lap {LAPS.index(left) if left in LAPS else 1}")
    race.save()


def watch_tiny(check: Callable[[Viewer], Any], folder: Path, **options: Any) -> KeptRaces:
    """Run `check` on the small race with its keeps in a folder, and save as the program does."""
    kept = kept_in(folder)
    view(tiny(), check, kept=kept, name=NAME, **options)
    list(kept.unsaved())
    return kept


def times(viewer: Viewer) -> list[int]:
    return [one.at for one in viewer.screen.view.bookmarks]


# -- jumps


def test_u_walks_back_jump_by_jump_and_says_where_it_went() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("right", "4", "right", "8", "home")
        for at, words in ((LAPS[8], "lap 8"), (LAPS[5], "lap 5"), (LAPS[1], "lap 1")):
            await viewer.press("u")
            assert viewer.time == at
            assert f"back: {words}" in viewer.text()
        await viewer.press("u")
        assert viewer.time == LAPS[1]
        assert "no jump to undo" in viewer.text()

    view(tiny(), check)


def test_what_was_undone_is_done_again_until_another_jump_is_made() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("4", "8", "u", "u")
        assert viewer.time == GRID
        await viewer.press("U")
        assert viewer.time == LAPS[4]
        assert "on: lap 4" in viewer.text()
        await viewer.press("2", "U")
        assert viewer.time == LAPS[2]
        assert "no jump undone" in viewer.text()
        await viewer.press("u", "u")
        assert viewer.time == GRID

    view(tiny(), check)


def test_steps_are_no_jumps_and_what_was_played_is_gone_over_as_one() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("4", "right", "left", "full_stop", "comma", "pageup", "space")
        viewer.wall.go_on(3)
        await viewer.press("space")
        stood = viewer.time
        await viewer.press("9", "u")
        assert viewer.time == stood
        await viewer.press("u")
        assert viewer.time == GRID

    view(tiny(), check)


def test_one_drag_along_the_ribbon_is_one_jump() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("right")
        for done in (3, 4, 5):
            viewer.screen.post_message(Transport.Seek(done, drag=1))
            await viewer.quiet()
        viewer.screen.post_message(Transport.Seek(8, drag=2))
        await viewer.quiet()
        assert viewer.time == LAPS[8]
        await viewer.press("u")
        assert viewer.time == LAPS[5]
        await viewer.press("u")
        assert viewer.time == LAPS[1]

    view(tiny(), check)


# -- where it was left


def test_a_start_stands_on_the_grid_and_offers_where_the_race_was_left(tmp_path: Path) -> None:
    keep(tmp_path, left=LAPS[6])

    async def check(viewer: Viewer) -> None:
        await viewer.until(lambda: "lap 6: press u" in viewer.lines()[-1])
        assert viewer.time == GRID
        assert "Press space for the green flag" in viewer.lines()[-1]
        await viewer.press("u")
        assert viewer.time == LAPS[6]
        assert "on: lap 6" in viewer.text()
        assert "press u" not in viewer.text()
        await viewer.press("u")
        assert viewer.time == GRID
        assert "press u" not in viewer.text()

    watch_tiny(check, tmp_path)
    # It stood on the grid again as it was left, where nothing was to be noted.
    left = stored(tmp_path).left
    assert left is not None
    assert left.at == LAPS[6]


def test_in_a_small_terminal_the_offer_stands_alone_and_it_goes_with_the_first_jump(
    tmp_path: Path,
) -> None:
    keep(tmp_path, left=LAPS[6])

    async def check(viewer: Viewer) -> None:
        await viewer.until(lambda: "lap 6: press u" in viewer.lines()[-1])
        assert "Press space" not in viewer.lines()[-1]
        await viewer.press("2", "home")
        assert "press u" not in viewer.text()
        await viewer.press("u", "u", "u")
        assert viewer.time == GRID

    watch_tiny(check, tmp_path, size=(60, 16))


def test_the_place_is_noted_at_the_end_and_the_bookmarks_are_there_again(tmp_path: Path) -> None:
    async def first(viewer: Viewer) -> None:
        await viewer.press("4", "M", *"big one", "enter", "right")

    watch_tiny(first, tmp_path)
    kept = stored(tmp_path)
    assert kept.bookmarks == (Bookmark(LAPS[4], "lap 4", "big one"),)
    assert kept.left is not None
    assert (kept.left.at, kept.left.moment) == (LAPS[5], "lap 5")

    async def second(viewer: Viewer) -> None:
        await viewer.until(lambda: bool(times(viewer)))
        assert times(viewer) == [LAPS[4]]
        await viewer.press("u", "home")

    watch_tiny(second, tmp_path, start=LAPS[1])
    assert stored(tmp_path).left is None


def test_where_nothing_was_moved_nothing_is_written(tmp_path: Path) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("i", "down", "apostrophe", "escape", "M", "escape", "exclamation_mark")
        viewer.screen.keep_place()
        await viewer.quiet()

    watch_tiny(check, tmp_path)
    assert not (tmp_path / "states").exists()


def test_now_and_then_the_place_is_written_while_the_clock_moves(tmp_path: Path) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("7")
        viewer.screen.keep_place()
        await viewer.until(lambda: not viewer.screen.kept.unsaved)
        left = stored(tmp_path).left
        assert left is not None
        assert left.at == LAPS[7]
        file = next((tmp_path / "states").glob("*.json"))
        before = os.stat(file).st_ino
        viewer.screen.keep_place()
        await viewer.quiet()
        assert os.stat(file).st_ino == before

    with patch.object(keep_screen, "KEEP_SECONDS", 3600):
        watch_tiny(check, tmp_path)


def test_the_first_screen_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    keep(tmp_path, Bookmark(LAPS[1], "lap 1"), left=LAPS[6])
    go_on = Event()
    load = KeptRace.load

    def late(race: KeptRace) -> None:
        go_on.wait(10)
        load(race)

    async def check(viewer: Viewer) -> None:
        assert "Press space for the green flag" in viewer.text()
        await viewer.press("right", "right", "M", *"mine", "enter")
        shown = times(viewer)
        go_on.set()
        assert LAPS[2] in shown
        await viewer.until(lambda: len(times(viewer)) == 2)
        assert times(viewer) == [LAPS[1], LAPS[2]]

    with patch.object(KeptRace, "load", late):
        watch_tiny(check, tmp_path)
    assert [one.note for one in stored(tmp_path).bookmarks] == ["", "mine"]


def test_what_the_disk_refuses_is_told_and_the_viewer_goes_on(tmp_path: Path) -> None:
    (tmp_path / "states").write_text("a file where the folder should be")

    async def check(viewer: Viewer) -> None:
        await viewer.press("3", "M", "enter")
        await viewer.until(lambda: "Not kept yet: " in viewer.lines()[-1])
        assert viewer.lines()[-1].rstrip().endswith("? help")
        assert times(viewer) == [LAPS[3]]
        await viewer.press("right", "apostrophe", "enter")
        assert viewer.time == LAPS[3]

    kept = watch_tiny(check, tmp_path)
    assert [race.keeps.bookmarks for race in kept.unsaved()] == [(Bookmark(LAPS[3], "lap 3"),)]


def test_a_damaged_file_is_told_and_set_aside(tmp_path: Path) -> None:
    keep(tmp_path, Bookmark(LAPS[1], "lap 1"))
    file = next((tmp_path / "states").glob("*.json"))
    file.write_bytes(b"{")

    async def check(viewer: Viewer) -> None:
        await viewer.until(lambda: "What was kept is damaged and set aside" in viewer.lines()[-1])
        await viewer.press("right")

    with patch.object(keep_screen, "NOTICE_SECONDS", 3600):
        watch_tiny(check, tmp_path, size=(60, 16))
    assert next((tmp_path / "states").glob("*.damaged-*")).read_bytes() == b"{"


def test_without_a_folder_bookmarks_last_as_long_as_the_program() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("3", "M", *"here", "enter")
        assert times(viewer) == [LAPS[3]]
        assert viewer.screen.kept.in_memory

    view(tiny(), check)


# -- bookmarks


def test_a_note_is_typed_in_a_line_and_escape_sets_nothing() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("4", "M")
        assert opened(viewer, NoteLine)
        assert "Bookmark  lap 4" in viewer.text()
        await viewer.press(*"no", "escape")
        assert closed(viewer)
        assert times(viewer) == []
        await viewer.press("M", *"the pass", "enter")
        assert closed(viewer)
        assert viewer.time == LAPS[4]
        assert "bookmark set" in viewer.text()
        await viewer.press("M")
        assert viewer.app.screen.query_one(Input).value == "the pass"
        await viewer.press(*" of 5", "enter")
        assert [one.note for one in viewer.screen.view.bookmarks] == ["the pass of 5"]

    view(tiny(), check)


def test_keys_that_come_with_that_of_the_note_are_its_text() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.pilot.press("M", "q", "u", "enter")
        await viewer.quiet()
        assert [one.note for one in viewer.screen.view.bookmarks] == ["qu"]

    view(tiny(), check)


def test_the_list_goes_to_a_bookmark_deletes_it_takes_that_back_and_edits_the_note() -> None:
    async def check(viewer: Viewer) -> None:
        for lap in (2, 5, 8):
            viewer.screen.change_keeps(bookmarked(Bookmark(LAPS[lap], f"lap {lap}", f"note {lap}")))
        await viewer.press("6", "apostrophe")
        assert opened(viewer, BookmarkList)
        await viewer.settle()
        assert viewer.app.screen.query_one(BookmarkRows).cursor == 1
        await viewer.press("d")
        assert times(viewer) == [LAPS[2], LAPS[8]]
        await viewer.press("u")
        assert times(viewer) == [LAPS[2], LAPS[5], LAPS[8]]
        await viewer.press("up", "e", *"!", "enter")
        assert opened(viewer, BookmarkList)
        assert viewer.screen.view.bookmarks[0].note == "note 2!"
        await viewer.press("down", "down", "down", "enter")
        assert closed(viewer)
        assert viewer.time == LAPS[8]
        await viewer.press("u")
        assert viewer.time == LAPS[6]

    view(tiny(), check)


def test_a_click_in_the_list_goes_there() -> None:
    async def check(viewer: Viewer) -> None:
        for lap in (2, 5):
            viewer.screen.change_keeps(bookmarked(Bookmark(LAPS[lap], f"lap {lap}", f"note {lap}")))
        await viewer.press("apostrophe")
        await viewer.settle()
        rows = viewer.app.screen.query_one(BookmarkRows)
        await viewer.pilot.click(rows, offset=(5, 0))
        await viewer.until(lambda: closed(viewer))
        assert viewer.time == LAPS[2]

    view(tiny(), check)


def test_the_list_says_what_sets_a_bookmark_where_there_is_none() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("apostrophe", "d", "e", "u", "enter")
        assert NO_BOOKMARKS in viewer.text()
        await viewer.press("apostrophe")
        assert closed(viewer)

    view(tiny(), check)


def test_where_the_race_was_left_stays_in_the_list_once_the_offer_has_gone(tmp_path: Path) -> None:
    keep(tmp_path, left=LAPS[6])

    async def check(viewer: Viewer) -> None:
        await viewer.until(lambda: "press u" in viewer.lines()[-1])
        await viewer.press("2", "apostrophe")
        await viewer.settle()
        assert "where you left it" in viewer.text()
        await viewer.press("d", "enter")
        assert viewer.time == LAPS[6]

    watch_tiny(check, tmp_path)


def test_a_long_note_is_whole_and_what_lies_ahead_of_the_clock_steps_back() -> None:
    async def check(viewer: Viewer) -> None:
        note = " ".join(f"word{n}" for n in range(25))
        viewer.screen.change_keeps(bookmarked(Bookmark(LAPS[2], "lap 2", note)))
        viewer.screen.change_keeps(bookmarked(Bookmark(LAPS[8], "lap 8", "later")))
        await viewer.press("4", "apostrophe")
        await viewer.settle()
        assert all(word in viewer.text() for word in note.split())
        assert "▾ lap 2 " in viewer.text()
        assert "· lap 8 " in viewer.text()
        assert not viewer.odd_lines()

    view(tiny(), check, (60, 16))


def test_a_race_has_a_bounded_number_of_bookmarks() -> None:
    async def check(viewer: Viewer) -> None:
        for number in range(MOST_BOOKMARKS):
            viewer.screen.kept.change(bookmarked(Bookmark(number, "lap 0")))
        await viewer.press("8", "M")
        assert closed(viewer)
        assert f"a race has {MOST_BOOKMARKS} at most" in viewer.lines()[-1]

    view(tiny(), check)


@pytest.mark.parametrize(("size", "ascii"), [((60, 16), True), ((80, 24), False)])
def test_no_size_breaks_a_line_of_the_list(size: tuple[int, int], ascii: bool) -> None:
    async def check(viewer: Viewer) -> None:
        for lap in range(9):
            note = "鈴鹿 très long " * lap
            viewer.screen.change_keeps(bookmarked(Bookmark(LAPS[lap], f"lap {lap}", note.strip())))
        await viewer.press("5", "apostrophe")
        await viewer.settle()
        assert not viewer.odd_lines()
        assert "Bookmarks" in viewer.text()
        await viewer.press("M")
        await viewer.settle()
        assert not viewer.odd_lines()

    view(tiny(), check, size, ascii=ascii)


# -- a loop


def test_a_loop_plays_from_its_start_to_its_end_over_and_over() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("4", "B")
        assert "loop from here" in viewer.text()
        await viewer.press("right", "B")
        assert "loop set" in viewer.text()
        assert viewer.time == LAPS[5]
        await viewer.press("space")
        assert viewer.time == LAPS[4]
        viewer.wall.go_on((LAPS[5] - LAPS[4]) // 10_000 * 3 + 2)
        viewer.screen.refresh_frame()
        assert LAPS[4] < viewer.time < LAPS[5]
        assert playing(viewer)
        await viewer.press("B")
        assert "loop off" in viewer.text()
        assert viewer.screen.clock.loop is None

    view(tiny(), check)


def test_a_loop_may_be_set_from_its_end_and_one_without_length_is_none() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("6", "B", "3", "B")
        loop = viewer.screen.clock.loop
        assert loop is not None
        assert (loop.start, loop.end) == (LAPS[3], LAPS[6])
        await viewer.press("B", "B", "B")
        assert viewer.screen.clock.loop is None
        assert viewer.screen.view.loop is None

    view(tiny(), check)


# -- what lies ahead


@pytest.mark.parametrize("size", [(60, 16), (120, 40)])
def test_what_lies_ahead_is_revealed_by_hand_and_the_title_says_so(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(viewer.screen.recording.timeline.instant(137))
        before = viewer.lines()
        assert AHEAD_SHOWN not in viewer.text()
        await viewer.press("exclamation_mark")
        assert AHEAD_SHOWN in viewer.lines()[0]
        row = next(line for line in viewer.lines() if "▂▂" in line)
        assert "7" in row.partition("┃")[2]
        assert viewer.lines()[-2].rstrip().endswith("268")
        await viewer.press("right", "left", "exclamation_mark")
        await viewer.until(lambda: "hidden" not in viewer.text())
        assert viewer.lines() == before

    view(kansas(), check, size)
