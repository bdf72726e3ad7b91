"""What stands for the screen where a command would open it."""

from typing import Any

import pytest

import replay.tui.headless  # noqa: F401  what paints without a terminal keeps the app that it is of


class OpenedScreen:
    """Stands for the app: remembers how it was opened."""

    options: dict[str, Any] = {}

    def __init__(self, **options: Any) -> None:
        OpenedScreen.options = options
        self.return_code = 0

    def run(self) -> None:
        pass


def instead_of_the_app(patch: pytest.MonkeyPatch) -> None:
    """Let commands find a terminal, and open this in it."""
    patch.setattr("replay.tui.app.ReplayApp", OpenedScreen)
    patch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    patch.setenv("TERM", "xterm-256color")
