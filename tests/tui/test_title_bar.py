from typing import Any

import pytest
from msgspec import structs
from tests.tui.scenes import HEADER, race, scene
from tests.tui.states import FIELD, field_state, lines, run, running, state
from textual.pilot import Pilot
from textual.strip import Strip

from replay.race.model import Basis, Driver, Entry
from replay.race.published_gaps import published_gaps
from replay.race.state import RaceState, StageNow
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import length, text_of
from replay.tui.panes.title_bar import TitleBar, flag_row, title_row


def bar(
    of: RaceState, width: int, glyphs: Glyphs = UNICODE, news: bool = False, **more: Any
) -> str:
    return text_of(title_row(scene(of, glyphs=glyphs, news=news, **more), width)).rstrip()


def flags(of: RaceState, glyphs: Glyphs = UNICODE, **more: Any) -> str:
    return text_of(flag_row(scene(of, glyphs=glyphs, **more)))


def led_by(
    car: str, second: str = "17", gap: int = 10, basis: Basis = "official", **changes: Any
) -> RaceState:
    order = [running(1, car, basis=basis), running(2, second, gap=gap, basis=basis)]
    return state(order, **changes)


GRID = led_by("20", time=0, lap=0, flag="grid", stage=StageNow(1, 80), laps_to_go=267, led_since=0)
LAP_137 = led_by("17", "8", stage=StageNow(2, 28), led_since=127)
CAUTION = led_by("5", lap=178, flag="yellow", caution=3, stage=StageNow(3, 89), led_since=169)
FINISH = led_by(
    "5", lap=268, distance=268, laps_to_go=0, flag="chequered", overtime=True, finished=True
)


# -- as designed ------------------------------------------------------------------------------


def test_the_grid() -> None:
    assert bar(GRID, 80) == (
        " □ GRID   Lap 0 of 267   Stage 1  80 laps                           Kansas 2024"
    )
    assert bar(GRID, 120) == (
        " □ GRID   Lap 0 of 267   Stage 1  80 laps    20  Bell on the pole                     "
        "AdventHealth 400  Kansas Speedway"
    )


def test_lap_137() -> None:
    assert bar(LAP_137, 80) == (
        " ▶ GREEN   Lap 137 of 267   Stage 2  28 to go                       Kansas 2024"
    )
    assert bar(LAP_137, 120) == (
        " ▶ GREEN   Lap 137 of 267   Stage 2  28 to go    17  Buescher leads, 11 laps          "
        "AdventHealth 400  Kansas Speedway"
    )


def test_a_caution_has_its_number_and_the_leader_no_count() -> None:
    assert bar(CAUTION, 80) == (
        " ▲ CAUTION 3   Lap 178 of 267   Stage 3  89 to go                   Kansas 2024"
    )
    assert bar(CAUTION, 120) == (
        " ▲ CAUTION 3   Lap 178 of 267   Stage 3  89 to go    5  Larson leads                  "
        "AdventHealth 400  Kansas Speedway"
    )


def test_the_official_finish() -> None:
    assert bar(FINISH, 80) == (
        "▚▚ FINISH ▚▚  Lap 268 of 268    5  Larson wins by 0.001 s           Kansas 2024"
    )
    assert bar(FINISH, 60) == "▚▚ FINISH ▚▚  Lap 268 of 268    5  Larson wins by 0.001 s"
    assert bar(FINISH, 200) == (
        "▚▚ FINISH ▚▚  Lap 268 of 268   Overtime    5  Larson wins by 0.001 s"
    ) + "AdventHealth 400  Kansas Speedway".rjust(131)


def test_before_the_result_is_official_nobody_wins() -> None:
    text = bar(led_by("17", "5", flag="chequered", finished=True, provisional=True), 120)
    assert "17  Buescher first, unofficial" in text
    assert "wins" not in text


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lap": 1, "led_since": 1}, "Buescher leads, 1 lap  "),
        ({"lap": 2, "led_since": 1}, "Buescher leads, 2 laps  "),
        ({"lap": 1, "led_since": 0}, "Buescher leads, 1 lap  "),
        ({"lap": 0, "led_since": 0}, "Buescher leads  "),
        ({"finished": True}, "Buescher wins by 0.001 s  "),
        ({"finished": True, "gap": 12_345}, "Buescher wins by 1.2345 s  "),
        ({"finished": True, "gap": None}, "Buescher wins  "),
        ({"finished": True, "gap": 0}, "Buescher wins, level with 5  "),
        ({"finished": True, "gap": 6_040, "basis": "estimated"}, "Buescher wins by ~0.6 s  "),
    ],
)
def test_the_leaders_words(changes: dict[str, Any], words: str) -> None:
    assert f" 17  {words}" in bar(led_by("17", "5", **changes), 120)


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("red", " ■ RED "),
        ("white", " □ WHITE "),
        ("debris", " DEBRIS "),
        ("slippery in the turns 1, 2 and 3", " SLIPPERY IN THE TURNS 1… "),
        ("race", " □ RACE "),
    ],
)
def test_other_flags(flag: str, text: str) -> None:
    assert flags(led_by("17", flag=flag)) == text


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (GRID, " : GRID "),
        (LAP_137, " > GREEN "),
        (CAUTION, " ! CAUTION 3 "),
        (FINISH, "## FINISH ##"),
    ],
)
def test_flags_in_ascii(of: RaceState, text: str) -> None:
    assert flags(of, ASCII) == text
    assert bar(of, 120, ASCII).isascii()


