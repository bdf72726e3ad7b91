"""What one run of pytest has: where screens come from, what is accepted, and which were used."""

from pathlib import Path
from typing import Any

from replay.race.text import printable
from replay.testing.painted_screen import PaintedScreen
from replay.testing.review import Review
from replay.testing.screen_match import Accepting, Difference, ScreenChanged, match_screen
from replay.testing.screen_source import ScreenSource
from replay.testing.snapshot import SnapshotError
from replay.testing.snapshot_file import remove_snapshot, write_file
from replay.testing.snapshot_use import SnapshotUse

_MOST_TOLD = 30


class ReplaySession:
    """One run of pytest, in one process.

    `root` is the folder that pytest tells paths from, `here` where it was started. Every difference
    is accepted with `update`, and with a `review` those that it says; `svg` is a folder for
    pictures of all screens that are compared.
    """

    def __init__(
        self,
        root: Path,
        here: Path,
        *,
        update: bool = False,
        review: Review | None = None,
        svg: Path | None = None,
    ) -> None:
        self.root = root
        self.source = ScreenSource(here)
        self.use = SnapshotUse()
        self.written = 0
        self.unused: list[str] = []
        self.removed = 0
        self._update = update
        self._review = review
        self._svg = svg

    def told(self, path: Path) -> str:
        """Tell a path, safe to print."""
        return self.source.records.told(path)

    def match(self, screen: PaintedScreen, path: Path, owner: str, arguments: str = "") -> None:
        """Raise ScreenChanged where a screen is not as its snapshot, or that is another test's.

        `owner` is what pytest calls this one, and `arguments` are those that run it alone.
        """
        __tracebackhide__ = True
        before = self.use.claim(path, owner)
        told = self.told(path)
        if before not in (None, owner):
            raise ScreenChanged(f"{told} is that of {printable(str(before))}, too")
        if self._svg is not None:
            self._draw(screen, path, self._svg)
        match_screen(screen, path, told, arguments or owner, Accepting(self._accepts, self._wrote))

    def as_output(self) -> dict[str, Any]:
        """Give what was noted, as a worker can send it."""
        return {"written": self.written, "use": self.use.as_output()}

    def take_in(self, output: dict[str, Any]) -> None:
        """Add what a worker noted."""
        self.written += output["written"]
        self.use.take_in(output["use"])

    def see_to_unused(self, *, orphans: bool) -> None:
        """Find the snapshots that nobody asked for; with `update` take them away.

        With `orphans` also those of tests and race files that are there no more.
        """
        for path in [*self.use.unused(), *(self.use.orphans() if orphans else [])]:
            if not self._update:
                self.unused.append(self.told(path))
                continue
            try:
                remove_snapshot(path)
                self.removed += 1
            except OSError:
                self.unused.append(self.told(path))

    def summary(self) -> list[str]:
        """Tell what was written, taken away, and unused, a line each."""
        lines = [f"{_count(self.written)} written"] if self.written else []
        lines += [f"{_count(self.removed, 'unused ')} removed"] * bool(self.removed)
        if self.unused:
            them = "them" if len(self.unused) > 1 else "it"
            lines.append(f"{_count(len(self.unused))} unused (--replay-update removes {them}):")
            lines += [f"  {path}" for path in self.unused[:_MOST_TOLD]]
            more = len(self.unused) - _MOST_TOLD
            lines += [f"  and {more:,} more"] if more > 0 else []
        return lines

    def close(self) -> None:
        """End what is running."""
        self.source.close()

    def _accepts(self, told: str, difference: Difference) -> bool | None:
        if self._update:
            return True
        return None if self._review is None else self._review.accepts(told, difference)

    def _wrote(self, path: Path) -> None:
        self.written += 1

    def _draw(self, screen: PaintedScreen, path: Path, folder: Path) -> None:
        """Draw a screen into the folder of the pictures, where its snapshot lies below the root."""
        try:
            place = path.relative_to(self.root)
        except ValueError:
            place = Path(*path.parts[-3:])
        picture = folder.joinpath(place).with_suffix(".svg")
        try:
            write_file(picture, screen.svg().encode())
        except SnapshotError as error:
            raise ScreenChanged(f"{self.told(picture)}: {error}") from None


def _count(snapshots: int, which: str = "") -> str:
    return f"{snapshots:,} {which}snapshot{'s' * (snapshots != 1)}"
