"""The log under a pilot: kinds, one car, search, opened lines, and what closes them in turn."""

import pytest
from msgspec import structs
from tests.tui.viewing import LAPS, Viewer, chosen, focused, kansas, tiny, view
from textual.events import Paste

from replay.race.model import Caution
from replay.race.timeline import Timeline
from replay.tui.log_filter import LogFilter
from replay.tui.panes.log_found import current_match, log_now, matches


def instant(lap: int) -> int:
    return Timeline(kansas()).instant(lap)


def side(viewer: Viewer, rows: int = 60) -> list[str]:
    """What stands in the log, row by row."""
    region = viewer.screen.page.plan.region("log")
    assert region is not None
    lines = viewer.lines()[region.y : region.bottom]
    return [line[region.x : region.right].rstrip() for line in lines][:rows]


def keys(words: str) -> list[str]:
    names = {"|": "vertical_line", " ": "space", "(": "left_parenthesis", ".": "full_stop"}
    return [names.get(sign, sign) for sign in words]


# -- as designed


def test_at_120_columns_a_search_keeps_its_lines_in_full_ink_and_the_log_has_the_side() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(205))
        await viewer.press("slash", *keys("buescher|17"), "enter")
        assert "Race log  the rest is dimmed" in viewer.lines()[1]
        assert side(viewer, 2) == [
            "[all 270]  story 37  » 19  ▲ 17  ○ 226  ! 3",
            "/buescher|17                      1 of 9 so far",
        ]
        assert "195▌○ 10 cars pit  17 21 11 51 34 41 7 16 15 31" in side(viewer)
        while "28 cars pit" not in next(line for line in side(viewer) if "▌" in line):
            await viewer.press("down")
        assert side(viewer)[1] == "/buescher|17                      3 of 9 so far"
        assert "   ▌○ 28 cars pit  17 5 11 8 19 54 48 45 1 +19" in side(viewer)
        assert viewer.lines()[-1].startswith(
            " enter go there   i open   n N match   d D filter   esc end search   ↑ ↓ line"
        )

    view(kansas(), check)


def test_at_80_columns_the_searched_log_has_the_whole_screen() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(205))
        await viewer.press("slash", *keys("penalty|free pass"), "enter")
        assert not viewer.screen.page.shows("order")
        assert side(viewer, 3) == [
            "[all 270]  story 37  leads 19  cautions 17  stops 226  trouble 3",
            "/penalty|free pass                                                1 of 6 so far",
            "201 ○  22  Logano pits  64.5 s, after the spin",
        ]
        assert side(viewer)[4] == "   ▌+  43  Heim free pass"
        await viewer.press("escape")
        assert viewer.screen.page.shows("order")
        assert viewer.screen.view.filter == LogFilter()

    view(kansas(), check, (80, 24))


def test_a_line_of_stops_opens_with_seconds_and_places_in_and_out() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(137))
        await viewer.press("tab", *["down"] * 7, "i")
        assert side(viewer)[7:18] == [
            "119 »  45  Reddick leads  Larson pits",
            "   ▌○ 13 cars pit  seconds, places in and out",
            "    │  17  37.3  2 → 10     54  37.9  3 → 11",
            "    │  11  38.1  6 → 13     48  37.5  9 → 15",
            "    │   1  38.0 11 → 16     77  37.7 14 → 25",
            "    │  51  40.9 17 → 33     99  37.0 19 → 34",
            "    │   5  43.1  1 → 7       8  38.3  2 → 6",
            "    │  19  38.8  3 → 8      20  38.1  4 → 11",
            "    │  10  38.2  5 → 12",
            "    │   5  about 6 s slow",
            "118 ○ 10 cars pit  6 34 24 2 47 22 3 42 4 7",
        ]
        await viewer.press("down")
        assert side(viewer)[17].startswith("118▌")
        await viewer.press("up", "i")
        assert side(viewer)[9].startswith("118 ")

    view(kansas(), check)


def test_what_opens_below_the_last_line_that_is_seen_is_scrolled_to() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("tab", *["down"] * 10, "i")
        opened = next(y for y, row in enumerate(viewer.lines()) if "Preece pits" in row)
        assert "│" in viewer.lines()[opened + 1][48:]

    view(kansas(), check, (80, 24), start=instant(137))


def test_a_lead_opens_with_how_from_whom_from_where_and_for_how_long() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(90))
        await viewer.press("tab", *["down"] * 4, "i")
        assert side(viewer)[5:10] == [
            " 84▌»   1  Chastain leads  first off pit road",
            "    │ how  first off pit road",
            "    │ over  11  Hamlin",
            "    │ from ~2nd on lap 83",
            "    │ led  4 laps, laps 84 to 87",
        ]
        await viewer.press(*["up"] * 4, "i")
        assert "    │ led  2 laps so far" in side(viewer)

    view(kansas(), check)


