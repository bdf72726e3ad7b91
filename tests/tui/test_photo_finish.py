import pytest
from msgspec import structs
from tests.tui.finish_values import ENTRIES, LATE, NOSES, drawn, photo
from tests.tui.scenes import scene
from tests.tui.states import lines, run
from textual.geometry import Region
from textual.pilot import Pilot

from replay.race.finish import Photo
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.finish_line.photo_finish import (
    NOT_REACHED,
    PhotoFinish,
    remark,
    scale_note,
    stage_title,
    title,
)
from replay.tui.finish_line.strip import edge_text
from replay.tui.finish_line.viewport import Viewport
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.theme import NIGHT, PAPER, palette
from replay.tui.view import View

SIZES = [(80, 12), (120, 15), (200, 23)]


class Watched(PhotoFinish):
    """Remembers what it marked for repainting."""

    marked: tuple[Region, ...] = ()
    whole = 0

    def forget(self) -> None:
        self.marked, self.whole = (), 0

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> "Watched":
        self.marked += regions
        self.whole += not regions
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


def shown(
    of: Photo | None, width: int, height: int, zoom: int = 0, glyphs: Glyphs = UNICODE
) -> list[str]:
    """The note, the remark and the lines of the strip as text."""
    at = Viewport(zoom)
    note, said = scale_note(of, at, width), remark(of, at, width, glyphs)
    return [note, said, *drawn(of, width, height, at, glyphs)]


def test_before_the_first_nose_the_panel_says_what_will_happen() -> None:
    note, said, first, *rest, ruler, numbers = shown(None, 120, 15)
    assert (note, said) == ("", "")
    assert first == f"  {NOT_REACHED}"
    assert not any(rest)
    assert [ruler, numbers] == shown(photo(), 120, 15)[-2:]


def test_at_80_columns_the_labels_tell_apart_what_one_line_joins() -> None:
    note, said, labels, *strip, ruler, numbers = shown(photo(), 80, 12)
    assert (note, said) == ("1.95 ms a cell", "lanes of 9 19 ~")
    assert labels == " 5   17  +0.001        +0.060  9           19  +0.075"
    assert {line[3] for line in strip} == {"▏"}
    assert {line[33] for line in strip} == {"▕"}
    assert {line[41] for line in strip} == {"│"}
    assert ruler.startswith("───┬─────────┬")
    assert numbers.startswith("   0 ms      20")


def test_at_120_columns_the_margin_of_kansas_shows_as_two_lines() -> None:
    note, said, labels, *strip, ruler, numbers = shown(photo(), 120, 15)
    assert note == "1.30 ms a cell"
    assert said == "outside on top, noses left, lanes of 9 19 ~"
    assert labels == ("  5    17  +0.001                                   9  +0.060   19  +0.075")
    assert {line[4:6] for line in strip} == {"││"}
    assert ruler.startswith("────┬───────┬")
    assert numbers.startswith("    0 ms    10      20")


def test_at_200_columns_the_strip_is_twenty_rows_high() -> None:
    note, _, labels, *strip, _, numbers = shown(photo(), 200, 23)
    assert note == "0.78 ms a cell"
    assert labels.startswith("     5    17  +0.001")
    assert len(strip) == 20
    assert {line[7:9] for line in strip} == {"▕▕"}
    assert numbers.startswith("       0 ms         10")


def test_the_nose_zoom_says_what_the_number_can_bear() -> None:
    note, said, labels, *strip, ruler, numbers = shown(photo(), 120, 15, zoom=4)
    assert note == "nose zoom, 0.05 ms a cell"
    assert said == "official to 0.001 s: each nose is good to ±0.5 ms"
    assert labels.strip() == "5  0.000            17  +0.001"
    assert any("├──── 0.001 s ────┤" in line for line in strip)
    assert ruler[30:51] == "┬────╷────╷────╷────┬"
    assert numbers.split() == ["−1", "ms", "0", "1", "ms", "2", "ms", "3", "ms", "4", "ms"]


