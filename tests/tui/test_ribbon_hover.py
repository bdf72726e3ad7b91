"""What the key bar says of the mark of the ribbon under the mouse."""

import pytest
from msgspec import structs
from tests.tui.scenes import scene_of
from tests.tui.viewing import Viewer, kansas, view

from replay import racefile
from replay.state.race_keeps import Bookmark
from replay.tui.drawing.glyphs import ASCII
from replay.tui.frame import Recording
from replay.tui.panes.key_bar import explaining_row
from replay.tui.panes.ribbon_hover import TO_COME, ribbon_line
from replay.tui.view import View

SIZE = (200, 60)


@pytest.fixture(scope="module")
def recording() -> Recording:
    return Recording(kansas())


def line(
    recording: Recording, lap: int, mark: int, *, ahead: bool = False, **chosen: object
) -> str:
    of = scene_of(
        recording,
        recording.timeline.instant(lap),
        view=structs.replace(View(), hovered=mark, **chosen),
        size=SIZE,
    )
    return ribbon_line(structs.replace(of, ahead=recording.ahead) if ahead else of)


def test_it_names_the_lap_the_leader_and_what_happened(recording: Recording) -> None:
    assert line(recording, 137, 40) == "lap 40  16 Kraus leads"
    assert line(recording, 137, 81) == "lap 81  11 Hamlin leads; Caution 1"
    assert line(recording, 137, 0) == "the grid  20 Bell leads"
    assert line(recording, 200, 165).startswith("lap 165  17 Buescher leads; lap 166 Caution 2;")
    told = line(recording, 200, 168)
    assert told == "lap 168  17 Buescher leads; lap 169 5 Larson leads"


def test_it_names_stops_of_the_followed_car_and_bookmarks_with_their_notes(
    recording: Recording,
) -> None:
    at = recording.timeline.instant(33)
    told = line(recording, 137, 33, followed="17", bookmarks=(Bookmark(at, "lap 33", "he pits"),))
    assert told.endswith("; 17 pits; ▾ he pits")
    told = line(recording, 137, 33, bookmarks=(Bookmark(at),))
    assert told.endswith("; ▾ bookmark")


def test_ahead_of_the_clock_it_tells_the_schedule_alone(recording: Recording) -> None:
    assert line(recording, 137, 200) == f"lap 200  {TO_COME}"
    assert line(recording, 137, 165) == "lap 165  stage 2 ends"
    noted = Bookmark(recording.timeline.instant(200), "lap 200", "the big one")
    assert line(recording, 137, 200, bookmarks=(noted,)) == f"lap 200  {TO_COME}"


def test_what_is_revealed_is_told_as_well(recording: Recording) -> None:
    told = line(recording, 137, 166, ahead=True)
    assert told == "lap 166  17 Buescher leads; caution 2; stage 2 ends"
    assert line(recording, 137, 165, ahead=True).endswith("stage 2 ends")
    assert line(recording, 137, 268, ahead=True).startswith("lap 267")


def test_over_a_time_it_names_hours_minutes_and_seconds() -> None:
    le_mans = Recording(racefile.load(racefile.find("le-mans-2024")))
    of = scene_of(le_mans, 200_000_000, view=View(hovered=9_000), size=SIZE)
    assert ribbon_line(of).startswith("2:30:00  ")
    assert "leads" in ribbon_line(of)


def test_in_a_narrow_key_bar_the_last_things_are_left_out_whole() -> None:
    told = "lap 81  11 Hamlin leads; Caution 1; ▾ a note"
    row = explaining_row(told, ("?", "help"), 50)
    assert "".join(text for text, _ in row).split("   ")[0] == " lap 81  11 Hamlin leads; Caution 1"


def test_the_mouse_over_the_ribbon_is_told_in_the_key_bar_and_nothing_once_it_leaves() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(viewer.screen.recording.timeline.instant(137))
        keys = viewer.lines()[-1]
        for y in (-2, -3, -4):
            await viewer.pilot.hover(offset=(48, 24 + y))
            await viewer.quiet()
            assert viewer.lines()[-1].startswith(" lap 134  17 Buescher leads")
        await viewer.pilot.hover(offset=(3, 22))
        await viewer.quiet()
        assert viewer.lines()[-1] == keys
        await viewer.pilot.hover(offset=(60, 22))
        await viewer.quiet()
        assert TO_COME in viewer.lines()[-1]
        await viewer.pilot.hover(offset=(60, 10))
        await viewer.quiet()
        assert viewer.lines()[-1] == keys

    view(kansas(), check, (80, 24))


def test_in_ascii_it_has_no_other_sign(recording: Recording) -> None:
    of = scene_of(
        recording,
        recording.timeline.instant(137),
        view=View(hovered=33, bookmarks=(Bookmark(recording.timeline.instant(33), "", "très"),)),
        size=SIZE,
        glyphs=ASCII,
    )
    assert ribbon_line(of).isascii()
