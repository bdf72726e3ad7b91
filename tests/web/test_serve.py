"""`replay serve`: the page, who may ask for it, and a real browser that goes through a race."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="the extra `web` is not installed")

from tests.web.browser import PATIENCE, browsing, installed

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Served:
    """The program as it serves, and its port."""

    def __init__(self, home: Path, race: str | None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        command = [sys.executable, "-m", "replay", "serve", *([race] if race else [])]
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            stderr=subprocess.PIPE,
            text=True,
            cwd=home,
            env={**kept, "HOME": str(home)},
        )
        assert self.process.stderr is not None
        self.said = self.process.stderr.readline()
        late = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < late, "it does not answer"
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture(name="served")
def tiny_served(tmp_path: Path) -> Iterator[Served]:
    """The small race, in a file whose name a shell would take for commands."""
    race = tmp_path / "$(touch ran); touch 'ran' & \"touch\" `touch ran` | x.json"
    race.write_bytes(TINY.read_bytes())
    served = Served(tmp_path, race.name)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.process.kill()
            served.process.wait()
        assert served.process.stderr is not None
        served.process.stderr.close()


def answer(url: str, **headers: str) -> tuple[int, str]:
    asked = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_page_is_for_this_machine_and_its_own_pages_alone(served: Served) -> None:
    assert served.said == f"replay: open {served.url[:-1]} in a browser; ctrl+c ends it\n"
    status, page = answer(served.url)
    assert status == 200
    assert "<title>replay</title>" in page
    outside = [part for part in page.split('"') if "://" in part and str(served.port) not in part]
    assert not outside, "the page asks nobody else for anything"
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
        assert answer(served.url, **headers)[0] == 403
        assert answer(f"{served.url}ws", **headers)[0] == 403
    assert answer(served.url, Origin=f"http://localhost:{served.port}")[0] == 200
    with socket.socket() as caller:
        others = socket.gethostbyname(socket.gethostname())
        if not others.startswith("127."):
            assert caller.connect_ex((others, served.port)) != 0
    assert served.end() == 0


@pytest.mark.skipif(installed() is None, reason="no browser is installed (chromium or chrome)")
def test_a_browser_opens_the_race_steps_a_lap_and_shows_it(served: Served, tmp_path: Path) -> None:
    async def visit() -> None:
        path = installed()
        assert path is not None
        async with browsing(path, tmp_path / "profile") as tab:
            await tab.open(served.url)
            grid = await tab.until("Press space for the green flag")
            assert "Tiny" in grid
            await tab.press("ArrowRight", "ArrowRight", 39)
            lap = await tab.until("Lap 1 of 10")
            rows = lap.split("\n")
            third = next(y for y, row in enumerate(rows) if row.startswith("  3"))
            await tab.click(20, third)
            await tab.until("▌ 3")
            await tab.press("c", "KeyC", 67, "c")
            assert "CAUTION" in await tab.until("CAUTION 1")
            elsewhere = [url for url in tab.requested if f"127.0.0.1:{served.port}" not in url]
            assert not [url for url in elsewhere if url.startswith(("http", "ws"))]
            await tab.press("q", "KeyQ", 81, "q")
            late = time.monotonic() + PATIENCE
            while "ended" not in str(await tab.evaluate("document.body.innerText")):
                assert time.monotonic() < late, "the page does not say that the session has ended"

    asyncio.run(visit())
    assert not (tmp_path / "ran").exists(), "the name of the race came into a shell"
