"""A user's keymap, and the bytes that terminals send for the keys of the table."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.tui.viewing import GRID, LAPS, Viewer, rate, tiny, view
from textual._xterm_parser import XTermParser
from textual.events import Key

from replay.tui import key_table, keys
from replay.tui.dialogs.help_screen import HelpScreen
from replay.tui.key_names import is_key, nearest
from replay.tui.keymap import checked

KEYMAP = {
    "next_lap": "n,number_sign",
    "follow": "X",
    "help": "f1",
    "next_mark": "left_square_bracket,ampersand,right_square_bracket",
    "previous_mark": "o",
}


def test_a_remapped_key_works_and_the_old_one_does_not() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("n")
        assert viewer.time == LAPS[1]
        await viewer.press("#")
        assert viewer.time == LAPS[2]
        await viewer.press("right", "l")
        assert viewer.time == LAPS[2]
        await viewer.press("left")
        assert viewer.time == LAPS[1]
        await viewer.press("enter")
        assert viewer.screen.view.followed is None
        await viewer.press("X")
        assert viewer.screen.view.followed == "24"
        await viewer.press("question_mark")
        assert viewer.app.screen is viewer.screen
        await viewer.press("f1")
        assert isinstance(viewer.app.screen, HelpScreen)

    view(tiny(), check, keymap=KEYMAP)


def test_key_bar_and_help_show_the_keys_as_they_are_remapped() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        bar = viewer.lines()[-1]
        assert " ← n lap " in bar
        assert " o [ mark " in bar
        assert bar.rstrip().endswith("f1 help")
        await viewer.press("f1")
        shown = viewer.lines()
        assert any("← n  h #" in line and "Back, forward one lap" in line for line in shown)
        assert any(" X " in line and "Follow the car" in line for line in shown)
        assert not any(" enter " in line for line in shown)

    view(tiny(), check, (120, 60), keymap=KEYMAP)


def test_the_palette_shows_remapped_keys_whatever_signs_they_are() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p", *"next mark")
        await viewer.until(lambda: "[  &  ]" in viewer.text())

    view(tiny(), check, keymap=KEYMAP)


def test_without_a_keymap_help_lists_every_key_of_the_table() -> None:
    rows = [row for _, group in key_table.groups() for row in group]
    told = " ".join(shown for shown, _ in rows).split()
    for key in keys.KEYS:
        for name in key.names():
            missing = [word for word in name.split() if word not in told]
            assert not missing or name.isdigit()
    assert ("0 to 9", "Tenths of the scheduled distance") in rows


def test_signs_on_the_keypad_do_as_those_of_the_main_keys() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("add", "add")
        assert rate(viewer) == 4
        await viewer.press("subtract")
        assert rate(viewer) == 2
        await viewer.press("multiply")
        assert viewer.time == LAPS[1]

    view(tiny(), check, keymap={"next_lap": "*"})


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Right", "right"),
        ("rihgt", "right"),
        ("ctrl-l", "ctrl+l"),
        ("ctrl+L", "ctrl+shift+l"),
        ("ctrl+.", "ctrl+full_stop"),
        ("ctrl++", "ctrl+plus"),
        ("ctrl+i", "tab"),
        ("shift+c", "C"),
        ("shift+ctrl+a", "ctrl+shift+a"),
        ("altgr+8", "alt+8"),
        ("odiaeresis", "ö"),
        ("latin_small_letter_o_with_diaeresis", "ö"),
        ("pgdn", "pagedown"),
        ("Page Down", "pagedown"),
        ("Esc", "escape"),
        (",", "comma"),
        (" ", "space"),
        ("\t", "tab"),
        ("\x1b", "escape"),
        ("\x0c", "ctrl+l"),
        ("\u200d", "space"),
        ("f36", "f6"),
    ],
)
def test_a_key_that_no_keyboard_has_is_told_the_nearest(wrong: str, right: str) -> None:
    assert not is_key(wrong)
    assert nearest(wrong) == right
    assert is_key(right)


@given(st.text(min_size=1, max_size=12))
@example("+")
@example("a+")
@example("--")
def test_whatever_is_written_has_a_nearest_key(name: str) -> None:
    assert is_key(name) or is_key(nearest(name))


@pytest.mark.parametrize("name", ["ö", "Ö", "€", "[", "ctrl+shift+right", "shift+tab", "alt+x"])
def test_what_keyboards_have_is_a_key(name: str) -> None:
    assert is_key(name)


def test_every_key_of_the_table_is_one() -> None:
    bound = [key for it in keys.ALL_KEYS for key in it.binding().key.split(",")]
    assert [key for key in bound if not is_key(key)] == []
    assert checked({}) == {}


def test_an_id_that_no_key_has_is_named() -> None:
    assert keys.unknown_ids({"next_lap": "n", "nxt_lap": "m"}) == ["nxt_lap"]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("\x1b[C", "next_lap"),
        ("\x1bOC", "next_lap"),
        ("\x1b[D", "previous_lap"),
        ("\x1b[1;2D", "back_ten"),
        ("\x1b[1;2C", "forward_ten"),
        ("\x1b[5~", "back_ten"),
        ("\x1b[6~", "forward_ten"),
        (",", "previous_change"),
        (".", "next_change"),
        ("[", "previous_mark"),
        ("]", "next_mark"),
        ("-", "slower"),
        ("=", "faster"),
        ("+", "faster"),
        ("\x1b[57412;129;45u", "slower"),
        ("\x1b[57413;129;43u", "faster"),
        ("\x1b[57409;129;46u", "next_change"),
        ("\x1b[57400;129;49u", "tenth_1"),
        ("\x1b[57414;129u", "follow"),
        ("\x1b[57418u", "next_lap"),
        ("\x7f", "normal_speed"),
        ("\x08", "normal_speed"),
        ("C", "previous_caution"),
        ("\x1b[99;2;67u", "previous_caution"),
        ("\x1b[47;2;63u", "help"),
        ("\x1b[H", "grid"),
        ("\x1b[1~", "grid"),
        ("\x1b[F", "finish"),
        ("\x1b[4~", "finish"),
        ("5", "tenth_5"),
        (":", "go_to"),
        ("\r", "follow"),
        ("\t", "next_pane"),
        ("\x1b[Z", "previous_pane"),
        ("\x1b[27u", "close"),
        ("?", "help"),
        ("\x10", "palette"),
        ("\x1a", "suspend"),
        ("\x03", "quit"),
        ("\x1b[99;5u", "quit"),
    ],
)
def test_what_terminals_send_is_a_key_of_the_table(sent: str, name: str) -> None:
    events = [*XTermParser().feed(sent), *XTermParser().feed("")]
    pressed = [alias for event in events if isinstance(event, Key) for alias in event.aliases]
    assert set(pressed) & set(keys.BY_ID[name].binding().key.split(","))


def test_a_key_that_is_not_in_the_table_does_nothing() -> None:
    async def check(viewer: Viewer) -> None:
        before = viewer.lines()
        await viewer.press("f5", "ctrl+x", "@")
        assert (viewer.time, viewer.lines()) == (GRID, before)

    view(tiny(), check)


def test_the_page_of_the_screen_has_the_table_of_the_keys() -> None:
    page = Path(__file__).parents[2] / "src" / "replay" / "tui" / "README.md"
    assert key_table.markdown() in page.read_text(encoding="utf-8")
    assert key_table.library_markdown() in page.read_text(encoding="utf-8")


def test_in_the_help_what_a_key_does_keeps_its_column_over_several_lines() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("question_mark")
        for width in (80, 120, 80):
            await viewer.resize(width, 60)
            await viewer.pilot.pause()
            lines = [line.rstrip() for line in viewer.lines()]
            (at,) = (y for y, line in enumerate(lines) if "forward one change" in line)
            begins = lines[at].index("Back, forward one change")
            if width == 80:
                assert lines[at + 1] == " " * begins + "entry or exit, a flag"
            else:
                assert lines[at].rstrip().endswith("pit entry or exit, a flag")

    view(tiny(), check, (80, 60))
