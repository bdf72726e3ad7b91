import msgspec
import pytest
from tests.tui.scenes import race, scene, standing_on
from tests.tui.states import GREEN, lines, resize, run, running, with_rows
from textual.pilot import Pilot
from textual.strip import Strip

from replay.tui.order.running_order import RunningOrder
from replay.tui.theme import NIGHT, PAPER, palette


class Watched(RunningOrder):
    """Remembers the lines Textual asked for since the last look, and what was clicked."""

    def __init__(self) -> None:
        super().__init__(race())
        self.asked: list[int] = []
        self.chosen_by_mouse: list[str] = []

    def render_line(self, y: int) -> Strip:
        self.asked.append(y)
        return super().render_line(y)

    def strips(self) -> list[Strip]:
        return [super(Watched, self).render_line(y) for y in range(self.size.height)]

    def on_running_order_car_chosen(self, event: RunningOrder.CarChosen) -> None:
        self.chosen_by_mouse.append(event.car)


def ground(strip: Strip) -> str | None:
    """The background of the last cell of a line."""
    style = list(strip)[-1].style
    return style.bgcolor.name if style and style.bgcolor else None


def test_every_cell_has_a_ground_of_its_own() -> None:
    board = RunningOrder(race())

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN))
        await pilot.pause()
        for y in range(board.size.height):
            strip = board.render_line(y)
            assert strip.cell_length == board.size.width
            for segment in strip:
                assert segment.style is not None
                assert segment.style.bgcolor is not None

    run(board, 70, 36, check)


def test_groups_of_five_rows_alternate_and_the_chosen_row_stands_out() -> None:
    board = Watched()
    of = palette(NIGHT)

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN, view=standing_on("54", GREEN)))
        await pilot.pause()
        assert [ground(board.render_line(y)) for y in (1, 3, 5)] == [
            of.background,
            of.row_cursor,
            of.background,
        ]
        assert [ground(board.render_line(y)) for y in (6, 10, 11)] == [
            of.band,
            of.band,
            of.background,
        ]

    run(board, 70, 36, check)


def test_an_equal_frame_draws_nothing_and_returns_the_same_strips() -> None:
    board = Watched()

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN))
        await pilot.pause()
        before = board.strips()
        board.asked.clear()
        board.show(scene(msgspec.structs.replace(GREEN, time=GREEN.time + 1)))
        await pilot.pause()
        assert board.asked == []
        assert all(old is new for old, new in zip(before, board.strips(), strict=True))

    run(board, 70, 36, check)


def test_a_step_asks_only_for_the_rows_that_changed() -> None:
    board = Watched()
    later = with_rows(GREEN, running(7, "48", last_lap=318_000), running(9, "20", led=6))

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN))
        await pilot.pause()
        before = board.strips()
        board.asked.clear()
        board.show(scene(later))
        await pilot.pause()
        assert sorted(board.asked) == [7, 9]
        after = board.strips()
        assert [y for y in range(36) if before[y] is not after[y]] == [7, 9]

    run(board, 70, 36, check)


def test_a_row_that_comes_back_is_the_same_strip() -> None:
    board = Watched()
    later = with_rows(GREEN, running(7, "48", last_lap=318_000))

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN))
        await pilot.pause()
        before = board.strips()
        board.show(scene(later))
        await pilot.pause()
        board.show(scene(GREEN))
        await pilot.pause()
        assert board.strips()[7] is before[7]

    run(board, 70, 36, check)


def test_a_new_choice_draws_two_rows() -> None:
    board = Watched()

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN, view=standing_on("17", GREEN)))
        await pilot.pause()
        board.asked.clear()
        board.show(scene(GREEN, view=standing_on("8", GREEN)))
        await pilot.pause()
        assert sorted(board.asked) == [1, 2]

    run(board, 70, 36, check)


def test_a_new_theme_and_a_new_size_draw_all_anew() -> None:
    board = Watched()

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN, view=standing_on("", GREEN)))
        await pilot.pause()
        pilot.app.theme = PAPER.name
        await pilot.pause()
        assert ground(board.strips()[1]) == palette(PAPER).background
        await resize(pilot, 46, 18)
        await pilot.pause()
        assert lines(board)[0] == " pos   car  driver             int    last st"
        assert len(lines(board)) == 18

    run(board, 70, 36, check)


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark", "ansi-light"])
def test_the_board_draws_in_textuals_own_themes(theme: str) -> None:
    board = RunningOrder(race())

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN, view=standing_on("17", GREEN)))
        await pilot.pause()
        assert lines(board)[1].startswith("▌ 1     17  Buescher")

    run(board, 46, 18, check, theme)


@pytest.mark.parametrize("height", [1, 2, 3, 6])
def test_no_size_breaks_the_board(height: int) -> None:
    board = RunningOrder(race())

    async def check(pilot: Pilot[None]) -> None:
        for width in (1, 2, 5, 11, 12, 13, 19, 25, 33, 59, 60, 99, 100, 240):
            await resize(pilot, width, height)
            while board.size != (width, height):  # a busy machine takes its time
                await pilot.pause(0.01)
            for chosen in ("", "17", "15", "404"):
                board.show(scene(GREEN, view=standing_on(chosen, GREEN)))
                for y in range(height):
                    assert board.render_line(y).cell_length == width

    run(board, 80, height, check)


def test_the_mouse_chooses_a_row_or_a_plate() -> None:
    board = Watched()

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN))
        await pilot.pause()
        for x, y in ((20, 4), (20, 0), (3, 16), (2, 17), (0, 17), (40, 17)):
            await pilot.click(board, offset=(x, y))
            await pilot.pause()
        assert board.chosen_by_mouse == ["5", "2", "99"]

    run(board, 46, 18, check)


def test_without_colour_the_board_is_grey_and_says_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    board = RunningOrder(race())

    async def check(pilot: Pilot[None]) -> None:
        board.show(scene(GREEN, view=standing_on("17", GREEN)))
        await pilot.pause()
        assert lines(board)[1].startswith("▌ 1     17  Buescher")
        for y in range(board.size.height):
            for segment in board.render_line(y):
                assert segment.style is not None
                for colour in (segment.style.color, segment.style.bgcolor):
                    assert colour is not None
                    assert len(set(colour.get_truecolor())) == 1

    run(board, 46, 18, check)