def test_a_caution_and_a_stage_open_their_card() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(150))
        await viewer.press("tab", "d", "d", "d", *["down"] * 2, "i")
        assert viewer.screen.view.top == "caution"
        assert "Stage 1 conclusion" in viewer.text()

    async def check_later(viewer: Viewer) -> None:
        await viewer.seek(instant(250))
        await viewer.press("tab", "d", "d", "d", *["down"] * 30, "i")
        assert "Caution 1  7 laps, over" in viewer.lines()[1]
        await viewer.press("escape", "e", "e")
        assert "Caution 6  7 laps, over" in viewer.lines()[1]

    async def check_stage(viewer: Viewer) -> None:
        await viewer.seek(instant(250))
        await viewer.press("tab", "d", *["down"] * 45)
        while "wins stage 1" not in next(line for line in side(viewer) if "▌" in line):
            await viewer.press("up")
        await viewer.press("i")
        assert "Stage 1  won by 11 Hamlin" in viewer.lines()[1]

    view(kansas(), check)
    view(kansas(), check_stage)
    view(kansas(), check_later)


# -- keys


def test_next_and_previous_match_move_the_clock_and_past_the_last_say_nothing() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(60))
        await viewer.press("slash", *keys("free pass"), "enter")
        assert "no match before lap 60" in side(viewer)[1]
        await viewer.press("n")
        assert "Preece free pass" in side(viewer)[2]
        assert "1 of 1 so far" in side(viewer)[1]
        assert current_match(viewer.screen.scene()) == viewer.time
        seen = [viewer.time]
        for _ in range(9):
            await viewer.press("n")
            seen.append(viewer.time)
        assert seen == sorted(seen)
        given = [one for one in kansas().events if isinstance(one, Caution) and one.free_pass]
        assert len(matches(viewer.screen.scene())) == len(given)
        await viewer.press("N")
        assert viewer.time in matches(viewer.screen.scene())

    view(kansas(), check)


def test_a_match_of_what_is_known_later_is_gone_to_when_it_is_known() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("slash", *keys("held up"), "enter", "n")
        now = log_now(viewer.screen.scene())
        assert [one.detail for one in now.found or ()] == ["39.9 s, held up by 41, −7"]

    view(kansas(), check)


def test_letters_are_for_the_search_until_it_is_settled() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.press("slash", *"quit")
        assert viewer.screen.view.filter.typed == "quit"
        await viewer.press("backspace", "backspace", "left")
        assert (viewer.screen.view.filter.typed, viewer.time) == ("qu", LAPS[5])
        await viewer.press("ctrl+u", *"leads", "enter", "i")
        assert viewer.screen.view.filter.typed == "leads"
        assert viewer.screen.view.filter.opened is not None
        assert not viewer.app._exit

    view(tiny(), check)


def test_another_pane_settles_the_search() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.press("slash", *"leads", "tab")
        of = viewer.screen.view.filter
        assert (of.typed, of.typing) == ("leads", False)
        assert not focused(viewer, viewer.screen.page["log"])

    view(tiny(), check)


def test_keys_that_come_at_once_are_all_for_the_search() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.pilot.press("slash", *"quite a crash")
        await viewer.settle()
        assert viewer.screen.view.filter.typed == "quite a crash"

    view(tiny(), check)


def test_what_is_pasted_is_searched_for_in_one_line_of_bounded_length() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.press("slash")
        viewer.screen.page["log"].post_message(Paste("free\n  pass" + " x" * 500))
        await viewer.quiet()
        assert viewer.screen.view.filter.typed.startswith("free pass x x")
        assert len(viewer.screen.view.filter.typed) == 100

    view(tiny(), check)


def test_a_bad_pattern_is_told_and_the_last_good_one_stays() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(205))
        await viewer.press("slash", *keys("free("))
        assert side(viewer)[1].endswith("× unclosed (")
        assert viewer.screen.view.filter.pattern == "free"
        assert len(matches(viewer.screen.scene())) == 5
        await viewer.press("enter")
        assert viewer.screen.view.filter.typed == "free"

    view(kansas(), check)


def test_a_pattern_that_never_ends_is_told_and_the_screen_goes_on() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(205))
        await viewer.press("slash", *keys("(?R)"))
        assert side(viewer)[1].endswith("× too slow")
        assert viewer.screen.view.filter.pattern == ""
        await viewer.press("right")
        assert viewer.time == instant(206)

    view(kansas(), check)


