"""What a start loads before its first screen stands, and what waits until it is asked for."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal.session import HINT, TINY, Terminal

from replay.tui.registry import PANES

SHIPPED = Path(__file__).parents[2] / "races" / "kansas-2024.json"

_TELLING = """
import atexit, os, sys
from pathlib import Path
from replay.cli import main

def tell() -> None:
    told = Path(os.environ["TOLD"])
    told.write_text("\\n".join(sys.modules))
    import ssl
    told.with_name("tls").write_text(ssl.create_default_context().__module__)

atexit.register(tell)
sys.exit(main())
"""

_RESTING = """
import asyncio, sys
from pathlib import Path
from replay import racefile
from replay.tui.app import ReplayApp

async def main() -> None:
    awaited = set(sys.argv[2:])
    async with ReplayApp(racefile.load(Path(sys.argv[1]))).run_test() as pilot:
        await pilot.pause()
        at_first = awaited & set(sys.modules)
        for _ in range(1_000):
            if awaited <= set(sys.modules):
                break
            await asyncio.sleep(0.01)
        print(len(at_first), *(awaited - set(sys.modules)))

asyncio.run(main())
"""

LATER = {
    "palette_commands": "the palette",
    "go_to": "the line to go to a place",
    "help_screen": "the help",
    "replay_palette": "the palette",
    "race_picker": "the list of races",
    "race_list": "the list of races",
    "reconstruct": "rebuilding",
    "importers": "other people's files",
    "photo_finish": "the finish",
    "strip": "the finish",
    "scan": "the finish",
    "mosaic": "the finish",
    "cars": "the finish",
    "details": "the finish",
    "raster": "the finish",
    "caution_card": "a caution",
}
"""Words in the names of modules that a race at its grid does not need, and what does."""


@pytest.fixture(scope="module", params=[TINY, SHIPPED], ids=["a small race", "a whole one"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules of a start in a real terminal, of which nothing was asked but to quit."""
    home = tmp_path_factory.mktemp("home")
    told = home / "modules"
    shown = Terminal(home, "-c", _TELLING, str(request.param), environment={"TOLD": str(told)})
    try:
        shown.until_shown(HINT)
        shown.send(b"q")
        assert shown.until_ended() == 0
    finally:
        shown.close()
    assert (home / "tls").read_text() == "ssl", "what asks for it after a start must find it"
    return set(told.read_text().split())


def of_ours(loaded: set[str]) -> Iterator[tuple[str, str]]:
    """Give the parts of the names of our modules, but for `race`, which knows of everything."""
    for name in sorted(loaded):
        if name.startswith("replay.") and not name.startswith("replay.race."):
            yield from ((name, part) for part in name.split(".")[1:])


def test_a_start_loads_no_pane_dialog_or_command_that_it_does_not_show(loaded: set[str]) -> None:
    assert "replay.tui.replay_screen" in loaded
    early = {name: LATER[part] for name, part in of_ours(loaded) if part in LATER}
    assert not early


def test_a_start_loads_no_parser_of_options_and_no_tls(loaded: set[str]) -> None:
    assert "asyncio" in loaded
    assert not loaded & {"click", "ssl", "_ssl"}


def test_a_start_loads_nothing_of_textual_and_rich_for_text_of_many_lines(
    loaded: set[str],
) -> None:
    assert "textual.app" in loaded
    assert not loaded & {"markdown_it", "pygments", "rich.markdown", "rich.syntax"}


def test_a_screen_at_rest_loads_all_that_keys_open() -> None:
    awaited = {pane.widget.partition(":")[0] for pane in PANES if pane.ring is not None}
    awaited -= {pane.widget.partition(":")[0] for pane in PANES if pane.ring is None}
    command = [sys.executable, "-c", _RESTING, str(TINY), *awaited]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"], "nothing at the start, and at last nothing missing"


def test_the_modules_that_wait_are_there_to_be_loaded() -> None:
    """A renamed module would pass unseen; importers are to come."""
    source = Path(__file__).parents[2] / "src" / "replay"
    stems = {path.stem for path in source.rglob("*")}
    assert LATER.keys() - {"importers"} - stems == set()
