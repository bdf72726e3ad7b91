from fractions import Fraction
from typing import Any

import pytest
from msgspec import structs
from tests.tui.ribbons import kansas
from tests.tui.scenes import HEADER, LAP_137, race, scene, texts
from tests.tui.states import field_state, run
from textual.pilot import Pilot
from textual.strip import Strip

from replay.clock import RATES, ClockNow
from replay.race.model import Header, Known, Night, Track
from replay.race.state import Ribbon, Stint
from replay.tui.drawing.cells import clock_text
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import text_of
from replay.tui.panes.clock_line import state_row
from replay.tui.panes.ribbon_width import clock_width
from replay.tui.panes.transport import Transport


class Watched(Transport):
    """A transport that counts the rows it draws and keeps the laps it asks for."""

    def __init__(self) -> None:
        super().__init__(race())
        self.drawn: list[int] = []
        self.sought: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)

    def on_transport_seek(self, message: Transport.Seek) -> None:
        self.sought.append(message.done)


def drawn(
    ribbon: Ribbon,
    now: ClockNow,
    width: int,
    height: int = 3,
    flash: str = "",
    glyphs: Glyphs = UNICODE,
    header: Header = HEADER,
    official: int | None = None,
) -> list[str]:
    of = scene(
        field_state(race_time=official),
        ribbon=ribbon, now=now, flash=flash, glyphs=glyphs, header=header,
    )  # fmt: skip
    return texts(Transport, of, width, height)


# -- as designed ------------------------------------------------------------------------------


def test_the_grid_at_80_columns() -> None:
    assert drawn(kansas(0), ClockNow(0, Fraction(1), False), 80) == [
        " ‖ ×1 paused     ┃┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈◇┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈◇┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈◇",
        " 0:00:00         ┃┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "                 0               stage 1            stage 2                 267",
    ]


def test_lap_137_at_80_columns() -> None:
    assert drawn(kansas(137), LAP_137, 80) == [
        " ▶ ×8 playing    ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂1▂▂▂▂▂▂▂▂▂▂▂┃┈┈┈┈┈┈◇┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈◇",
        " 1:21:20            1      1 5  11      5   45  ┃┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "                 0               stage 1       137  stage 2                 267",
    ]


def test_caution_3_at_120_columns() -> None:
    now = ClockNow(67_850_000, Fraction(8), False)
    assert drawn(kansas(178), now, 120) == [
        " 1:53:05  race      ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂1 ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂2  ▂3"
        "┃┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈◇",
        " ‖ ×8  paused            1       16 1   5     11          5     45       17        5  "
        "┃┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "                    0     20      40     60    stage 1  100    120     140           1"
        "78     200     220    240     267",
    ]


def test_the_finish_at_80_columns_has_thousandths_and_no_future() -> None:
    now = ClockNow(114_424_950, Fraction(1, 20), False)
    assert drawn(kansas(268, 268), now, 80) == [
        " ‖ ×1/20 paused  ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂1▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂2 3 ▂4▲▂6▂▂▂▂▂▂▂▂▂▂▂▂▂7┃",
        " 3:10:42.495        1      1 5  11      5   45    17     5  8    17    11",
        "                 0               stage 1            stage 2                 268",
    ]


@pytest.mark.parametrize(
    ("width", "height", "official", "told"),
    [
        (80, 3, 114_420_000, " result 3:10:42  0  "),
        (80, 3, 114_424_950, " result 3:10:42  0  "),
        (120, 3, 114_420_000, " official 3:10:42   0  "),
        (200, 4, 114_420_000, " official 3:10:42       0  "),
        (200, 4, 114_424_950, " official 3:10:42.495   0  "),
        (200, 4, 59_512_600, " official 1:39:11.26    0  "),
        (80, 3, None, "                 0  "),
    ],
)
def test_under_the_final_clock_stands_the_published_time_of_the_race(
    width: int, height: int, official: int | None, told: str
) -> None:
    now = ClockNow(114_700_000, Fraction(1), False, ended=True)
    rows = drawn(kansas(268, 268), now, width, height, official=official)
    assert rows[height - 1].startswith(told)


def test_at_200_columns_a_row_above_marks_the_cautions() -> None:
    rows = drawn(kansas(178), ClockNow(67_850_000, Fraction(8), False), 200, 4)
    marks = [x for x, sign in enumerate(rows[0]) if sign == "▲"]
    assert marks == [76, 132, 139]
    assert [rows[1][x] for x in marks] == ["1", "2", "3"]
    assert rows[2].startswith(" ‖ ×8  paused                     1          20 16    1     5 ")
    assert rows[3][24:] == (
        "0           20           40           60         stage 1         100          120       "
        "   140           stage 2   178            200          220          240             267"
    )