def test_on_a_last_lap_under_yellow_both_flags_stand() -> None:
    last = led_by("17", lap=266, flag="yellow", caution=3, white=True, laps_to_go=1)
    assert flags(last) == " ▲ CAUTION 3  □ WHITE "
    assert [role for _, role in flag_row(scene(last))] == ["fill flag_yellow", "fill flag_white"]
    assert flags(last, ASCII) == " ! CAUTION 3  [] WHITE "
    white = led_by("17", lap=266, flag="white", white=True, laps_to_go=1)
    assert flags(white) == " □ WHITE "
    for width in (40, 60, 80, 100, 120, 200):
        assert bar(last, width).startswith(" ▲ CAUTION 3  □ WHITE   Lap 266 of 267")


def test_past_its_distance_a_race_is_in_overtime_and_counts_nothing() -> None:
    beyond = led_by("17", lap=268, distance=None, laps_to_go=None, overtime=True, stage=None)
    assert "Lap 268   Overtime  " in bar(beyond, 80)
    at_it = led_by("17", lap=267, distance=267, laps_to_go=None, stage=None)
    assert "Lap 267 of 267  " in bar(at_it, 80)
    assert "to go" not in bar(at_it, 80) + bar(beyond, 80)


def test_overtime_counts_down_until_the_flag() -> None:
    text = bar(led_by("17", lap=266, distance=268, laps_to_go=2, overtime=True), 80)
    assert "Lap 266 of 268   Overtime  2 to go  " in text


def test_a_race_without_stages_has_no_word_for_them() -> None:
    text = bar(led_by("17", stage=None, laps_to_go=130), 80)
    assert "Lap 137 of 267   130 to go  " in text
    assert "Stage" not in text


def test_a_race_of_no_known_distance_has_no_second_number() -> None:
    text = bar(led_by("17", stage=None, distance=None, laps_to_go=None), 80)
    assert text.startswith(" ▶ GREEN   Lap 137      ")


def test_a_race_without_cars_in_order_has_no_leader() -> None:
    assert "leads" not in bar(state([]), 120)


# -- room -------------------------------------------------------------------------------------


def test_what_has_no_room_is_left_out_whole() -> None:
    widths = {width: bar(LAP_137, width) for width in range(1, 160)}
    assert widths[121].endswith("AdventHealth 400  Kansas Speedway")
    assert widths[100].endswith("Buescher leads, 11 laps       AdventHealth 400")
    assert widths[70].endswith("Stage 2  28 to go             Kansas 2024")
    assert widths[55].endswith("Lap 137 of 267                  Kansas 2024")
    assert widths[30] == " ▶ GREEN   Lap 137 of 267"
    assert widths[12] == " ▶ GREEN"


def test_a_long_name_leaves_the_count_out_before_the_race() -> None:
    long = Entry(car="47", drivers=(Driver(first="R", last="Stenhouse Junior the Second"),))
    of = led_by("47", lap=237, led_since=100, stage=StageNow(2, 28))
    text = bar(of, 100, entries=(long,))
    assert text.endswith("47  Stenhouse Junior the Second leads  Kansas 2024")


@pytest.mark.parametrize("width", range(60, 121))
def test_no_form_of_the_title_is_cut(width: int) -> None:
    long = Entry(car="47", drivers=(Driver(first="R", last="Stenhouse Junior"),))
    for of in (FINISH, led_by("47", flag="chequered", finished=True, provisional=True)):
        row = title_row(scene(of, entries=(*FIELD[:20], long)), width)
        assert length(row) <= width


# -- the widget -------------------------------------------------------------------------------


class Watched(TitleBar):
    def __init__(self) -> None:
        super().__init__(race(FIELD, HEADER))
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


def test_it_draws_its_state_and_nothing_before_it_has_one() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        assert lines(widget) == [""]
        widget.show(scene(LAP_137, header=HEADER))
        await pilot.pause()
        assert lines(widget) == [bar(LAP_137, 120)]

    run(widget, 120, 1, check)


def test_a_state_that_says_the_same_draws_nothing() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene(field_state(time=48_800_000), header=HEADER))
        await pilot.pause()
        strip = widget.render_line(0)
        widget.drawn.clear()
        widget.show(scene(field_state(time=48_810_000), header=HEADER))
        await pilot.pause()
        assert widget.drawn == []
        assert widget.render_line(0) is strip

    run(widget, 120, 1, check)


