import pytest
from tests.tui.states import FIELD, lines, resize, run
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.strip import Strip

from replay.race.state import LogEntry, LogKind
from replay.tui.panes.log_messages import EntryChosen
from replay.tui.panes.race_log import RaceLogPane

NAMES = {entry.car: entry.drivers[0].short or entry.drivers[0].last for entry in FIELD}


def entry(lap: int, kind: LogKind, car: str | None, words: str, detail: str = "") -> LogEntry:
    name = f"{NAMES[car]} " if car else ""
    return LogEntry(lap * 1000 + len(words), lap, kind, car, name + words, detail or None)


LAP_137 = (
    entry(65, "lead change", "5", "leads", "passes 11"),
    entry(66, "lead change", "11", "leads", "passes 5"),
    entry(81, "free pass", "41", "free pass"),
    entry(84, "pit stop", "11", "pits", "boxed in by 33, −7"),
    entry(84, "lead change", "1", "leads", "first off pit road"),
    entry(88, "restart", None, "Restart"),
    entry(88, "lead change", "20", "leads", "beats 1 to the line"),
    entry(89, "lead change", "5", "leads", "five wide"),
    entry(115, "pit stop", "38", "pits", "green stops begin"),
    entry(118, "pit stop", "17", "pits", "37.3 s, 54 11 48 1"),
    entry(119, "pit stop", "5", "pits", "43.1 s, about 6 s slow"),
    entry(119, "lead change", "45", "leads", "Larson pits"),
    entry(125, "pit stop", "45", "pits", "37.4 s"),
    entry(126, "lead change", "17", "leads", "Reddick pits"),
)


class Watched(RaceLogPane):
    """A log that counts the rows it draws and keeps the times it asks for."""

    def __init__(self) -> None:
        super().__init__(FIELD)
        self.drawn: list[int] = []
        self.chosen: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)

    def on_entry_chosen(self, message: EntryChosen) -> None:
        self.chosen.append(message.at)


def drawn(log: tuple[LogEntry, ...], width: int, height: int) -> list[str]:
    found: list[str] = []
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        pilot.app.set_focus(None)
        widget.log_entries = log
        await pilot.pause()
        found.extend(lines(widget))

    run(widget, width, height, check)
    return found


def marked(widget: RaceLogPane) -> list[int]:
    """The rows on which the cursor is seen."""
    return [y for y, line in enumerate(lines(widget)) if "▌" in line]


# -- as designed ------------------------------------------------------------------------------


def test_lap_137_at_80_columns() -> None:
    assert drawn(LAP_137, 32, 12) == [
        "126 »  17  Buescher leads",
        "125 ○  45  Reddick pits  37.4 s",
        "119 »  45  Reddick leads",
        "    ○   5  Larson pits",
        "118 ○  17  Buescher pits",
        "115 ○  38  Gilliland pits",
        " 89 »   5  Larson leads",
        " 88 »  20  Bell leads",
        "    ▶ Restart",
        " 84 »   1  Chastain leads",
        "    ○  11  Hamlin pits",
        " 81 +  41  Preece free pass",
    ]


def test_lap_137_at_120_columns() -> None:
    assert drawn(LAP_137, 48, 14) == [
        "126 »  17  Buescher leads  Reddick pits",
        "125 ○  45  Reddick pits  37.4 s",
        "119 »  45  Reddick leads  Larson pits",
        "    ○   5  Larson pits  43.1 s, about 6 s slow",
        "118 ○  17  Buescher pits  37.3 s, 54 11 48 1",
        "115 ○  38  Gilliland pits  green stops begin",
        " 89 »   5  Larson leads  five wide",
        " 88 »  20  Bell leads  beats 1 to the line",
        "    ▶ Restart",
        " 84 »   1  Chastain leads  first off pit road",
        "    ○  11  Hamlin pits  boxed in by 33, −7",
        " 81 +  41  Preece free pass",
        " 66 »  11  Hamlin leads  passes 5",
        " 65 »   5  Larson leads  passes 11",
    ]


def test_before_the_green_flag_it_says_that_nothing_has_happened() -> None:
    assert drawn((), 48, 3) == ["Nothing has happened yet.", "", ""]
    assert drawn((), 16, 3) == ["Nothing has", "happened yet.", ""]


# -- frames -----------------------------------------------------------------------------------


def test_a_second_identical_frame_draws_nothing() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137
        await pilot.pause()
        strips = [widget.render_line(y) for y in range(14)]
        widget.drawn.clear()
        widget.log_entries = (*LAP_137[:5], *LAP_137[5:])
        await pilot.pause()
        assert widget.drawn == []
        assert all(widget.render_line(y) is strip for y, strip in enumerate(strips))

    run(widget, 48, 14, check)


def test_a_detail_that_comes_to_be_known_repaints_its_row_only() -> None:
    widget = Watched()
    known = LAP_137[-2]
    unknown = LogEntry(known.at, known.lap, known.kind, known.car, known.text)

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = (*LAP_137[:-2], unknown, LAP_137[-1])
        await pilot.pause()
        widget.drawn.clear()
        widget.log_entries = LAP_137
        await pilot.pause()
        assert widget.drawn == [1]

    run(widget, 48, 14, check)


# -- the cursor -------------------------------------------------------------------------------


def test_keys_move_the_cursor_and_enter_asks_for_its_time() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137
        widget.focus()
        await pilot.pause()
        assert marked(widget) == [0]
        await pilot.press("down", "j", "down", "up")
        assert marked(widget) == [2]
        await pilot.press("enter")
        await pilot.pause()
        assert widget.chosen == [LAP_137[-3].at]
        await pilot.press(*["down"] * 20)
        assert (widget.cursor, marked(widget)) == (13, [4])
        await pilot.press(*["k"] * 20)
        assert (widget.cursor, marked(widget)) == (0, [0])

    run(widget, 48, 5, check)


