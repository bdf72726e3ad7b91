"""Names are only ever text: markup, wide characters and a plain terminal."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.cells import cell_len
from tests.tui.viewing import END, GREEN, GRID, TINY, YELLOW, Viewer, kansas, renamed, tiny, view

from replay import racefile
from replay.race.model import Caution, Race
from replay.racefile import Listing

MOMENTS = (GRID, GREEN, YELLOW, 2_100_000, 3_480_000, END)
SIZES = ((60, 16), (80, 24), (120, 40), (200, 60))

NAMES = (
    "[red]",
    "[/]",
    "{x} {0!r} %s",
    "佐藤琢磨とその仲間たちの長い長い名前",
    "🏁🏎\ufe0f👨🏽 fast",
    "[@click=app.quit]quit[/]",
    "\\[bold]\\",
    "e\u0301a\u0302o\u0308" * 8,
    "[link=https://example.org]",
    "한국어 이름",
    "[bold",
    "$accent ]",
    "ﷺ" * 6,
)
"""What a name in a race file may be and a screen must survive."""

_NAMED = {
    *("name", "short", "series", "round", "shape", "first", "last", "team", "make", "label"),
    *("crew_chief", "reason", "where", "detail", "text", "note", "status", "by"),
}


def spoiled(value: Any, names: list[str], field: str = "") -> Any:
    """The same JSON with each text that a screen may show replaced by the next of `names`."""
    if isinstance(value, dict):
        return {key: spoiled(part, names, key) for key, part in value.items()}
    if isinstance(value, list):
        return [spoiled(part, names, field) for part in value]
    if field not in _NAMED or not isinstance(value, str):
        return value
    names.append(names.pop(0))
    return names[-1]


def hostile(first: int) -> Race:
    """The tiny race under names that mean something else elsewhere, beginning with `first`."""
    raw = msgspec.json.decode(TINY.read_bytes())
    raw["entries"][0]["crew_chief"] = "?"
    raw["events"][1] |= {"where": "?", "detail": "?", "cars": ["07"], "stage_end": False}
    names = [*NAMES[first:], *NAMES[:first]]
    return racefile.decode(msgspec.json.encode(spoiled(raw, names)))


@pytest.mark.parametrize(("first", "ascii"), [(0, False), (6, True)])
def test_no_name_breaks_the_width_of_a_line(first: int, ascii: bool) -> None:
    async def check(viewer: Viewer) -> None:
        for size in SIZES:
            await viewer.resize(*size)
            for time in MOMENTS:
                await viewer.seek(time)
                assert viewer.odd_lines() == [], (size, time)
                assert not ascii or viewer.text().isascii(), (size, time)

    view(hostile(first), check, ascii=ascii)


def test_markup_in_a_name_is_shown_as_it_is_written() -> None:
    race = renamed(tiny(), name="Cup [red]400[/]", short="[/]")

    async def check(viewer: Viewer) -> None:
        assert "Cup [red]400[/]" in viewer.lines()[0]

    view(race, check)


@pytest.mark.parametrize("first", [0, 6])
def test_no_name_breaks_the_picker(first: int) -> None:
    races = [hostile(place) for place in (first, (first + 4) % len(NAMES))]
    listings = [
        *(Listing(NAMES[n], Path(f"{n}.json"), race.header, None) for n, race in enumerate(races)),
        Listing(NAMES[first], Path("broken.json"), None, NAMES[first]),
    ]

    async def check(viewer: Viewer) -> None:
        for size in SIZES:
            await viewer.resize(*size)
            for key in ("down", "down", "up", "["):
                await viewer.press(key)
                assert viewer.odd_lines() == []
            await viewer.press("escape")

    view(None, check, listings=listings)


# -- a terminal that knows ASCII alone


@pytest.mark.parametrize(
    ("race", "size"),
    [(tiny(), (60, 16)), (tiny(), (120, 40)), (kansas(), (80, 24)), (kansas(), (200, 60))],
    ids=["tiny-60", "tiny-120", "kansas-80", "kansas-200"],
)
def test_in_ascii_no_moment_shows_another_character(race: Race, size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        caution = next(e.at for e in viewer.screen.recording.race.events if isinstance(e, Caution))
        end = viewer.screen.recording.timeline.end
        for time in (0, viewer.screen.recording.timeline.instant(1), caution, end - 100_000, end):
            await viewer.seek(time or 0)
            assert viewer.text().isascii(), time
        for key in ("r", "space", "v", "v", "v", "tab", "C"):
            await viewer.press(key)
            assert viewer.text().isascii(), key

    view(race, check, size, ascii=True)


def test_in_ascii_help_dialogs_and_palette_show_no_other_character() -> None:
    async def check(viewer: Viewer) -> None:
        for opening in ("question_mark", "g", "ctrl+p"):
            await viewer.press(opening)
            assert len(viewer.app.screen_stack) == 2
            await viewer.press("down", "x")
            assert viewer.text().isascii(), opening
            await viewer.press("escape")

    view(tiny(), check, (80, 24), ascii=True)


def test_no_sign_of_help_dialogs_and_palette_takes_two_cells() -> None:
    async def check(viewer: Viewer) -> None:
        for opening in ("question_mark", "g", "ctrl+p"):
            await viewer.press(opening)
            assert len(viewer.app.screen_stack) == 2
            assert all(cell_len(sign) < 2 for sign in viewer.text()), opening
            await viewer.press("escape")

    view(tiny(), check, (80, 24))


def test_in_ascii_the_keys_are_told_in_words() -> None:
    async def check(viewer: Viewer) -> None:
        assert " left right lap " in viewer.lines()[-1]
        await viewer.press("question_mark")
        assert "shift left right  page up down" in viewer.text()
        assert "Speed x1" in viewer.text()

    view(tiny(), check, ascii=True)


def test_in_ascii_the_picker_shows_no_other_character() -> None:
    header = renamed(tiny(), name="Großer Preis — “Łódź” 東京").header
    listings = [
        Listing("tiny", Path("tiny.json"), header, None),
        Listing("kansas-2024", Path("kansas-2024.json"), kansas().header, None),
        Listing("café", Path("café.json"), None, "café.json: not JSON"),
    ]

    async def check(viewer: Viewer) -> None:
        for key in ("down", "end", "ü", "escape", "home"):
            await viewer.press(key)
            assert viewer.text().isascii(), key
        assert 'Grosser Preis - "Lodz" ??' in viewer.text()
        await viewer.press("down", "enter")
        await viewer.until(lambda: viewer.app.screen is not viewer.picker)
        await viewer.press("right", "escape")
        await viewer.until(lambda: viewer.app.screen is viewer.picker)
        assert "|| lap 1" in viewer.text()
        assert viewer.text().isascii()

    view(None, check, (200, 60), listings=listings, load=lambda name: tiny(), ascii=True)