@pytest.mark.parametrize(
    ("of", "width", "said"),
    [
        (photo(by="loops", official=False), 120, "by the loops: each nose is good to ±1.5 ms"),
        (
            photo(official=False),
            120,
            "by the camera to 0.001 s: each nose is good to ±0.5 ms",
        ),
        (photo(), 80, "each nose ±0.5 ms"),
    ],
)
def test_the_remark_keeps_to_what_is_known_at_the_clock(of: Photo, width: int, said: str) -> None:
    assert shown(of, width, 12, zoom=6)[1] == said


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("clock", [0, 11, 380, 655, 900, 1_400])
def test_nothing_right_of_the_clock_is_drawn(width: int, height: int, clock: int) -> None:
    strip = shown(photo(clock), width, height)[3:-2]
    edge = int((60_000 + clock * 1_000) / (1_560_000 / width))
    for line in strip:
        assert len(line) == edge + 1
        assert line[-1] in "▏│▕"


def test_the_clocks_edge_tells_the_race_time() -> None:
    labels = shown(photo(380), 120, 15)[2]
    assert labels.endswith("  3:10:42.458")
    assert edge_text(photo(0)) == "3:10:42.420"


def test_a_strip_exposed_up_to_a_column_is_the_whole_one_up_to_it() -> None:
    whole = shown(photo(), 120, 15)[3:-2]
    part = shown(photo(380), 120, 15)[3:-2]
    assert [line[:33] for line in part] == [line[:33] for line in whole]


def test_only_cars_that_have_come_by_are_labelled() -> None:
    _, said, labels, *_ = shown(photo(700), 120, 15)
    assert "9  +0.060" in labels
    assert "19" not in labels
    assert said.endswith("lanes of 9 ~")


def test_ascii_draws_the_strip_with_plain_characters() -> None:
    _, said, *rows = shown(photo(), 120, 15, glyphs=ASCII)
    assert all(line.isascii() for line in (said, *rows))
    assert rows[0] == ("  #5  #17 +0.001                                   #9 +0.060   #19 +0.075")
    assert any("[17]" in line for line in rows)
    assert rows[-2].startswith("----+-------+")


def test_a_low_panel_drops_the_ruler_before_the_strip() -> None:
    _, _, labels, *strip = shown(photo(), 80, 7)
    assert "+0.001" in labels
    assert {line[3] for line in strip} == {"▏"}


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 2), (20, 4), (300, 90)])
def test_any_size_is_drawn_whole(width: int, height: int) -> None:
    for clock in (0, 400, LATE):
        assert len(shown(photo(clock), width, height)) == height + 2


