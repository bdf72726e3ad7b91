"""The strip zoomed in and set on one nose or another: the panel and its keys."""

import pytest
from msgspec import structs
from textual.geometry import Size
from textual.pilot import Pilot

from replay.race.finish import Nose
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.finish_line.photo_finish import PhotoFinish, remark, scale_note
from replay.tui.finish_line.viewport import Viewport

from .finish_values import ENTRIES, LATE, NOSES, drawn, photo
from .states import run
from .viewing import END, GRID, Viewer, tiny, view, viewport

# -- the panel


def shown(width: int, height: int, zoom: int, nose: str = "", clock: int = LATE) -> list[str]:
    """The note, the remark and the lines of the strip as text."""
    of, at = photo(clock), Viewport(zoom, nose)
    note, said = scale_note(of, at, width), remark(of, at, width, UNICODE)
    return [note, said, *drawn(of, width, height, at)]


@pytest.mark.parametrize(
    ("width", "height", "zoom", "nose", "note", "labels", "bands", "numbers"),
    [
        (
            80, 12, 5, "17", "nose zoom, 0.05 ms a cell, at 17",
            " 5  0.000            17  +0.001",
            "▏─────────├─────────▏─────────┤",
            "0                   1 ms                2 ms                3 ms",
        ),
        (
            120, 15, 4, "", "nose zoom, 0.05 ms a cell",
            f"{'':30} 5  0.000            17  +0.001",
            f"{'':20}├─────────▏─────────├─────────▏─────────┤",
            f"{'':10}−1 ms{'':15}0{'':19}1 ms{'':16}2 ms{'':16}3 ms{'':16}4 ms",
        ),
        (
            200, 23, 3, "", "nose zoom, 0.10 ms a cell",
            f"{'':50} 5  0.000  17  +0.001",
            f"{'':45}├────▏────├────▏────┤",
            None,
        ),
    ],
)  # fmt: skip
def test_a_nose_zoom_shows_what_each_nose_may_be_off(
    width: int,
    height: int,
    zoom: int,
    nose: str,
    note: str,
    labels: str,
    bands: str,
    numbers: str | None,
) -> None:
    note_said, precision, top, wall, *_, last = shown(width, height, zoom, nose)
    assert note_said == note
    assert "±0.5 ms" in precision
    assert (top, wall) == (labels, bands)
    assert numbers is None or last == numbers


@pytest.mark.parametrize(
    ("width", "said"), [(80, "rebuilt times ~"), (120, "rebuilt times ~, not good to 1 ms")]
)
def test_a_nose_zoom_on_a_rebuilt_time_says_that_it_bears_none(width: int, said: str) -> None:
    noses = (NOSES[0], Nose("17", 6_000, 1_000, True, exact=False))
    of = structs.replace(photo(), noses=noses)
    at = Viewport().zoomed(9, of, width)
    assert remark(of, at, width, UNICODE).endswith("±0.5 ms")
    at = at.on_next_nose(of)
    assert remark(of, at, width, UNICODE) == said
    assert not any("├" in line for line in drawn(of, width, 15, at))


@pytest.mark.parametrize("zoom", [0, 1, 2])
def test_no_band_is_drawn_where_it_would_be_finer_than_the_picture(zoom: int) -> None:
    assert not any("├" in line for line in shown(120, 15, zoom)[3:-2])


def test_a_strip_away_from_the_first_nose_says_its_unit_once() -> None:
    _, said, *_, numbers = shown(120, 15, 1, "19")
    assert said.endswith("lanes of 9 19 ~")  # of the 9 only the nose is out of view
    assert numbers.split() == ["70", "ms", *map(str, range(75, 130, 5))]


def test_a_nose_not_yet_at_the_line_leaves_the_strip_on_the_first() -> None:
    assert shown(120, 15, 4, "19", 700) == shown(120, 15, 4, "", 700)
    assert shown(120, 15, 4, "19", 750)[0].endswith("at 19")


def test_a_scale_and_a_nose_once_drawn_are_not_drawn_again() -> None:
    panel = PhotoFinish(ENTRIES)

    async def check(pilot: Pilot[None]) -> None:
        panel.photo = photo()
        await pilot.pause()
        row = panel.render_line(5)
        panel.viewport = Viewport(2)
        assert panel.render_line(5) is not row
        panel.viewport = Viewport()
        assert panel.render_line(5) is row

    run(panel, 120, 15, check)


# -- the keys on the screen


def test_before_the_strip_is_open_its_keys_do_nothing_and_are_not_offered() -> None:
    async def check(viewer: Viewer) -> None:
        for time in (GRID, END - 1):
            await viewer.seek(time)
            if viewer.strip_open:
                continue
            before = viewer.lines()
            await viewer.press("z", "n", "Z")
            assert viewport(viewer) == Viewport()
            assert viewer.lines() == before
            assert "nose" not in before[-1]

    view(tiny(), check)


def test_the_strip_opens_at_its_widest_again_after_it_was_closed() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(END)
        await viewer.press("z", "n", "escape")
        assert viewport(viewer) == Viewport()
        await viewer.press("z")
        assert viewport(viewer).zoom == 0
        await viewer.press("end", "z")
        assert viewport(viewer).zoom == 1
        await viewer.press("left", "left", "end")
        assert viewport(viewer).zoom == 0

    view(tiny(), check)


def test_the_title_and_the_key_bar_follow_the_strip() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(END)
        assert viewer.lines()[-1].startswith(" e summary   z Z zoom   n nose   space play")
        await viewer.press("z")
        assert "0.50 ms a cell" in viewer.lines()[1]
        await viewer.press(*"zzzzzz")
        assert "nose zoom, 0.05 ms a cell" in viewer.lines()[1]
        await viewer.resize(80, 24)
        await viewer.press("Z")
        assert viewer.app.size == Size(80, 24)
        assert viewer.odd_lines() == []

    view(tiny(), check)
