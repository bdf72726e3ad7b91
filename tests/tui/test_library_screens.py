"""The list of races as a screen: locked as text at three sizes, and used with keys and mouse."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from syrupy.assertion import SnapshotAssertion
from tests.laws import examples
from tests.strategies import races
from tests.tui.libraries import mixed, thousand
from tests.tui.locked import locked
from tests.tui.viewing import Viewer, kansas, tiny, view
from textual.events import Paste

from replay import racefile
from replay.race.library import library_of
from replay.race.model import Race
from replay.race.search import search_words
from replay.racefile import Listing
from replay.testing.cut_race import cut
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.picker.library_facts import facts_below, facts_beside, title_of
from replay.tui.picker.library_lines import Head
from replay.tui.picker.library_view import LibraryView
from replay.tui.picker.race_columns import race_columns
from replay.tui.picker.race_rows import race_row

SIZES = [(80, 24), (120, 40), (200, 60)]
OPENED = ("home", "down", "down", "right", "down")
"""The keys that open a season and choose its newest race."""


def screen(size: tuple[int, int], keys: Sequence[str] = (), **options: bool | str) -> str:
    """The screen of the mixed library after some keys, as text and looks."""
    shown: list[str] = []

    async def check(viewer: Viewer) -> None:
        await viewer.press(*keys)
        assert viewer.odd_lines() == []
        shown.append(locked(viewer.app))

    view(None, check, size, listings=mixed(), **options)
    return shown[0]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "200x60"])
def test_a_library_of_seven_series(snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    assert screen(size, OPENED) == snapshot


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "200x60"])
def test_a_search(snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    assert screen(size, [*"sao", "space", *"GP"]) == snapshot


def test_as_it_opens(snapshot: SnapshotAssertion) -> None:
    assert screen((80, 24)) == snapshot


def test_a_search_for_two_words(snapshot: SnapshotAssertion) -> None:
    assert screen((120, 40), [*"abu", "space", *"202", "down"]) == snapshot


def test_in_ascii(snapshot: SnapshotAssertion) -> None:
    shown = screen((80, 24), [*OPENED, "end"], ascii=True)
    assert shown.isascii()
    assert shown == snapshot


def test_on_paper(snapshot: SnapshotAssertion) -> None:
    assert screen((120, 40), OPENED, theme="replay-paper") == snapshot


def test_without_colour(snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = screen((120, 40), [*"2021"])
    assert "+bold" in shown
    assert shown == snapshot


# -- keys and mouse


def use(check: object, files: Sequence[Listing] = (), size: tuple[int, int] = (120, 40)) -> None:
    view(None, check, size, listings=files or mixed(), load=lambda name: tiny())  # type: ignore[arg-type]


def chosen(viewer: Viewer) -> str:
    line = viewer.picker.races.chosen
    assert line is not None
    return f"({line.season or line.series})" if isinstance(line, Head) else line.info.name


def test_left_folds_up_to_the_series_and_right_goes_in_again() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(*OPENED)
        assert chosen(viewer) == "f1-2021-0"
        await viewer.press("down", "left")
        assert chosen(viewer) == "(2021)"
        assert "+ 2021  9 races" in viewer.text()
        await viewer.press("left")
        assert chosen(viewer) == "(Formula 1)"
        await viewer.press("left")
        assert "+ Formula 1  27" in viewer.text()
        await viewer.press("left", "right")
        assert "− Formula 1  27" in viewer.text()
        await viewer.press("right", "down", "right", "right")
        assert chosen(viewer) == "f1-2021-0"
        await viewer.press("right")
        assert chosen(viewer) == "f1-2021-0"

    use(check)


def test_enter_and_a_click_turn_a_head() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("home", "enter")
        assert "+ Formula 1  27" in viewer.text()
        y = next(y for y, line in enumerate(viewer.lines()) if "Formula 1  27" in line)
        await viewer.pilot.click(offset=(8, y))
        await viewer.quiet()
        assert "− Formula 1  27" in viewer.text()
        assert "enter fold" in viewer.lines()[-1]

    use(check)


def test_a_race_that_was_left_is_opened_there_or_anew() -> None:
    async def check(viewer: Viewer) -> None:
        async def open_by(key: str) -> None:
            await viewer.press(key)
            await viewer.until(lambda: viewer.app.screen is not viewer.picker)

        async def leave() -> None:
            await viewer.press("escape")
            await viewer.until(lambda: viewer.app.screen is viewer.picker)

        await viewer.press(*"kansas")
        assert "ctrl+r" not in viewer.lines()[-1]
        await open_by("enter")
        await viewer.press("right", "right")
        await leave()
        assert "‖ lap 2" in viewer.text()
        assert "enter go on   ctrl+r from the start" in viewer.lines()[-1]
        await open_by("ctrl+r")
        assert viewer.time == 0
        await viewer.press("right")
        await leave()
        assert "‖ lap 1" in viewer.text()

    use(check)


def test_a_race_over_a_time_is_noted_by_its_hours() -> None:
    header = structs.replace(tiny().header, scheduled_laps=None, scheduled_time=360_000_000)
    race = structs.replace(tiny(), header=structs.replace(header, stages=()))

    async def check(viewer: Viewer) -> None:
        await viewer.press("enter")
        await viewer.until(lambda: viewer.app.screen is not viewer.picker)
        await viewer.seek(3_000_000)
        await viewer.press("escape")
        await viewer.until(lambda: viewer.app.screen is viewer.picker)
        assert "‖ 0:05" in viewer.text()

    files = (Listing("timed", Path("timed.json"), race.header, None),)
    view(None, check, (120, 40), listings=files, load=lambda name: race)


def test_a_letter_of_a_users_keymap_is_a_command_only_while_nothing_is_typed() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("j")
        assert (viewer.picker.words, chosen(viewer)) == ("", "(Indy Lights)")
        await viewer.press(*"i", "j")
        assert viewer.picker.words == "ij"
        await viewer.press("escape", "q")
        assert viewer.picker.words == "q"

    keymap = {"line_down": "down,j", "quit": "x"}
    view(None, check, (120, 40), listings=mixed(), keymap=keymap)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_but_the_list_moves_while_one_types(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        widgets = [*viewer.picker.query("*")]
        before = [widget.region for widget in widgets]
        for key in ("down", *"monza", "down", *"zz", "escape", "end", "left"):
            await viewer.press(key)
            assert [widget.region for widget in widgets] == before, key
            assert viewer.odd_lines() == []

    use(check, thousand(), size)


def test_after_a_search_that_found_nothing_one_is_where_one_was() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "up", "up", "up")
        before = chosen(viewer)
        await viewer.press(*"zzz", "escape")
        assert chosen(viewer) == before == "suzuka"

    use(check)


def test_what_is_pasted_is_searched_for_in_one_line() -> None:
    async def check(viewer: Viewer) -> None:
        viewer.app.post_message(Paste("Le\nMans\x1b[2J" + " x" * 500))
        await viewer.quiet()
        assert viewer.picker.words.startswith("Le Mans\x1b[2J x x")
        assert len(viewer.picker.words) == 200
        assert viewer.odd_lines() == []
        assert "\x1b" not in viewer.text()
        await viewer.press("escape")
        viewer.app.post_message(Paste("kansas"))
        await viewer.quiet()
        assert chosen(viewer) == "kansas-2024"

    use(check)


def test_a_thousand_races_are_gone_through_and_searched() -> None:
    async def check(viewer: Viewer) -> None:
        assert "1,000 races of 2 series" in viewer.lines()[0]
        assert "NASCAR Cup  325" in viewer.text() or "Formula 1  675" in viewer.text()
        await viewer.press(*"1971", "space", *"monza")
        assert "1 of 1,000 races   / 1971 monza" in viewer.lines()[0]
        assert chosen(viewer) == "f1-1971-8"
        await viewer.press("escape")
        assert chosen(viewer) == "f1-1971-8"
        assert "− 1971  9 races" in viewer.text()

    use(check, thousand())


# -- nothing of a result


def drawn(file: Listing) -> list[object]:
    """All that is said of a race anywhere in the list."""
    view = LibraryView(library_of([file]))
    said: list[object] = []
    for glyphs in (UNICODE, ASCII):
        for line in view.lines:
            said.append(title_of(line))
            races = view.races_under(line)
            said += [tell(line, "", races, 40, glyphs) for tell in (facts_beside, facts_below)]
            if isinstance(line, Head):
                said.append(line)
                continue
            for width in (60, 80, 118):
                columns = race_columns(width)
                said.append(race_row(line, "", columns, True, ("a", "20"), glyphs))  # type: ignore[arg-type]
    said += [len(view.library.found(search_words(words)).races) for words in ("2", "only", "a")]
    return said


def listing_of(race: Race) -> Listing:
    """The race as a list of files knows it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "race.json"
        path.write_bytes(racefile.encode(race))
        return Listing("race", path, racefile.read_header(path), None)


@settings(examples(60))
@given(races(), races())
def test_no_row_and_no_fact_changes_when_anything_but_the_header_does(
    race: Race, other: Race
) -> None:
    other = structs.replace(other, header=race.header)
    assert drawn(listing_of(race)) == drawn(listing_of(other))


@given(st.integers(0, 114_424_000))
@settings(examples(10))
def test_kansas_cut_at_any_time_is_listed_the_same(time: int) -> None:
    short = structs.replace(cut(kansas(), time), header=kansas().header)
    assert drawn(listing_of(short)) == drawn(listing_of(kansas()))
