"""`replay serve`: the screen in a browser on this machine, and the session that a visit runs."""

import importlib.util
import os
import socket
import sys

from replay.cli.failure import Failure
from replay.cli.notes import print_notes
from replay.cli.reading import read

_EXTRA = "textual_serve"


def serve(name: str | None, port: int) -> int:
    """Serve a race, or the list of races, until it is interrupted; return the exit code."""
    if importlib.util.find_spec(_EXTRA) is None:
        raise Failure("`replay serve` needs the extra `web`: pip install 'race-replay[web]'")
    if name is not None:
        read(name)
    from replay.web.page_server import HOST, PageServer

    _try_port(HOST, port)
    print_notes([f"replay: open http://{HOST}:{port} in a browser; ctrl+c ends it"])
    try:
        PageServer(name, port).run()
    except OSError as error:
        raise _no_port(port, error) from None
    return 0


def _try_port(host: str, port: int) -> None:
    """See that the port can be had, before it is told that it is served on."""
    with socket.socket() as listener:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise _no_port(port, error) from None


def _no_port(port: int, error: OSError) -> Failure:
    reason = (error.strerror or "the system refused").lower()
    return Failure(f"cannot serve on port {port}: {reason}; choose another with --port")


def run_session() -> int:
    """Run the screen for a visit: of the race that is named in the environment, or the list."""
    from replay.cli import viewer
    from replay.cli.opening import Opening
    from replay.web.session import race_of_session

    name = race_of_session()
    try:
        if name is None:
            return viewer.open_picker(Opening())
        return viewer.open_race(name, Opening())
    except Failure as error:
        print_notes([f"replay: {error}"])
        return 2


if __name__ == "__main__":
    sys.exit(run_session())
