"""A headless browser driven by its own protocol: opens a page, presses keys, reads the terminal."""

import asyncio
import contextlib
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60.0

_FLAGS = (
    *("--headless=new", "--no-sandbox", "--no-first-run", "--disable-dev-shm-usage"),
    *("--enable-unsafe-swiftshader", "--remote-debugging-port=0", "--window-size=1300,900"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

# The page keeps its terminal to itself: who sets `fitAddon` on itself is the one that has it.
_FIND_TERMINAL = """
Object.defineProperty(Object.prototype, "fitAddon", {
  configurable: true,
  set(addon) {
    window.theTerminal = () => this.terminal;
    Object.defineProperty(this, "fitAddon", {value: addon, writable: true, configurable: true});
  },
});
"""

_READ = """
(() => {
  if (!window.theTerminal) return "";
  const buffer = window.theTerminal().buffer.active, lines = [];
  for (let y = 0; y < window.theTerminal().rows; y++)
    lines.push(buffer.getLine(y).translateToString(false));
  return lines.join("\\n");
})()
"""

_CELL = """
(() => {
  const box = document.querySelector(".xterm-screen").getBoundingClientRect();
  const terminal = window.theTerminal();
  return [box.left, box.top, box.width / terminal.cols, box.height / terminal.rows];
})()
"""


def installed() -> str | None:
    """The path of a browser, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Tab:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._session: dict[str, str] = {}
        self.requested: list[str] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        """Ask the browser for something and give what it answers."""
        self._number += 1
        number = self._number
        asked = {"id": number, "method": method, "params": parameters, **self._session}
        await self._socket.send_str(json.dumps(asked))
        async with asyncio.timeout(PATIENCE):
            while True:
                told = json.loads(await self._socket.receive_str())
                if told.get("method") == "Network.requestWillBeSent":
                    self.requested.append(told["params"]["request"]["url"])
                if told.get("method") == "Network.webSocketCreated":
                    self.requested.append(told["params"]["url"])
                if told.get("id") == number:
                    assert "error" not in told, told
                    return told["result"]

    async def open(self, url: str) -> None:
        target = await self.call("Target.createTarget", url="about:blank")
        session = await self.call(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )
        self._session = {"sessionId": session["sessionId"]}
        await self.call("Page.enable")
        await self.call("Network.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=_FIND_TERMINAL)
        await self.call("Page.navigate", url=url)

    async def evaluate(self, expression: str) -> Any:
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def text(self) -> str:
        """What stands on the terminal of the page."""
        return str(await self.evaluate(_READ))

    async def until(self, words: str) -> str:
        """Wait for words on the terminal, and give all that stands there."""
        late = time.monotonic() + PATIENCE
        while words not in (text := await self.text()):
            assert time.monotonic() < late, f"waited in vain for {words!r} in:\n{text}"
            await asyncio.sleep(0.05)
        return text

    async def press(self, key: str, code: str, number: int, text: str = "") -> None:
        about = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        await self.call("Input.dispatchKeyEvent", **down, **about)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    async def click(self, column: int, row: int) -> None:
        """Click in the middle of a cell of the terminal."""
        left, top, wide, high = await self.evaluate(_CELL)
        at = {"x": left + (column + 0.5) * wide, "y": top + (row + 0.5) * high}
        for what in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=what, button="left", clickCount=1, **at
            )


@contextlib.asynccontextmanager
async def browsing(path: str, folder: Path) -> AsyncIterator[Tab]:
    """Start a browser whose profile lies in a folder of the test, and end it."""
    command = [path, *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port, address = await _debugger(folder / "DevToolsActivePort")
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(f"ws://127.0.0.1:{port}{address}", max_msg_size=0) as socket,
        ):
            yield Tab(socket)
    finally:
        process.terminate()
        process.wait()


async def _debugger(told: Path) -> tuple[str, str]:
    late = time.monotonic() + PATIENCE
    while time.monotonic() < late:
        lines = told.read_text().split() if told.exists() else []
        if len(lines) == 2:
            return lines[0], lines[1]
        await asyncio.sleep(0.05)
    raise AssertionError("the browser does not answer")