def test_with_two_rows_the_scale_gives_way() -> None:
    two = drawn(kansas(137), LAP_137, 80, 2)
    assert two == drawn(kansas(137), LAP_137, 80, 3)[:2]


def test_it_can_be_drawn_in_ascii() -> None:
    rows = drawn(kansas(137), LAP_137, 80, glyphs=ASCII)
    assert rows[0] == (
        " > x8 playing    ___________________1___________|......o......................o"
    )
    assert all(row.isascii() for row in rows)


def test_a_race_without_flag_data_has_no_flags() -> None:
    known = Header(
        name="R", short="R", series="S", date="2024-01-01",
        track=Track(name="T", length=1500), cars=38, scheduled_laps=267, known=Known(),
    )  # fmt: skip
    row = drawn(Ribbon(267, 137, (), ()), LAP_137, 120, header=known)[0]
    assert set(row[20:]) == {"┈", "┃"}


# -- the clock block --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticks", "fine", "text"),
    [
        (0, False, "0:00:00"),
        (48_809_999, False, "1:21:20"),
        (114_424_950, True, "3:10:42.495"),
        (114_424_959, True, "3:10:42.495"),
        (360_000_000 * 10, False, "100:00:00"),
    ],
)
def test_the_clock_tells_only_what_has_passed(ticks: int, fine: bool, text: str) -> None:
    assert clock_text(ticks, fine) == text


def test_slow_motion_shows_thousandths() -> None:
    row = drawn(kansas(137), ClockNow(48_801_234, Fraction(1, 2), True), 120)[0]
    assert row.startswith(" 1:21:20.123        ▂")


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (ClockNow(5, Fraction(-8), True), " ◀ ×8  reverse"),
        (ClockNow(5, Fraction(-8), False), " ‖ ×−8  paused"),
        (ClockNow(5, Fraction(1, 20), True), " ▶ ×1/20  playing"),
        (ClockNow(5, Fraction(1), False, ended=True), " ■ ×1  end"),
    ],
)
def test_the_state_line_tells_direction_speed_and_rest(now: ClockNow, text: str) -> None:
    assert drawn(kansas(137), now, 120)[1][:20].rstrip() == text


@pytest.mark.parametrize(("width", "gap"), [(17, 1), (20, 2), (24, 2)])
@pytest.mark.parametrize("rate", [sign * rate for rate in RATES for sign in (1, -1)], ids=str)
def test_every_speed_and_its_word_fit(rate: Fraction, width: int, gap: int) -> None:
    for playing in (True, False):
        text = text_of(state_row(ClockNow(5, rate, playing), gap, width, UNICODE))
        assert len(text) < width
        assert text.split()[-1] in {"playing", "reverse", "paused"}


def test_a_flash_stands_beside_the_time() -> None:
    row = drawn(kansas(137), LAP_137, 120, flash="×16")[0]
    assert row.startswith(" 1:21:20  ×16       ▂")
    row = drawn(kansas(137), LAP_137, 80, flash="lap 137")[1]
    assert row.startswith(" 1:21:20 lap 137    1")


def test_a_flash_without_room_takes_the_place_of_the_time() -> None:
    assert drawn(kansas(137), LAP_137, 80, flash="caution 3")[1].startswith(" caution 3       ")


# -- the widget -------------------------------------------------------------------------------


def test_a_second_identical_frame_draws_nothing() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene())
        await pilot.pause()
        strips = [widget.render_line(y) for y in range(3)]
        widget.drawn.clear()
        widget.show(scene(now=ClockNow(LAP_137.time + 1, Fraction(8), True)))
        await pilot.pause()
        assert widget.drawn == []
        assert all(widget.render_line(y) is strip for y, strip in enumerate(strips))

    run(widget, 120, 3, check)


def test_a_second_of_time_repaints_the_clock_line_only() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene())
        await pilot.pause()
        widget.drawn.clear()
        widget.show(scene(now=ClockNow(LAP_137.time + 10_000, Fraction(8), True)))
        await pilot.pause()
        assert widget.drawn == [0]

    run(widget, 120, 3, check)


def test_another_theme_repaints_every_row() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene())
        await pilot.pause()
        night = [widget.render_line(y) for y in range(3)]
        widget.drawn.clear()
        pilot.app.theme = "replay-paper"
        await pilot.pause()
        assert set(widget.drawn) == {0, 1, 2}
        paper = [widget.render_line(y) for y in range(3)]
        assert [strip.text for strip in paper] == [strip.text for strip in night]
        assert paper != night

    run(widget, 120, 3, check)


