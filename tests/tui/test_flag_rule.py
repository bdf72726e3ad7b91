from typing import Any

import pytest
from tests.tui.states import lines, run, state
from textual.pilot import Pilot
from textual.strip import Strip

from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.rules import FlagRule, PaneRule, Title, rule_row
from replay.tui.drawing.runs import text_of

ORDER = Title(2, "Running order", "~ rebuilt", True)
HEAVY = ("━", "rule")


def ruled(width: int, *titles: Title, note: str = "", glyphs: Glyphs = UNICODE) -> str:
    return text_of(rule_row(width, titles, note, HEAVY, HEAVY, glyphs))


def flag_rule(
    flag: str, width: int, *titles: Title, note: str = "", **more: Any
) -> tuple[str, Strip]:
    widget = FlagRule()
    found: list[tuple[str, Strip]] = []

    async def check(pilot: Pilot[None]) -> None:
        widget.state = state([], flag=flag, **more)
        widget.titles, widget.note = titles, note
        await pilot.pause()
        found.append((lines(widget)[0], widget.render_line(0)))

    run(widget, width, 1, check)
    return found[0]


# -- as designed ------------------------------------------------------------------------------


def test_the_rule_at_80_columns() -> None:
    assert ruled(80, ORDER, Title(48, "Race log")) == (
        "━ Running order  ~ rebuilt ━━━━━━━━━━━━━━━━━━━━ Race log ━━━━━━━━━━━━━━━━━━━━━━━"
    )


def test_the_rule_at_120_columns() -> None:
    assert ruled(120, ORDER, Title(72, "Caution")) == (
        "━ Running order  ~ rebuilt ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ Caution "
        "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━"
    )


def test_the_rule_at_200_columns() -> None:
    text = ruled(200, ORDER, Title(121, "Race log"))
    assert text == f"━ Running order  ~ rebuilt {'━' * 93} Race log {'━' * 70}"


def test_the_finish_has_checkers_after_the_title_and_a_note_at_the_end() -> None:
    title = Title(2, "Finish line", "1.95 ms a cell", True)
    text, _ = flag_rule("chequered", 80, title, note="lanes of 9 19 ~")
    assert text == (
        "  Finish line  1.95 ms a cell ▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚ lanes of 9 19 ~"
    )


def test_the_rule_of_a_pane_in_its_own_column() -> None:
    widget = PaneRule()

    async def check(pilot: Pilot[None]) -> None:
        widget.titles = (Title(0, "Race log"),)
        await pilot.pause()
        assert lines(widget) == ["Race log ───────────────────────"]

    run(widget, 32, 1, check)


# -- flags ------------------------------------------------------------------------------------


def _colour(flag: str, **more: Any) -> str:
    strip = flag_rule(flag, 40, ORDER, **more)[1]
    style = next(s.style for s in strip if "━" in s.text)
    assert style is not None
    assert style.color is not None
    return str(style.color.name)


def test_each_flag_has_its_colour() -> None:
    flags = ["green", "yellow", "red", "white", "grid", "safety car"]
    colours = {flag: _colour(flag) for flag in flags}
    assert colours["green"] == "#2fa858"
    assert colours["yellow"] == "#f6c915"
    assert len(set(colours.values())) == len(flags)


def test_every_neutralisation_is_yellow_but_of_a_part_of_the_track_and_by_a_red_flag() -> None:
    green, yellow, red = (_colour(flag) for flag in ("green", "yellow", "red"))
    assert _colour("VSC", neutralised="slow") == yellow
    assert _colour("safety car", neutralised="bunch") == yellow
    assert _colour("slow zone", neutralised="part") == green
    assert _colour("red", neutralised="stop") == red


def test_where_no_flags_are_known_the_rule_is_thin() -> None:
    assert flag_rule("race", 40, ORDER)[0] == ruled(40, ORDER).replace("━", "─")


def test_the_focused_title_alone_is_in_the_accent() -> None:
    row = rule_row(80, (ORDER, Title(48, "Race log")), "", HEAVY, HEAVY, UNICODE)
    assert ("Running order", "accent_bold") in row
    assert ("Race log", "bold") in row


# -- room -------------------------------------------------------------------------------------


def test_a_note_that_does_not_fit_is_left_out_whole() -> None:
    assert ruled(30, ORDER, Title(22, "Log")) == "━ Running order ━━━━━ Log ━━━━"
    assert ruled(24, ORDER, note="lanes of 9 19 ~") == "━ Running order ━━━━━━━━"


def test_a_title_that_meets_the_next_is_cut() -> None:
    assert ruled(20, ORDER, Title(12, "Log")) == "━ Running…  Log ━━━━"


def test_without_titles_it_is_a_rule() -> None:
    assert ruled(10) == "━━━━━━━━━━"
    assert ruled(0) == ""


def test_ascii_titles_have_no_accents() -> None:
    assert ruled(20, Title(2, "Suárez", "~ 3"), glyphs=ASCII) == "━ Suarez  ~ 3 ━━━━━━"


@pytest.mark.parametrize("note", ["", "lanes of 9 19 ~"])
@pytest.mark.parametrize("titles", [(), (ORDER,), (ORDER, Title(20, "Race log", "of all"))])
def test_it_fills_any_width(titles: tuple[Title, ...], note: str) -> None:
    for width in range(25, 90):
        assert len(ruled(width, *titles, note=note)) == width
    for width in (1, 2, 5, 17, 24):
        assert flag_rule("green", width, *titles, note=note)[1].cell_length == width


def test_on_a_last_lap_under_yellow_the_rule_is_yellow_and_white() -> None:
    def inks(flag: str, white: bool) -> list[object]:
        """The colour of each sign of the rule."""
        _, strip = flag_rule(flag, 80, ORDER, Title(48, "Race log"), white=white)
        return [
            segment.style.color if segment.style else None
            for segment in strip
            for char in segment.text
            if char == "━"
        ]

    both, yellow, white = inks("yellow", True), inks("yellow", False), inks("white", True)
    assert len(set(yellow)) == len(set(white)) == 1
    assert set(both) == {yellow[0], white[0]}
    assert len(both) == len(yellow)
    assert abs(both.count(white[0]) - both.count(yellow[0])) <= 3


def test_a_second_identical_value_draws_nothing() -> None:
    drawn: list[int] = []

    class Watched(FlagRule):
        def render_line(self, y: int) -> Strip:
            drawn.append(y)
            return super().render_line(y)

    widget = Watched()

    async def check(pilot: Pilot[None]) -> None:
        widget.state, widget.titles = state([]), (ORDER,)
        await pilot.pause()
        strip = widget.render_line(0)
        drawn.clear()
        widget.state, widget.titles = state([], lap=138), (Title(*ORDER),)
        await pilot.pause()
        assert drawn == []
        assert widget.render_line(0) is strip

    run(widget, 80, 1, check)
