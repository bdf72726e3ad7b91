"""The picker: filter, open, come back, and what is broken."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event

import pytest
from tests.tui.viewing import LAPS, TOP, Check, Viewer, kansas, renamed, tiny, view

from replay import racefile
from replay.race.model import Race
from replay.racefile import Listing
from replay.state.kept_races import KeptRaces
from replay.state.race_keeps import Place, left_at_place
from replay.tui.dialogs.help_screen import HelpScreen
from replay.tui.drawing.fact_rows import FactList
from replay.tui.drawing.runs import text_of
from replay.tui.picker.library_lines import Head
from replay.tui.picker.race_list import RaceList
from replay.tui.picker.race_picker import RacePicker

BROKEN = Listing("broken", Path("broken.json"), None, "broken.json: not [JSON] at byte 7")
OLD = renamed(tiny(), name="Old 10", date="1999-07-04")
RACES: dict[str, Race] = {"tiny": tiny(), "old-10": OLD, "kansas-2024": kansas()}


def listed(*names: str) -> tuple[Listing, ...]:
    return tuple(Listing(name, Path(f"{name}.json"), RACES[name].header, None) for name in names)


ALL = (BROKEN, *listed("old-10", "tiny", "kansas-2024"))


def pick(
    check: Check,
    listings: Sequence[Listing] = ALL,
    load: Callable[[str], Race] = RACES.__getitem__,
    size: tuple[int, int] = (120, 40),
    ascii: bool = False,
) -> None:
    view(None, check, size, listings=listings, load=load, ascii=ascii)


def names(viewer: Viewer) -> list[str]:
    """The races and files that are listed, heads apart."""
    return [line.info.name for line in viewer.picker.races.lines if not isinstance(line, Head)]


def chosen(viewer: Viewer) -> str:
    """The name of the chosen race or file; of a head what it is of, in brackets."""
    line = viewer.picker.races.chosen
    assert line is not None
    return f"({line.season or line.series})" if isinstance(line, Head) else line.info.name


def is_head(line: object) -> bool:
    return isinstance(line, Head)


def told(viewer: Viewer) -> str:
    """What is told of the chosen line, in one line."""
    return " ".join(
        text_of(row).strip() for row in viewer.picker.query_one("#facts", FactList).rows
    )


def in_picker(viewer: Viewer) -> bool:
    return isinstance(viewer.app.screen, RacePicker)


def test_the_first_race_of_the_first_series_is_chosen_and_broken_files_come_last() -> None:
    async def check(viewer: Viewer) -> None:
        assert names(viewer) == ["kansas-2024", "tiny", "old-10", "broken"]
        assert chosen(viewer) == "kansas-2024"
        assert "3 races of 2 series" in viewer.lines()[0]
        assert not any(word in viewer.text() for word in ("Larson", "0.001", "wins"))

    pick(check)


def test_the_arrows_choose_and_stop_at_the_ends() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("up", "up")
        assert chosen(viewer) == "(NASCAR Cup Series)"
        await viewer.press("down", "down", "down")
        assert chosen(viewer) == "tiny"
        await viewer.press("end", "down")
        assert chosen(viewer) == "broken"
        await viewer.press("pageup")
        assert chosen(viewer) == "(NASCAR Cup Series)"
        await viewer.press("pagedown")
        assert chosen(viewer) == "broken"
        await viewer.press("home")
        assert chosen(viewer) == "(NASCAR Cup Series)"

    pick(check)


def test_typing_filters_backspace_takes_back_and_escape_clears() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(*"oldx")
        assert names(viewer) == []
        assert "No race matches “oldx”" in viewer.text()
        await viewer.press("enter")
        assert in_picker(viewer)
        await viewer.press("backspace")
        assert (names(viewer), chosen(viewer)) == (["old-10"], "old-10")
        assert "/ old" in viewer.lines()[0]
        await viewer.press("escape")
        assert len(names(viewer)) == 4
        await viewer.press("escape")
        assert in_picker(viewer)

    pick(check)


def test_every_word_typed_has_to_match_whatever_its_case() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("H", *"ill", "space", *"1999")
        assert names(viewer) == ["old-10"]

    pick(check)


def test_a_typed_q_is_a_letter_once_something_is_typed() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("a", "q", "question_mark")
        assert viewer.picker.words == "aq?"
        assert in_picker(viewer)
        await viewer.press("escape", "question_mark")
        assert isinstance(viewer.app.screen, HelpScreen)
        assert "Fold, open a series or season" in viewer.text()
        assert "Tenths" not in viewer.text()
        await viewer.press("escape", "q")
        assert viewer.app._exit

    pick(check)


def test_ctrl_c_quits_the_picker() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("a", "ctrl+c")
        assert viewer.app._exit

    pick(check)


def test_enter_opens_and_escape_comes_back_to_where_it_was_left() -> None:
    async def check(viewer: Viewer) -> None:
        def opened() -> bool:
            return not in_picker(viewer)

        await viewer.press(*"tiny", "enter")
        await viewer.until(opened)
        assert viewer.screen.recording.race is RACES["tiny"]
        assert viewer.time == 0
        await viewer.press("right", "right", "right", "escape")
        await viewer.until(lambda: in_picker(viewer))
        assert chosen(viewer) == "tiny"
        assert [line for line in viewer.lines() if "‖ lap 3" in line and "Tiny 10" in line]
        await viewer.press("enter")
        await viewer.until(opened)
        assert viewer.time == LAPS[3]
        assert viewer.state.lap == 3
        await viewer.press("home", "escape")
        await viewer.until(lambda: in_picker(viewer))
        assert "‖" not in viewer.text()

    pick(check)


def test_a_race_left_at_its_end_tells_no_result_in_the_list() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(*"tiny", "enter")
        await viewer.until(lambda: not in_picker(viewer))
        await viewer.press("end", "escape", "escape")
        await viewer.until(lambda: in_picker(viewer))
        assert not any(word in viewer.text() for word in ("Nuñez", "wins", "0.001"))

    pick(check)


def test_a_broken_file_is_listed_with_its_error_and_cannot_be_opened() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        assert "Cannot be read  1" in viewer.text()
        assert "broken  × not [JSON] at byte 7" in viewer.text()
        assert told(viewer) == "× broken.json: not [JSON] at byte 7"
        await viewer.press("enter")
        await viewer.pilot.pause(0.1)
        assert in_picker(viewer)

    pick(check)


def test_a_race_that_fails_to_load_stays_in_the_picker_and_says_why() -> None:
    def load(name: str) -> Race:
        if name == "tiny":
            raise ValueError("tiny.json: it went [away] meanwhile")
        return RACES[name]

    async def check(viewer: Viewer) -> None:
        await viewer.press(*"tiny", "enter")
        await viewer.until(lambda: "it went [away] meanwhile" in told(viewer))
        assert in_picker(viewer)
        await viewer.press("escape", "down")
        assert "meanwhile" not in told(viewer)
        await viewer.press("enter")
        await viewer.until(lambda: not in_picker(viewer))
        assert viewer.screen.recording.race is OLD

    pick(check, load=load)


def test_without_races_it_says_where_they_go() -> None:
    async def check(viewer: Viewer) -> None:
        assert "No races here" in viewer.text()
        await viewer.press("enter", "down", "pagedown", "end", "up", "x", "backspace", "escape")
        assert in_picker(viewer)
        assert "0 races" in viewer.lines()[0]

    pick(check, listings=())


def test_a_click_on_a_race_that_was_filtered_out_since_chooses_nothing() -> None:
    async def check(viewer: Viewer) -> None:
        races = viewer.picker.query_one(RaceList)
        clicked = RaceList.Clicked(races.lines[-1])
        await viewer.press(*"kansas")
        races.post_message(clicked)
        await viewer.pilot.pause()
        assert in_picker(viewer)
        assert chosen(viewer) == "kansas-2024"

    pick(check)


def test_a_click_chooses_and_a_click_on_the_chosen_opens() -> None:
    async def check(viewer: Viewer) -> None:
        rows = [line[:40] for line in viewer.lines()]
        y = next(y for y, row in enumerate(rows) if "Old 10" in row)
        await viewer.pilot.click(offset=(10, y))
        assert (chosen(viewer), in_picker(viewer)) == ("old-10", True)
        await viewer.pilot.click(offset=(10, y))
        await viewer.until(lambda: not in_picker(viewer))
        assert viewer.screen.recording.race is OLD

    pick(check)


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (60, 16), (80, 24), (200, 60)])
def test_no_size_crashes_the_picker_or_breaks_a_line(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        for key in ("down", "end", "z", "escape"):
            await viewer.press(key)
            assert viewer.odd_lines() == []

    pick(check, size=size)


def shipped() -> tuple[Listing, ...]:
    """Every race that comes with the program."""
    paths = sorted((TOP / "races").glob("*.json"))
    return tuple(Listing(path.stem, path, racefile.load(path).header, None) for path in paths)


def load_shipped(name: str) -> Race:
    return racefile.load(TOP / "races" / f"{name}.json")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_shipped_races_are_told_apart_and_by_how_their_laps_are_known(
    size: tuple[int, int],
) -> None:
    async def check(viewer: Viewer) -> None:
        widget = viewer.picker.races
        lines = [text_of(widget.row(at).row) for at in range(len(widget.lines))]
        races = [text for text, it in zip(lines, widget.lines, strict=True) if not is_head(it)]
        assert len(races) == len(shipped()) == len(set(races))
        assert not any("…" in row for row in races)
        basis = [row.split()[-2:] for row in races if " 5 May 2024" in row]
        assert basis == [["~", "rebuilt"]]
        only = [file for file in shipped() if file.header and not file.header.has_laps]
        assert sum("finish only" in row for row in races) == len(only)

    pick(check, listings=shipped(), size=size)


def test_of_a_race_known_by_its_finish_the_facts_tell_no_result_and_no_whole_field() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(*"monza", "down")
        assert (names(viewer), chosen(viewer)) == (["monza-1971", "monza-1969"], "monza-1969")
        assert not any("cars" in line for line in viewer.lines())
        assert "the finish alone" in viewer.text()
        assert not any(word in viewer.text() for word in ("Stewart", "0.08", "1:39"))

    pick(check, listings=shipped(), load=load_shipped)


def test_a_race_known_by_its_finish_is_taken_up_there_without_a_lap() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(*"freedom", "enter")
        await viewer.until(lambda: not in_picker(viewer))
        await viewer.press("end", "escape", "escape")
        await viewer.until(lambda: in_picker(viewer))
        row, _ = (line for line in viewer.lines() if "24 May" in line[:20])
        assert "‖ finish" in row
        assert "lap 0" not in viewer.text()
        assert not any(word in viewer.text() for word in ("Dempsey", "0.0026"))

    pick(check, listings=shipped(), load=load_shipped)


def left_in(folder: Path, **laps: int) -> KeptRaces:
    """What is kept of races that were left at some laps, the last named last."""
    for name in laps:
        (folder / f"{name}.json").write_text(name)
    kept = KeptRaces(folder / "states", lambda name: folder / f"{name}.json")
    for hour, (name, lap) in enumerate(laps.items()):
        place = Place(LAPS[lap], f"lap {lap}", f"2026-01-01T0{hour}:00:00Z")
        kept.race(name).change(left_at_place(place))
        kept.race(name).save()
    return KeptRaces(folder / "states", lambda name: folder / f"{name}.json")


def listed_in(folder: Path, *names: str) -> tuple[Listing, ...]:
    return tuple(Listing(name, folder / f"{name}.json", RACES[name].header, None) for name in names)


def test_the_races_left_last_stand_above_all_others_the_newest_first(tmp_path: Path) -> None:
    kept = left_in(tmp_path, tiny=3, **{"old-10": 5})

    async def check(viewer: Viewer) -> None:
        await viewer.until(lambda: "Where you left off" in viewer.text())
        assert names(viewer)[:2] == ["old-10", "tiny"]
        assert chosen(viewer) == "old-10"
        rows = [line for line in viewer.lines() if "‖ lap" in line]
        assert len(rows) == 4
        assert "‖ lap 5" in rows[0]
        await viewer.press("down", "enter")
        await viewer.until(lambda: not in_picker(viewer))
        assert viewer.screen.recording.race is RACES["tiny"]
        assert viewer.time == LAPS[3]
        await viewer.press("right", "escape")
        await viewer.until(lambda: in_picker(viewer))
        assert sum("‖ lap 4" in line for line in viewer.lines()) == 2
        assert names(viewer)[:2] == ["tiny", "old-10"]
        assert chosen(viewer) == "tiny"
        await viewer.press(*"tiny")
        assert "Where you left off" not in viewer.text()
        await viewer.press("escape", "home", "left")
        assert told(viewer) == "races     2, the newest first"
        assert names(viewer)[:1] != ["tiny"]
        assert "+ Where you left off" in viewer.text()

    listings = listed_in(tmp_path, "old-10", "tiny", "kansas-2024")
    view(None, check, listings=listings, load=RACES.__getitem__, kept=kept)


def test_a_race_opened_from_the_list_is_kept_under_its_own_name(tmp_path: Path) -> None:
    kept = left_in(tmp_path, tiny=3)

    async def check(viewer: Viewer) -> None:
        await viewer.until(lambda: "Where you left off" in viewer.text())
        await viewer.press("enter")
        await viewer.until(lambda: not in_picker(viewer))
        await viewer.press("5", "M", "enter", "escape")
        await viewer.until(lambda: in_picker(viewer))

    view(None, check, listings=listed_in(tmp_path, "tiny"), load=RACES.__getitem__, kept=kept)
    list(kept.unsaved())
    race = left_in(tmp_path).race("tiny")
    race.load()
    assert [one.at for one in race.keeps.bookmarks] == [LAPS[5]]
    assert race.keeps.left is not None
    assert race.keeps.left.at == LAPS[5]


def test_the_list_does_not_wait_for_the_places_that_were_left(tmp_path: Path) -> None:
    kept = left_in(tmp_path, tiny=3)
    go_on = Event()
    find = kept.places

    def late(files: Mapping[str, Path]) -> dict[str, Place]:
        go_on.wait(10)
        return find(files)

    kept.places = late  # type: ignore[method-assign]

    async def check(viewer: Viewer) -> None:
        assert "Where you left off" not in viewer.text()
        await viewer.press("end")
        before = chosen(viewer)
        go_on.set()
        await viewer.until(lambda: "Where you left off" in viewer.text())
        assert chosen(viewer) == before

    listings = listed_in(tmp_path, "old-10", "tiny", "kansas-2024")
    view(None, check, listings=listings, load=RACES.__getitem__, kept=kept)