def test_escape_closes_one_thing_at_a_time() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.press("d", "i", "tab", "i")
        await viewer.press("slash", *"pits", "enter", "slash", *"lea")
        of = viewer.screen.view.filter

        def now() -> LogFilter:
            return viewer.screen.view.filter

        assert (of.typed, of.before, of.typing) == ("lea", "pits", True)
        assert "car card" in viewer.screen.view.opened
        await viewer.press("escape")
        assert (now().typed, now().typing) == ("pits", False)
        await viewer.press("escape")
        assert not now().searching
        assert now().opened is not None
        await viewer.press("escape")
        assert now().opened is None
        assert viewer.screen.view.top == "car card"
        await viewer.press("escape")
        assert viewer.screen.view.top == ""
        assert now().kind == "story"
        await viewer.press("escape")
        assert now() == LogFilter()

    view(tiny(), check)


def test_a_search_for_nothing_leaves_everything_as_it_was() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        before = viewer.screen.view
        for closing in ("enter", "escape"):
            await viewer.press("slash", closing)
            assert structs.replace(viewer.screen.view, filter=before.filter) == before
            assert viewer.screen.view.filter == before.filter

    view(tiny(), check)


def test_where_nothing_is_searched_for_n_is_the_next_nose_of_the_strip() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "slash", *"leads", "enter")
        nose = viewer.screen.view.viewport.nose
        await viewer.press("N", "end", "n")
        assert viewer.screen.view.viewport.nose == nose
        await viewer.press("escape", "n")
        assert viewer.screen.view.viewport.nose != nose

    view(tiny(), check)


def test_the_log_of_one_car_goes_with_the_car_that_is_followed() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.press("D")
        first = chosen(viewer)
        assert viewer.screen.view.filter.car == first
        await viewer.press("down", "enter")
        assert viewer.screen.view.filter.car == chosen(viewer) != first
        assert f"[ {chosen(viewer)}" in side(viewer)[0]
        await viewer.press("D")
        assert viewer.screen.view.filter.car is None

    view(tiny(), check)


def test_the_events_of_the_followed_car_come_in_turn() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("enter")
        car, seen = chosen(viewer), []
        for _ in range(3):
            await viewer.press("o")
            seen.append(viewer.time)
            log = viewer.screen.recording.log.at(viewer.time)
            assert any(one.at == viewer.time and car in (one.car, *one.cars) for one in log)
        assert seen == sorted(set(seen))
        await viewer.press("O")
        assert viewer.time == seen[1]

    view(tiny(), check)


def test_where_the_log_is_not_seen_the_kind_is_said() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        await viewer.press("d")
        assert "log: story" in viewer.text()

    view(tiny(), check, (60, 16))


# -- the mouse


def test_a_chip_is_pressed() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        log = viewer.screen.page["log"]
        await viewer.pilot.click(log, offset=(side(viewer)[0].index("story"), 0))
        await viewer.quiet()
        assert viewer.screen.view.filter.kind == "story"
        assert "[story " in side(viewer)[0]
        await viewer.press("D")
        await viewer.pilot.click(log, offset=(side(viewer)[0].index("[ ") + 2, 0))
        await viewer.quiet()
        assert viewer.screen.view.filter.car is None
        await viewer.pilot.click(log, offset=(1, 0))
        await viewer.quiet()
        assert viewer.screen.view.filter == LogFilter()
        assert viewer.time == LAPS[6]

    view(tiny(), check)


def test_a_line_under_the_chips_is_pressed_for_its_time() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[6])
        newest = viewer.screen.recording.log.at(viewer.time)[-1]
        await viewer.pilot.click(viewer.screen.page["log"], offset=(5, 1))
        await viewer.quiet()
        assert viewer.time == newest.at

    view(tiny(), check)


# -- everywhere


@pytest.mark.parametrize(
    ("size", "plain"),
    [((60, 16), False), ((80, 24), True), ((100, 30), False), ((200, 60), False)],
    ids=["60x16", "80x24-ascii", "100x30", "200x60"],
)
def test_a_searched_and_opened_log_fits_every_screen(size: tuple[int, int], plain: bool) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(instant(137))
        await viewer.press("d", "slash", *keys("17|larson"), "enter", "d", "d", "d", "i", "D")
        for key in ("down", "w", "end", "n", "N", "escape", "f", "slash", "x", "enter"):
            await viewer.press(key)
            assert viewer.odd_lines() == []
            region = viewer.screen.page.plan.region("log")
            if region is not None:
                assert "…" not in "".join(side(viewer))

    view(kansas(), check, size, ascii=plain)
