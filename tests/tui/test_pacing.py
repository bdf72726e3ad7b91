"""How the clock plays: pauses by itself, yellow laps, and a race condensed to a time."""

from fractions import Fraction

import pytest
from tests.tui.viewing import (
    END,
    GRID,
    LAPS,
    TOP,
    Viewer,
    chosen,
    closed,
    kansas,
    opened,
    playing,
    rate,
    tiny,
    view,
)

from replay import racefile
from replay.clock import RATES
from replay.race.model import SECOND
from replay.race.pacing_choices import PAUSE_KINDS, PauseKind
from replay.tui.dialogs.pause_dialog import PauseDialog
from replay.tui.pacing import Pacing

CAUTION = 1_218_000
RESTART = 2_210_000
FLAG = 3_470_495


def at(*kinds: PauseKind) -> Pacing:
    return Pacing(pause_at=frozenset(kinds))


async def play(viewer: Viewer, seconds: int) -> None:
    await viewer.press("space")
    viewer.wall.go_on(seconds)
    viewer.screen.refresh_frame()
    await viewer.quiet()


@pytest.mark.parametrize("speed", RATES)
@pytest.mark.parametrize("step", [1, -1])
def test_it_pauses_at_an_event_at_every_rate_both_ways(speed: Fraction, step: int) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(CAUTION - step * 5 * SECOND)
        viewer.screen.clock.set_rate(speed * step)
        await play(viewer, 3_600)
        assert viewer.time == CAUTION
        assert not playing(viewer)
        assert viewer.screen.paused_at == "caution 1"

    view(tiny(), check, pacing=at("caution"))


@pytest.mark.parametrize(
    ("size", "words"),
    [((80, 24), "‖ ×1 caution 1"), ((100, 30), "at caution 1"), ((200, 60), "at caution 1")],
)
def test_it_says_at_what_it_has_paused(size: tuple[int, int], words: str) -> None:
    async def check(viewer: Viewer) -> None:
        await play(viewer, 3_600)
        assert words in viewer.text()
        assert "Paused at caution 1: space plays on" in viewer.lines()[-1]
        await viewer.press("right")
        assert "caution 1: space" not in viewer.lines()[-1]
        assert "paused" in viewer.text()

    view(tiny(), check, size, pacing=at("caution"))


def test_played_on_it_goes_to_the_next_event() -> None:
    async def check(viewer: Viewer) -> None:
        seen = []
        while viewer.time < FLAG:
            await play(viewer, 3_600)
            seen.append((viewer.time, viewer.screen.paused_at))
        assert seen == [
            (CAUTION, "caution 1, stage 1"),
            (RESTART, "restart 1"),
            (3_167_000, "white flag"),
            (FLAG, "finish, stage 2"),
        ]

    view(tiny(), check, pacing=at("caution", "restart", "stage", "white", "finish"))


def test_stops_are_those_of_the_car_that_is_followed() -> None:
    async def check(viewer: Viewer) -> None:
        timeline = viewer.screen.recording.timeline
        await play(viewer, 3_600)
        assert viewer.time == END, "nobody is followed"
        await viewer.seek(GRID)
        for _ in range(5):
            if timeline.stops.get(chosen(viewer)):
                break
            await viewer.press("down")
        car = chosen(viewer)
        await viewer.press("enter")
        await play(viewer, 3_600)
        assert viewer.time == timeline.stops[car][0].since
        assert viewer.screen.paused_at == f"stop 1 of {car}"

    view(tiny(), check, pacing=at("stop"))


def test_keys_that_go_to_a_time_pass_the_events() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[2])
        await viewer.press("right", "right", "right")
        assert viewer.time == LAPS[5]

    view(tiny(), check, pacing=at(*PAUSE_KINDS))


# -- the list of kinds


def test_the_key_opens_a_list_in_which_each_kind_is_turned_on_and_off() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("H")
        assert opened(viewer, PauseDialog)
        assert "▌ [ ] lead changes" in viewer.text()
        assert "  [ ] the finish" in viewer.text()
        await viewer.press("down", "space")
        assert "▌ [x] cautions and red flags" in viewer.text()
        await viewer.press("j", "j", "k", "enter")
        assert viewer.screen.pacing == at("caution", "restart")
        await viewer.press("enter", *["down"] * 9, "space", "H")
        assert closed(viewer)
        assert viewer.screen.pacing == at("caution", "finish")
        await play(viewer, 3_600)
        assert viewer.time == CAUTION

    view(tiny(), check)


