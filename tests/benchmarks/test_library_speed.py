"""What a library of 1,000 races costs. Run by name; no time decides a test.

pytest tests/benchmarks --benchmark-columns=min,median,rounds
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from msgspec import structs
from tests.tui.libraries import thousand
from textual.events import Key

from replay import racefile
from replay.race.library import library_of
from replay.tui.app import ReplayApp
from replay.tui.picker.library_view import LibraryView
from replay.tui.picker.race_picker import RacePicker

RACES = Path(__file__).parents[2] / "races"
Benchmark = Callable[..., Any]
SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand files as large as a race of 268 laps and 38 cars, with as much said of each."""
    kansas = racefile.load(RACES / "kansas-2024.json")
    folder = tmp_path_factory.mktemp("races")
    for info in thousand():
        assert info.header is not None
        sources, known = kansas.header.sources, kansas.header.known
        header = structs.replace(info.header, sources=sources, known=known, stages=())
        race = racefile.encode(structs.replace(kansas, header=header))
        (folder / f"{info.name}.json").write_bytes(race)
    return folder


def test_list_1000_races(
    benchmark: Benchmark, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(racefile, "races_folders", lambda: (folder,))
    assert len(library_of(benchmark(racefile.list_races)).races) == 1_000


def test_put_1000_races_in_order(benchmark: Benchmark) -> None:
    files = thousand()
    assert len(benchmark(lambda: LibraryView(library_of(files)).lines)) == 87


def test_search_1000_races(benchmark: Benchmark) -> None:
    view = LibraryView(library_of(thousand()))
    assert len(benchmark(lambda: view.search("monza 19", None).lines)) > 1


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "200x60"])
def test_a_keystroke_in_a_library_of_1000_races(
    benchmark: Benchmark, size: tuple[int, int]
) -> None:
    """`keystroke_ms` is the processor time from a letter until the screen stands again."""
    spent: list[float] = []

    async def typing() -> None:
        app = ReplayApp(listings=thousand(), now=lambda: 0)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for letter in "monza 1971":
                since = process_time()
                app.post_message(Key("space" if letter == " " else letter, letter))
                await pilot._wait_for_screen()
                app.screen._on_timer_update()
                await pilot._wait_for_screen()
                spent.append((process_time() - since) * 1_000)
            assert isinstance(app.screen, RacePicker)
            assert len(app.screen.view.found.races) == 1

    benchmark.pedantic(lambda: asyncio.run(typing()), rounds=1)  # type: ignore[attr-defined]
    ordered = sorted(spent)
    found = {"median": ordered[len(ordered) // 2], "longest": ordered[-1]}
    benchmark.extra_info["keystroke_ms"] = found  # type: ignore[attr-defined]
    print(f"keystroke at {size[0]}x{size[1]}: {found}")
