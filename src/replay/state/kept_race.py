"""What is kept of one open race: changed in memory at once, and saved when there is time for it."""

import threading
import time
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from replay.race.text import printable
from replay.state.folder_lock import folder_lock
from replay.state.keeps_file import DamagedKeeps, read_keeps, set_aside, write_keeps
from replay.state.race_keeps import Change, Place, RaceKeeps, left_at_place, moment_text


class KeepsPlace(NamedTuple):
    """Where what is kept of a race lies, and the race it is of: its name and its content."""

    path: Path
    race: str
    sha256: str

    @property
    def empty(self) -> RaceKeeps:
        """What is kept of a race of which nothing is."""
        return RaceKeeps(race=self.race, sha256=self.sha256)


class KeptRace:
    """What is kept of one race; `locate` finds its file and may take a while, None: in memory only.

    `keeps` has every change. What the disk refuses waits here, and is tried again with the next
    `save`: nothing is lost but by the end of the program, which can tell it (`unsaved`). `refused`
    says why, and is a notice once: not again with every try.
    """

    def __init__(self, locate: Callable[[], KeepsPlace] | None = None, race: str = "") -> None:
        self.race = race
        self.keeps = RaceKeeps(race=race, sha256="")
        self._locate = locate
        self._place: KeepsPlace | None = None
        self._pending: list[Change] = []
        self._memory = threading.Lock()
        self._disk = threading.Lock()
        self._notices: list[str] = []
        self.refused = ""

    # -- in memory, at once

    def change(self, change: Change) -> None:
        """Change what is kept; nothing is written before it is saved, or where nothing changes."""
        with self._memory:
            changed = change(self.keeps)
            if changed != self.keeps:
                self.keeps = changed
                self._pending.append(change)

    def leave(self, at: int, moment: str) -> None:
        """Note the time (ticks) where the race was left, if it is another; at 0 it begins anew."""
        left = self.keeps.left
        if at != (left.at if left else 0):
            when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            self.change(left_at_place(Place(at, moment_text(moment), when) if at else None))

    @property
    def in_memory(self) -> bool:
        """Whether nothing is read or written, and what is kept ends with the program."""
        return self._locate is None

    @property
    def unsaved(self) -> bool:
        """Whether anything has changed that is not on the disk."""
        return bool(self._pending) and self._locate is not None

    def notices(self) -> list[str]:
        """Give what went wrong since it was asked last, a line each, and forget it.

        What is told after a semicolon may be left out where there is little room.
        """
        with self._memory:
            told, self._notices = self._notices, []
        return told

    # -- on the disk, which may take a while: for a thread of its own

    def load(self) -> None:
        """Take what the file holds; a damaged one is set aside with a notice."""
        if self._locate is None:
            return
        with self._disk:
            try:
                stored = self._read(self._found())
            except (OSError, ValueError) as error:
                self._tell(f"what is kept cannot be read: {_reason(error)}")
                return
            self._take(stored, 0)

    def save(self) -> bool:
        """Write what has changed, if anything has; tell whether all is on the disk.

        Changes are made to what the file holds now, which another program may have written.
        """
        if self._locate is None:
            return True
        with self._disk:
            with self._memory:
                pending = tuple(self._pending)
            if not pending:
                return True
            try:
                stored = self._write(self._found(), pending)
            except (OSError, ValueError) as error:
                words = f"not kept yet: {_reason(error)}"
                if words != self.refused:
                    self.refused = words
                    self._tell(words)
                return False
            self.refused = ""
            self._take(stored, len(pending))
            return not self._pending

    def _found(self) -> KeepsPlace:
        if self._place is None:
            assert self._locate is not None
            self._place = self._locate()
        return self._place

    def _take(self, stored: RaceKeeps, saved: int) -> None:
        """Take what is stored for what is kept, with the changes that came meanwhile."""
        with self._memory:
            del self._pending[:saved]
            self.keeps = _changed(stored, self._pending)

    def _read(self, place: KeepsPlace) -> RaceKeeps:
        try:
            return read_keeps(place.path, place.race, place.sha256) or place.empty
        except DamagedKeeps:
            with folder_lock(place.path.parent):
                return self._read_locked(place)

    def _read_locked(self, place: KeepsPlace) -> RaceKeeps:
        """Read the file under the lock, and set it aside where it is damaged."""
        try:
            return read_keeps(place.path, place.race, place.sha256) or place.empty
        except DamagedKeeps as error:
            aside = set_aside(place.path)
            self._tell(f"what was kept is damaged and set aside; as {aside.name}; {error}")
            return place.empty

    def _write(self, place: KeepsPlace, pending: tuple[Change, ...]) -> RaceKeeps:
        folder = place.path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with folder_lock(folder):
            stored = self._read_locked(place)
            changed = _changed(stored, pending)
            if changed != stored:
                write_keeps(place.path, changed)
            return changed

    def _tell(self, words: str) -> None:
        with self._memory:
            if words not in self._notices:
                self._notices.append(printable(words))


def _changed(keeps: RaceKeeps, changes: list[Change] | tuple[Change, ...]) -> RaceKeeps:
    return reduce(lambda so_far, change: change(so_far), changes, keeps)


def _reason(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:] or "unreadable"