def test_news_inverts_the_leaders_words_and_moves_nothing() -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.show(scene(LAP_137, header=HEADER))
        await pilot.pause()
        plain = lines(widget)
        widget.show(scene(LAP_137, header=HEADER, news=True))
        await pilot.pause()
        assert lines(widget) == plain
        styles = {s.text.strip(): s.style for s in widget.render_line(0)}
        news = styles["Buescher leads, 11 laps"]
        assert news is not None
        assert news.reverse

    run(widget, 120, 1, check)


@pytest.mark.parametrize("width", [1, 8, 40, 80, 200])
def test_every_cell_has_a_background_at_any_width(width: int) -> None:
    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        for of in (GRID, LAP_137, CAUTION, FINISH):
            widget.show(scene(of, header=HEADER))
            await pilot.pause()
            strip = widget.render_line(0)
            assert strip.cell_length == width
            assert all(s.style is not None and s.style.bgcolor is not None for s in strip)

    run(widget, width, 1, check)


THREE_HOURS = structs.replace(HEADER, scheduled_laps=None, scheduled_time=108_000_000, stages=())
LIMITED = structs.replace(HEADER, time_limit=72_000_000, stages=(), discipline="formula 1")


def left(
    time: int, to_go: int | None, width: int = 80, laps: int | None = None, **more: Any
) -> str:
    of = field_state(distance=None, laps_to_go=None, time=time, time_to_go=to_go, **more)
    return bar(
        of,
        width,
        header=THREE_HOURS,
        answer=lambda question, *about: () if question is published_gaps else laps,
    )


def test_a_race_over_a_time_counts_it_down_before_the_laps() -> None:
    assert "1:37:58 to go  Lap 137" in left(49_220_000, 58_780_000)
    assert "1:37:58 to go  Lap 137" in left(49_220_001, 58_779_999)
    assert "0:00:01 to go" in left(107_999_999, 1)
    assert left(0, 108_000_000).startswith(" ▶ GREEN   Lap 137  3 h  ")


def test_when_the_time_is_up_the_lap_is_the_last() -> None:
    assert left(108_000_000, 0).startswith(" □ LAST LAP   time is up  Lap 137  ")
    yellow = left(108_000_000, 0, flag="safety car", neutralised="bunch", flag_number=2)
    assert yellow.startswith(" ▲ SAFETY CAR 2  □ LAST LAP   time is up")
    over = left(108_900_000, None, finished=True, flag="chequered")
    assert "  Lap 137  3 h  " in over


def test_the_laps_that_are_left_are_forecast_where_there_is_room() -> None:
    assert "0:11:40 to go  Lap 137   ~3 laps" in left(101_000_000, 7_000_000, 120, 3)
    assert "~1 lap " in left(101_000_000, 2_400_000, 120, 1)
    assert "~" not in left(101_000_000, 7_000_000, 100, 3)
    assert "~" not in left(101_000_000, 7_000_000, 120, None)


def test_a_time_limit_that_comes_before_the_distance_is_told() -> None:
    def limited(laps: int | None, width: int = 120) -> str:
        of = field_state(lap=24, distance=70, laps_to_go=46, time=40_300_000)
        return bar(
            of,
            width,
            header=LIMITED,
            answer=lambda question, *about: () if question is published_gaps else laps,
        )

    assert "Lap 24 of 70   ~62 by the limit" in limited(62)
    assert "limit" not in limited(None) + limited(62, 100)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"flag": "VSC", "neutralised": "slow", "flag_number": 1}, " △ VSC 1 "),
        ({"flag": "code 60", "neutralised": "slow", "flag_number": 2}, " △ CODE 60 2 "),
        ({"flag": "FCY", "neutralised": "bunch", "flag_number": 2}, " ▲ FCY 2 "),
        ({"flag": "safety car", "neutralised": "bunch"}, " ▲ SAFETY CAR "),
        ({"flag": "red", "neutralised": "stop"}, " ■ RED "),
        ({"flag": "slow zone", "neutralised": "part", "flag_number": 3}, " ▶ GREEN "),
    ],
)
def test_a_neutralisation_has_its_sign_and_number(changes: dict[str, Any], words: str) -> None:
    assert flags(field_state(**changes)) == words


def test_a_part_of_the_track_is_named_in_yellow_beside_the_green() -> None:
    of = scene(field_state(flag="slow zone", neutralised="part", flag_number=3))
    assert text_of(title_row(of, 120)).startswith(" ▶ GREEN   zone 3   Lap 137 of 267")
    assert ("zone 3", "text flag_yellow_text") in title_row(of, 120)


def test_without_stages_only_stock_cars_are_told_the_laps_to_go() -> None:
    assert "130 to go" in bar(field_state(), 120)
    other = structs.replace(HEADER, discipline="indycar", stages=())
    assert "to go" not in bar(field_state(), 120, header=other)
