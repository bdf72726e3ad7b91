"""The terminal's own cursor rests on the chosen row: screen readers and magnifiers follow it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from tests.terminal.session import HINT, TINY, Terminal

# What pyte takes for something else: private modes and reports, which move no cursor.
_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;:]*[a-zA-Z]|\x1b\[[0-9;?]*\$p|\x1b\]22;[^\x07]*\x07")

UP, DOWN = b"\x1b[A", b"\x1b[B"


class Emulator:
    """A terminal with the program in it, and an emulator of what it shows."""

    def __init__(self, terminal: Terminal, columns: int, rows: int) -> None:
        self.terminal = terminal
        self.screen = pyte.Screen(columns, rows)

    def press(self, keys: bytes) -> str:
        """Press keys, wait until all is painted, and give the row the cursor stands on."""
        self.terminal.send(keys)
        self.terminal.until_at_rest()
        return self.row()

    def row(self) -> str:
        self.screen.reset()
        pyte.ByteStream(self.screen).feed(_PRIVATE.sub(b"", self.terminal.output))
        return self.screen.display[self.screen.cursor.y][self.screen.cursor.x :]


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    columns, rows = 120, 40
    shown = Terminal(tmp_path, "-m", "replay", str(TINY), size=(rows, columns))
    try:
        shown.until_shown(HINT)
        shown.until_at_rest()
        yield Emulator(shown, columns, rows)
    finally:
        shown.close()


def test_it_stands_on_the_chosen_row_of_whatever_has_the_keys(emulator: Emulator) -> None:
    press = emulator.press
    assert press(DOWN).startswith("▌ 2")
    assert press(DOWN + DOWN).startswith("▌ 4")
    assert press(UP).startswith("▌ 3")
    assert press(b"sl").startswith("▌ 3"), "it stays on the chosen row as time goes"
    first = press(b"\t")
    assert "▌" in first
    second = press(DOWN)
    assert "▌" in second
    assert second != first
    assert press(b"H").startswith("▌ [ ] lead changes")
    assert press(DOWN).startswith("▌ [ ] cautions and red flags")
    assert press(b"\x1b") == second, "back in the log"
    assert "Time" in press(b"?")


def test_in_the_palette_it_stands_where_one_types_then_on_the_command(emulator: Emulator) -> None:
    press = emulator.press
    typed = press(b"\x10" + b"next caution")
    assert not typed.strip() or "caution" not in typed, "behind what was typed"
    assert "Next caution" in press(DOWN + UP)


def test_in_the_list_of_races_it_stands_on_the_chosen_one(tmp_path: Path) -> None:
    shown = Terminal(tmp_path, "-m", "replay", size=(40, 120))
    try:
        shown.until_shown(b"Races")
        shown.until_at_rest()
        emulator = Emulator(shown, 120, 40)
        first = emulator.row()
        below = emulator.press(DOWN)
        assert first.strip()
        assert below.strip()
        assert first != below
        assert emulator.press(b"le mans").startswith("▌")
    finally:
        shown.close()


def test_where_one_types_it_stands_from_the_first_moment_on(emulator: Emulator) -> None:
    emulator.press(b"g")
    column, row = emulator.screen.cursor.x, emulator.screen.cursor.y
    shown = emulator.screen.display[row][column - 1 :]
    assert shown.startswith("150"), "on the examples, before a letter"
    emulator.press(b"\x1b")
    emulator.press(b"/x")
    assert "/x" in emulator.screen.display[emulator.screen.cursor.y]