@pytest.mark.parametrize("key", ["escape", "q", "H"])
def test_the_list_closes_and_the_viewer_stays(key: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("H", key)
        assert closed(viewer)

    view(tiny(), check)


def test_a_click_turns_a_kind_on() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("H")
        await viewer.pilot.click("#pause-kinds", offset=(4, 3))
        await viewer.quiet()
        assert viewer.screen.pacing == at("stage")

    view(tiny(), check)


def test_the_list_is_whole_in_ascii_and_in_a_small_terminal() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("H", "space")
        assert "> [x] lead changes" in viewer.text()
        assert viewer.text().isascii()
        for words in PAUSE_KINDS.values():
            assert words in viewer.text()

    view(tiny(), check, (60, 16), ascii=True)


def test_the_list_says_the_same_in_every_race_at_every_time() -> None:
    """It may not tell that a race has no stages, or that no caution is to come."""

    seen: list[list[str]] = []

    async def check(viewer: Viewer) -> None:
        await viewer.press("H")
        rows = [line[40:80] for line in viewer.lines()[:-1] if "[ ]" in line]
        seen.append(rows)

    for start in (GRID, END):
        view(tiny(), check, start=start)
    view(kansas(), check)
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0]) == len(PAUSE_KINDS)


def test_of_a_race_known_by_its_finish_there_is_nothing_to_pause_at_or_to_hurry() -> None:
    alone = racefile.load(TOP / "races" / "monza-1971.json")

    async def check(viewer: Viewer) -> None:
        await viewer.press("H", "Y")
        assert closed(viewer)
        assert viewer.screen.pacing == Pacing()

    view(alone, check, pacing=Pacing(frozenset({"finish"}), "fast", 600 * SECOND))


# -- yellow laps


def test_one_key_turns_through_what_is_done_with_yellow_laps() -> None:
    async def check(viewer: Viewer) -> None:
        for yellow in ("fast", "skip", "play"):
            await viewer.press("Y")
            assert viewer.screen.pacing.yellow == yellow
            assert "yellow" in viewer.text()

    view(tiny(), check, (80, 24))


def test_fast_yellow_laps_say_how_fast_they_go() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(CAUTION + 5 * SECOND)
        await play(viewer, 2)
        assert viewer.time == CAUTION + 5 * SECOND + 2 * 8 * SECOND
        assert "▶ ×8  fast" in viewer.text()
        assert rate(viewer) == 1

    view(tiny(), check, pacing=Pacing(yellow="fast"))


def test_skipped_yellow_laps_are_over_in_a_blink() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(CAUTION + 5 * SECOND - 1)
        await play(viewer, 1)
        assert RESTART - 5 * SECOND < viewer.time < RESTART
        await viewer.seek(CAUTION + 10 * SECOND)
        assert viewer.time == CAUTION + 10 * SECOND, "a key still goes there"

    view(tiny(), check, pacing=Pacing(yellow="skip"))


# -- condensed


def test_a_condensed_race_is_over_in_just_its_time() -> None:
    async def check(viewer: Viewer) -> None:
        await play(viewer, 599)
        assert "in 10m" in viewer.text()
        assert "▶ ×1" in viewer.text()
        assert playing(viewer)
        viewer.wall.go_on(1)
        assert viewer.time == viewer.screen.clock.end
        assert not playing(viewer)

    view(kansas(), check, pacing=Pacing(length=600 * SECOND))


def test_rates_multiply_and_seeks_hold_while_it_is_condensed() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("equals_sign")
        await play(viewer, 299)
        assert playing(viewer)
        viewer.wall.go_on(1)
        assert viewer.time == viewer.screen.clock.end
        instant = viewer.screen.recording.timeline.instant
        await viewer.seek(instant(100))
        await viewer.press("right", "right")
        assert viewer.time == instant(102)
        await viewer.press("r", "space")
        viewer.wall.go_on(300)
        assert viewer.time == 0

    view(kansas(), check, pacing=Pacing(length=600 * SECOND))


def test_it_slows_down_for_the_photo_finish_unless_that_is_skipped() -> None:
    nose = 114_424_210

    async def check(viewer: Viewer) -> None:
        await viewer.seek(nose - 1_000)
        await play(viewer, 1)
        assert viewer.time == pytest.approx(nose - 500, abs=2)
        assert "×1/20" in viewer.text()
        assert "slow" in viewer.text()
        await viewer.press("m")
        viewer.wall.go_on(1)
        assert viewer.time > nose + SECOND

    view(kansas(), check, pacing=Pacing(length=600 * SECOND))


@pytest.mark.parametrize(
    ("seconds", "words"), [(600, "in 10m"), (90, "in 1m30s"), (5_400, "in 1h30m"), (3_600, "in 1h")]
)
def test_the_time_is_told_as_it_is_written(seconds: int, words: str) -> None:
    assert Pacing(length=seconds * SECOND).words == words


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
def test_the_transport_says_that_it_is_condensed_paused_too(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        assert "in 10m" in viewer.text()
        assert not viewer.odd_lines()

    view(tiny(), check, size, pacing=Pacing(length=600 * SECOND))
