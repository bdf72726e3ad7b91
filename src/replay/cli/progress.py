"""How far a long command has come: a bar on the terminal, and notes that do not break it."""

import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import click

from replay.cli.notes import print_notes


class Progress:
    """A bar of so many steps on standard error where that is a terminal, else nothing.

    `counted` steps mean something to the reader, and are shown as numbers too. Notes wait until the
    bar is done; without one they are printed as they come.
    """

    def __init__(
        self, steps: int, label: str, *, counted: bool = True, hidden: bool = False
    ) -> None:
        self._shown = not hidden and sys.stderr is not None and sys.stderr.isatty()
        self._waiting: list[str] = []
        self._done = 0
        self._bar = click.progressbar(
            length=steps,
            label=label,
            show_pos=counted,
            file=sys.stderr if self._shown else None,
            hidden=not self._shown,
        )

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the bar's line, and print what waits."""
        self._bar.__exit__(kind, error, trace)
        print_notes(self._waiting)

    def step(self, notes: Iterable[str]) -> None:
        """Go on by one step, of which there are these notes; they are safe to print."""
        lines = [f"replay: {note}" for note in notes]
        if self._shown:
            self._waiting += lines
        else:
            print_notes(lines)
        self._bar.update(1)

    def go_to(self, done: int) -> None:
        """Go on to where so many steps are done; never back."""
        if done > self._done:
            self._bar.update(done - self._done)
            self._done = done