def test_exposing_marks_only_the_new_cells() -> None:
    panel = Watched(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo(380)
        await pilot.pause()
        panel.forget()
        panel.photo = photo(400)
        await pilot.pause()
        assert panel.whole == 0
        strip = next(region for region in panel.marked if region.height > 1)
        assert (strip.x, strip.width, strip.height) == (33, 3, 12)
        assert all(region.width < 20 for region in panel.marked)

    run(panel, 120, 15, check)


def test_a_clock_past_the_window_marks_nothing() -> None:
    panel = Watched(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo(LATE)
        await pilot.pause()
        panel.forget()
        panel.photo = photo(LATE + 333)
        await pilot.pause()
        assert (panel.marked, panel.whole) == ((), 0)

    run(panel, 120, 15, check)


def test_a_car_beyond_the_window_does_not_draw_the_strip_again() -> None:
    panel = Watched(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo(6_089)
        await pilot.pause()
        panel.forget()
        panel.photo = photo(6_090)  # the 11 comes by, 0.609 s behind
        await pilot.pause()
        assert (panel.marked, panel.whole) == ((), 0)

    run(panel, 120, 15, check)


def test_seeking_back_un_exposes_the_strip() -> None:
    panel = PhotoFinish(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo(380)
        await pilot.pause()
        before = lines(panel)
        panel.photo = photo(LATE)
        await pilot.pause()
        panel.photo = photo(380)
        await pilot.pause()
        assert lines(panel) == before
        panel.photo = None
        await pilot.pause()
        assert lines(panel)[0] == f"  {NOT_REACHED}"

    run(panel, 120, 15, check)


def test_zoom_and_nose_move_the_window_and_stop_at_its_steps() -> None:
    assert scale_note(photo(), Viewport(99), 120) == "nose zoom, 0.05 ms a cell"
    assert scale_note(photo(), Viewport(99, "9"), 120) == "nose zoom, 0.05 ms a cell, at 9"
    assert drawn(photo(), 120, 15, Viewport(99, "9"))[0].strip() == "9  +0.060"
    assert scale_note(photo(), Viewport(-99), 120) == "6.50 ms a cell"


def test_the_widget_draws_where_its_viewport_looks() -> None:
    panel = PhotoFinish(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        for at in (Viewport(), Viewport(2), Viewport(99, "9"), Viewport(1, "9", 40)):
            panel.photo, panel.viewport = None, at
            await pilot.pause()
            assert lines(panel) == drawn(None, 120, 15)
            panel.photo = photo()
            await pilot.pause()
            assert lines(panel) == drawn(photo(), 120, 15, at)

    run(panel, 120, 15, check)


def test_at_the_end_of_a_stage_it_stands_in_the_fields_place_and_only_its_edge_is_drawn_again() -> (
    None
):
    panel = Watched(ENTRIES)
    chosen = View(viewport=Viewport(3, "17"))

    def at(clock: int) -> Scene:
        of = structs.replace(photo(clock), stage=1)
        return scene(entries=ENTRIES, photo=of, view=chosen)

    async def check(pilot: Pilot[None]) -> None:
        panel.show(at(200))
        await pilot.pause()
        assert panel.heading(at(200), 120).title == "At the line, the end of stage 1"
        assert lines(panel) == drawn(photo(200), 120, 12)
        assert not panel.can_focus
        panel.forget()
        panel.show(at(213))
        assert panel.whole == 0
        assert panel.marked
        assert all(0 < region.width < 20 for region in panel.marked)

    run(panel, 120, 12, check)


def test_the_pane_looks_where_the_view_says_and_says_so_above_it() -> None:
    panel = PhotoFinish(ENTRIES)
    of = scene(
        entries=ENTRIES, photo=photo(), view=View(line="full", viewport=Viewport(4)), at_line=True
    )

    async def check(pilot: Pilot[None]) -> None:
        panel.show(of)
        await pilot.pause()
        assert lines(panel) == drawn(photo(), 120, 15, Viewport(4))
        assert panel.can_focus

    run(panel, 120, 15, check)
    said = remark(photo(), Viewport(4), 120, UNICODE)
    assert panel.heading(of, 120) == Heading("Finish line", "nose zoom, 0.05 ms a cell", said)


def test_the_end_of_a_stage_is_titled_with_a_mark_where_a_time_is_rebuilt() -> None:
    whole = structs.replace(photo(), stage=2)
    later = structs.replace(NOSES[1], exact=False)
    first = structs.replace(NOSES[0], exact=False)
    assert (title(photo(), UNICODE), title(None, UNICODE)) == ("Finish line", "Finish line")
    assert title(whole, UNICODE) == "The end of stage 2"
    assert stage_title(whole, UNICODE, 48) == "At the line, the end of stage 2"
    one = structs.replace(whole, noses=(NOSES[0], later))
    assert title(one, UNICODE) == "The end of stage 2"
    assert stage_title(one, UNICODE, 48) == "At the line, the end of stage 2 ~"
    assert stage_title(one, UNICODE, 31) == "The end of stage 2 ~"
    assert title(structs.replace(whole, noses=(first,)), ASCII) == "The end of stage 2 ~"


@pytest.mark.parametrize("theme", [NIGHT, PAPER])
def test_the_hash_lines_are_the_only_thing_in_their_colour(theme: object) -> None:
    of = NIGHT if theme is NIGHT else PAPER
    panel = PhotoFinish(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo()
        await pilot.pause()
        colour = palette(of).hash
        for y in range(15):
            for segment in panel.render_line(y):
                style = segment.style
                assert style is not None
                assert style.bgcolor is not None
                if style.color is not None and style.color.name == colour:
                    assert set(segment.text) <= set("▏│▕")

    run(panel, 120, 15, check, of.name)


def test_the_same_row_is_the_same_strip() -> None:
    panel = PhotoFinish(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo(380)
        await pilot.pause()
        assert panel.render_line(5) is panel.render_line(5)
        whole = panel.render_line(14)
        panel.photo = photo(700)
        await pilot.pause()
        assert panel.render_line(14).text == whole.text

    run(panel, 120, 15, check)
