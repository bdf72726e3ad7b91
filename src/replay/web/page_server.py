"""Serves the page to this machine alone, and runs the screen for each visit.

The extra `web` brings what this needs; nothing else of the program loads it.
"""

import asyncio
import shlex
import subprocess
import sys
from pathlib import Path

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.app_service import AppService
from textual_serve.server import Server

from replay.web.page_message import PageMessage, page_message
from replay.web.session import name_race

HOST = "127.0.0.1"

_SESSION = (sys.executable, "-P", "-m", "replay.cli.serving")


class PageServer(Server):
    """Serves one race, or the list of races without one, on a port of 127.0.0.1."""

    def __init__(self, race: str | None, port: int) -> None:
        name_race(race)
        self._pages: set[web.WebSocketResponse] = set()
        super().__init__(_command(), HOST, port, "replay", templates_path=Path(__file__).parent)

    def run(self) -> None:
        """Serve until it is interrupted; OSError where the port cannot be had."""
        asyncio.set_event_loop(asyncio.new_event_loop())
        self.serve()

    def initialize_logging(self) -> None:
        """Log no visits."""

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command line tells where it serves."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every page, so that its session ends and nothing is waited for."""
        for page in [*self._pages]:
            await page.close(code=WSCloseCode.GOING_AWAY)

    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        """Hand on what a page sends for as long as it stands; what makes no sense is dropped."""
        self._pages.add(websocket)
        try:
            async for message in websocket:
                if message.type is WSMsgType.TEXT and (sent := page_message(message.data)):
                    await self._take(sent, websocket, app_service)
        finally:
            self._pages.discard(websocket)

    async def _take(
        self, sent: PageMessage, websocket: web.WebSocketResponse, session: AppService
    ) -> None:
        if sent.kind == "stdin":
            await session.send_bytes(sent.typed)
        elif sent.kind == "resize":
            await session.set_terminal_size(*sent.size)
        elif sent.kind == "ping":
            await websocket.send_json(["pong", sent.answer])
        elif sent.kind == "blur":
            await session.blur()
        else:
            await session.focus()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(_from_here(self.port))
        return app


def _command() -> str:
    """Write the command of a session for a shell; it is the same whatever the race."""
    join = subprocess.list2cmdline if sys.platform == "win32" else shlex.join
    return join(_SESSION)


def _from_here(port: int) -> Middleware:
    """Let in only who asks for this machine by name, from a page of its own.

    Pages of others could else open sessions in the browser of who has it open, and read them.
    """
    hosts = {f"{host}:{port}" for host in (HOST, "localhost")}
    hosts |= {HOST, "localhost"} if port == 80 else set()
    origins = {None, *(f"http://{host}" for host in hosts)}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host not in hosts or request.headers.get("Origin") not in origins:
            raise web.HTTPForbidden(text="replay serves this machine alone")
        return await handler(request)

    return check