def test_press_and_drag_ask_for_laps() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene())
        await pilot.pause()
        await pilot.mouse_down(widget, offset=(20 + 50, 1))
        await pilot.pause()
        assert widget.sought == [135]
        await pilot.hover(widget, offset=(20 + 60, 0))
        await pilot.hover(widget, offset=(20 + 60, 2))
        await pilot.hover(widget, offset=(119, 0))
        await pilot.hover(widget, offset=(3, 0))
        await pilot.mouse_up(widget, offset=(3, 0))
        await pilot.pause()
        assert widget.sought == [135, 162, 267, 0]
        await pilot.hover(widget, offset=(20 + 50, 1))
        await pilot.pause()
        assert widget.sought == [135, 162, 267, 0]

    run(widget, 120, 3, check)


def test_a_press_on_the_clock_asks_for_nothing() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene())
        await pilot.pause()
        await pilot.click(widget, offset=(5, 0))
        await pilot.pause()
        assert widget.sought == []

    run(widget, 120, 3, check)


def test_a_burst_of_drags_is_one_wish() -> None:
    assert Transport.Seek(5).can_replace(Transport.Seek(4))


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (17, 3), (18, 3), (19, 5), (40, 2), (60, 1)])
def test_it_can_be_drawn_at_any_size(size: tuple[int, int]) -> None:
    widget: Any = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene(flash="lap 137"))
        await pilot.pause()
        for y in range(size[1]):
            assert widget.render_line(y).cell_length == size[0]

    run(widget, *size, check)


def test_every_cell_has_a_background() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene())
        await pilot.pause()
        for y in range(4):
            for segment in widget.render_line(y):
                assert segment.style is not None
                assert segment.style.bgcolor is not None

    run(widget, 200, 4, check)


# -- races over a time, and with a limit ------------------------------------------------------

HOUR = 3_600 * 10_000
LE_MANS = structs.replace(
    HEADER, scheduled_laps=None, scheduled_time=24 * HOUR, stages=(), time_of_day=16 * HOUR,
    night=Night(begins=6 * HOUR, ends=14 * HOUR),
)  # fmt: skip


def a_day(seconds: int) -> Ribbon:
    return Ribbon(86_400, seconds // 230, (Stint(1, seconds, "5"),), (), seconds)


def clock(hours: int, width: int, minutes: int = 20) -> str:
    now = ClockNow(hours * HOUR + minutes * 600_000 + 120_000, Fraction(16), False)
    return drawn(a_day(now.time // 10_000), now, width, header=LE_MANS)[0][: clock_width(width)]


def test_a_race_over_a_time_tells_the_local_time_where_there_is_room() -> None:
    assert clock(17, 120) == " 17:20:12  at 9:20  "
    assert clock(17, 100) == " 17:20:12           "
    assert clock(1, 160) == " 1:20:12  at 17:20      "
    assert clock(8, 150) == " 8:20:12  at 0:20       "


def test_at_night_it_says_so_beside_the_local_time_or_below() -> None:
    now = ClockNow(8 * HOUR, Fraction(16), False)
    rows = drawn(a_day(8 * 3_600), now, 160, header=LE_MANS)
    assert rows[0].startswith(" 8:00:00 at 0:00, night ▂")
    now = ClockNow(13 * HOUR, Fraction(16), False)
    rows = drawn(a_day(13 * 3_600), now, 160, header=LE_MANS)
    assert rows[0].startswith(" 13:00:00  at 5:00      ▂")
    assert rows[1].startswith(" ‖ ×16  paused  night   ")


def test_a_race_with_a_limit_says_of_how_long() -> None:
    header = structs.replace(HEADER, time_limit=2 * HOUR, discipline="formula 1", stages=())
    now = ClockNow(40_300_000, Fraction(8), False)
    assert drawn(kansas(24, 70), now, 120, header=header)[0].startswith(" 1:07:10  of 2:00   ")
    assert drawn(kansas(24, 70), now, 80, header=header)[1].startswith(" 1:07:10         ")


def test_on_the_largest_terminals_the_time_of_day_takes_the_place_of_the_marks() -> None:
    now = ClockNow(17 * HOUR, Fraction(16), False)
    rows = drawn(a_day(17 * 3_600), now, 200, 4, header=LE_MANS)
    assert rows[3].startswith(" time of day            16:00        18:00 ")
    assert " night " in rows[3]