REASON = "crew over the wall too soon, to the tail"


def test_the_cursor_goes_past_a_reason_below_its_line_and_a_click_on_it_means_the_line() -> None:
    widget = Watched()
    late = entry(170, "penalty", "17", "penalty", REASON)
    early = entry(60, "penalty", "5", "penalty", REASON)

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = (early, *LAP_137[:2], late)
        widget.focus()
        await pilot.pause()
        assert REASON in lines(widget)[1]
        await pilot.press("down")
        assert marked(widget) == [2]
        await pilot.press("up")
        assert marked(widget) == [0]
        await pilot.press(*["down"] * 9)
        assert marked(widget) == [4]
        assert REASON in lines(widget)[5]
        await pilot.click(widget, offset=(10, 1))
        await pilot.pause()
        assert widget.chosen == [late.at]

    run(widget, 48, 8, check)


def test_a_reason_stands_below_its_line_as_soon_as_there_is_room_beside_the_order() -> None:
    widget = Watched()
    log = (*LAP_137[:2], entry(170, "penalty", "17", "penalty", REASON))

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = log
        await pilot.pause()
        assert REASON not in "".join(lines(widget))
        await resize(pilot, 48, 8)
        assert REASON in lines(widget)[1]
        await resize(pilot, 32, 8)
        assert len(widget.lines) == 3

    run(widget, 32, 8, check)


def test_the_cursor_stays_on_its_entry_when_new_ones_come() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137[:-2]
        widget.focus()
        await pilot.press("down")
        on = widget.lines[1]
        widget.log_entries = LAP_137
        await pilot.pause()
        assert widget.cursor == 3
        assert widget.lines[3] == on
        assert marked(widget) == [3]

    run(widget, 48, 6, check)


def test_the_cursor_of_a_stop_stays_on_the_line_it_is_folded_into() -> None:
    widget = Watched()
    stops = tuple(
        LogEntry(900 + at, 84, "pit stop", car, f"{NAMES[car]} pits")
        for at, car in enumerate(["17", "5", "11", "9"])
    )

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = (*LAP_137[:2], *stops[:2])
        widget.focus()
        await pilot.press("down")
        assert widget.lines[1].entry == stops[0]
        widget.log_entries = (*LAP_137[:2], *stops)
        await pilot.pause()
        assert widget.cursor == 0
        assert lines(widget)[0] == " 84▌○ 4 cars pit  17 5 11 9"
        await pilot.press("enter")
        await pilot.pause()
        assert widget.chosen == [900]

    run(widget, 48, 6, check)


def test_when_its_entry_is_rewound_the_cursor_is_on_the_newest() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137
        widget.focus()
        await pilot.press("down")
        widget.log_entries = LAP_137[:5]
        await pilot.pause()
        assert marked(widget) == [0]
        widget.log_entries = ()
        await pilot.pause()
        assert widget.cursor is None
        await pilot.press("enter", "end", "down", "up")
        await pilot.pause()
        assert widget.chosen == []

    run(widget, 48, 6, check)


def test_without_the_focus_it_shows_the_newest_lines_and_no_cursor() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137
        widget.focus()
        await pilot.press("end")
        pilot.app.set_focus(None)
        await pilot.pause()
        assert marked(widget) == []
        assert lines(widget)[0].startswith("126")

    run(widget, 48, 5, check)


# -- the mouse --------------------------------------------------------------------------------


def test_a_click_asks_for_the_time_of_a_line() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137[:3]
        await pilot.click(widget, offset=(10, 1))
        await pilot.pause()
        assert widget.chosen == [LAP_137[1].at]
        assert marked(widget) == [1]
        await pilot.click(widget, offset=(10, 5))
        await pilot.pause()
        assert len(widget.chosen) == 1

    run(widget, 48, 6, check)


def test_a_log_that_was_scrolled_stays_where_it_is() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        pilot.app.set_focus(None)
        widget.log_entries = LAP_137[:-1]
        await pilot.pause()
        await pilot._post_mouse_events([MouseScrollDown], widget, offset=(3, 3))
        await pilot.pause()
        seen = lines(widget)
        assert seen[0].endswith("Buescher pits  37.3 s, 54 11 48 1")
        widget.log_entries = LAP_137
        await pilot.pause()
        assert lines(widget) == seen
        for _ in range(3):
            await pilot._post_mouse_events([MouseScrollUp], widget, offset=(3, 3))
        await pilot.pause()
        assert lines(widget)[0].startswith("126")

    run(widget, 48, 5, check)


# -- any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1, 1), (4, 2), (9, 3), (11, 20), (20, 1), (200, 40)])
def test_it_can_be_drawn_at_any_size(size: tuple[int, int]) -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        for log in ((), LAP_137):
            widget.log_entries = log
            await pilot.press("end", "home", "pagedown", "up")
            for y in range(size[1]):
                strip = widget.render_line(y)
                assert strip.cell_length == size[0]
                assert all(s.style is not None and s.style.bgcolor is not None for s in strip)

    run(widget, *size, check)


def test_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    odd = LogEntry(5, 1, "caution", None, "Caution [b]1[/b]", "[red]\u202edebris\x1b[2J")
    assert drawn((odd,), 60, 1) == ["  1 ▲ Caution [b]1[/b]  [red]debris[2J"]


def test_another_size_keeps_the_cursor_in_sight() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.log_entries = LAP_137
        widget.focus()
        await pilot.press(*["down"] * 13)
        await resize(pilot, 48, 4)
        await pilot.pause()
        assert marked(widget) == [3]
        await resize(pilot, 48, 20)
        await pilot.pause()
        assert marked(widget) == [13]

    run(widget, 48, 10, check)
