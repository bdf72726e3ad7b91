"""A snapshot is text that gives the screen again, and in which little changes when little does."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from replay.race.text import is_text
from replay.testing.cell_grid import CellGrid, cell_grid
from replay.testing.snapshot import SnapshotError, SnapshotHead, read_snapshot, written
from replay.testing.snapshot_place import file_name
from replay.testing.style_names import StyleNames
from replay.tui.theme import NIGHT, palette

NAMES = StyleNames(palette(NIGHT))
HEAD = SnapshotHead("race", "0" * 64, "L1", "12x4", "night", "1.2.3")
COLOURS = ["#ffffff", "#e8ebf0", "#0d1117", "#11161e", "#63d28a", "#123456", "default"]

styles = st.none() | st.builds(
    Style,
    color=st.none() | st.sampled_from(COLOURS),
    bgcolor=st.none() | st.sampled_from(COLOURS),
    bold=st.none() | st.booleans(),
    reverse=st.none() | st.booleans(),
    underline=st.none() | st.booleans(),
)
texts = st.text(st.sampled_from("ab 1 ▀é世ñ́"), max_size=6).filter(is_text)
parts = st.tuples(texts.filter(lambda text: text[:1] != "\u0301"), styles)
rows = st.lists(parts.map(lambda part: Segment(*part)), max_size=5)
screens = st.lists(rows.filter(lambda row: any(part.text for part in row)), min_size=1, max_size=4)


def grid_of(*rows: Sequence[tuple[str, str]]) -> CellGrid:
    return cell_grid([[Segment(text, Style.parse(style)) for text, style in row] for row in rows])


@given(screens)
def test_what_is_written_is_read_again(screen: list[list[Segment]]) -> None:
    grid = cell_grid(screen)
    assert read_snapshot(written(HEAD, grid, NAMES)) == grid


@given(screens, st.data())
def test_how_a_row_is_cut_into_segments_changes_nothing(
    screen: list[list[Segment]], data: st.DataObject
) -> None:
    cut = []
    for row in screen:
        parts: list[Segment] = []
        for part in row:
            at = data.draw(st.integers(0, len(part.text)))
            if part.text[at : at + 1] == "\u0301":
                at = 0
            parts += [Segment(part.text[:at], part.style), Segment(part.text[at:], part.style)]
        cut.append(parts)
    assert cell_grid(cut) == cell_grid(screen)


@given(screens)
def test_a_cell_is_where_its_sign_is(screen: list[list[Segment]]) -> None:
    for row in cell_grid(screen):
        assert len(row.cells()) == row.width


def test_the_ink_of_a_blank_is_not_seen() -> None:
    one = grid_of([("ab", "#ffffff on #000000"), ("  ", "#ff0000 on #000000")])
    other = grid_of([("ab  ", "#ffffff on #000000")])
    assert one == other
    assert one != grid_of([("ab", "#ffffff on #000000"), ("  ", "#ffffff on #000001")])
    assert one != grid_of([("ab", "#ffffff on #000000"), ("  ", "underline #ffffff on #000000")])


def test_a_new_style_changes_no_other_line() -> None:
    mute, gain = "#8994a3 on #0d1117", "#63d28a on #0d1117"
    before = written(HEAD, grid_of([("ab", mute)], [("cd", gain)]), NAMES).decode().split("\n")
    after = written(HEAD, grid_of([("a", "#123456"), ("b", mute)], [("cd", gain)]), NAMES)
    lines = after.decode().split("\n")
    assert "  1  mute*2" in before
    assert "  1  123456/default*1 mute*1" in lines
    assert [line for line in before if line not in lines] == ["  1  mute*2"]
    assert "mute  #8994a3 on #0d1117" in lines


@pytest.mark.parametrize(
    "name",
    ["con", "LPT1.txt", "a/b", "a:b", "..", "", " x ", "x.", "é" * 300, "a" * 300, "\x1b[1m"],
)
def test_a_name_that_some_system_refuses_is_written_otherwise(name: str) -> None:
    plain = file_name(name)
    assert plain != name
    assert plain not in {"", ".", ".."}
    assert len(plain.encode()) <= 100
    assert is_text(plain)
    assert not {*plain} & {*'<>:"/\\|?*'}
    assert file_name(plain) == plain


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_names_never_become_one(one: str, other: str) -> None:
    if one != other:
        assert file_name(one) != file_name(other)


@given(st.binary(max_size=200) | screens.map(lambda s: written(HEAD, cell_grid(s), NAMES)[5:]))
def test_what_is_no_snapshot_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SnapshotError) as error:
        read_snapshot(data)
    assert "\n" not in str(error.value)
