"""Which snapshots a run has used, and which of those that lie there nobody asked for.

Only of files that were collected and run whole can it be said; of a test that did not pass nothing
is said, as it may have ended before it came to its other screens, and nothing of a race of which
some screen was not compared.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from replay.testing.snapshot import BEGINS, SnapshotError
from replay.testing.snapshot_file import snapshot_bytes
from replay.testing.snapshot_place import FOLDER, file_name, name_of_test, race_folder

_MOST_FILES = 20_000


class SnapshotUse:
    """Notes what is collected, run and used; paths are text, so that workers can send theirs."""

    def __init__(self) -> None:
        self._collected: dict[str, set[str]] = {}
        self._races: set[str] = set()
        self._compares: set[str] = set()
        self._partial: set[str] = set()
        self._passed: set[str] = set()
        self._ended: set[str] = set()
        self._owners: dict[str, str] = {}
        self._seen: set[str] = set()
        self._asked_for: set[str] = set()

    # -- what happens

    def collected(self, path: Path, nodeid: str, *, race: bool) -> None:
        """Note a test of a file, or an item of a race file."""
        self._collected.setdefault(str(path), set()).add(nodeid)
        if race:
            self._races.add(str(path))

    def compares(self, nodeid: str) -> None:
        """Note that an item of a race file compares a screen, if it comes so far."""
        self._compares.add(nodeid)

    def not_whole(self, path: Path) -> None:
        """Note that not everything of a file is run."""
        self._partial.add(str(path))

    def seen(self, folder: Path) -> None:
        """Note that tests and race files were looked for in a folder that has snapshots."""
        self._seen.add(str(folder))

    def asked_for(self, folders: Iterable[Path]) -> None:
        """Note the folders that are run with all that is below them."""
        self._asked_for.update(map(str, folders))

    def ended(self, nodeid: str, *, passed: bool) -> None:
        """Note that a test has come to its end."""
        self._ended.add(nodeid)
        if passed:
            self._passed.add(nodeid)

    def claim(self, path: Path, owner: str) -> str | None:
        """Note that a snapshot is used; give who used it before, if that is somebody.

        Two names that are one on some file systems are taken for one.
        """
        key = str(path).casefold()
        before = self._owners.get(key)
        self._owners.setdefault(key, owner)
        return before

    # -- between processes

    def as_output(self) -> dict[str, Any]:
        """Give all that was noted, as a worker can send it."""
        return {
            "collected": {path: sorted(ids) for path, ids in self._collected.items()},
            "races": sorted(self._races),
            "compares": sorted(self._compares),
            "partial": sorted(self._partial),
            "passed": sorted(self._passed),
            "ended": sorted(self._ended),
            "owners": self._owners,
            "seen": sorted(self._seen),
            "asked_for": sorted(self._asked_for),
        }

    def take_in(self, output: dict[str, Any]) -> None:
        """Add what a worker noted."""
        for path, ids in output["collected"].items():
            self._collected.setdefault(path, set()).update(ids)
        self._races.update(output["races"])
        self._compares.update(output["compares"])
        self._partial.update(output["partial"])
        self._passed.update(output["passed"])
        self._ended.update(output["ended"])
        self._owners.update(output["owners"])
        self._seen.update(output["seen"])
        self._asked_for.update(output["asked_for"])

    # -- what nobody asked for

    def unused(self) -> list[Path]:
        """Give the snapshots that nobody asked for, of the files that were run whole."""
        found: list[Path] = []
        for name, ids in sorted(self._collected.items()):
            if name not in self._partial and ids <= self._ended:
                path = Path(name)
                found += (
                    self._of_race(path, ids) if name in self._races else self._of_module(path, ids)
                )
        return found

    def _of_race(self, path: Path, ids: set[str]) -> Iterator[Path]:
        if ids & self._compares <= {*self._owners.values()}:
            yield from self._unclaimed(_files(race_folder(path)))

    def _of_module(self, path: Path, ids: Iterable[str]) -> Iterator[Path]:
        folders = {name_of_test(nodeid).casefold(): nodeid for nodeid in ids}
        for folder in _folders(race_folder(path)):
            nodeid = folders.get(folder.name.casefold())
            if nodeid is None or nodeid in self._passed:
                yield from self._unclaimed(_files(folder))

    def orphans(self) -> list[Path]:
        """Give the snapshots beside which nothing lies that could ask for them.

        Only of folders that were collected and run whole, and only what begins as a snapshot.
        """
        found: list[Path] = []
        for name in sorted(self._seen):
            folder = Path(name)
            if self._is_whole(folder):
                owners = {file_name(Path(it.name).stem).casefold() for it in _entries(folder)}
                place = folder / FOLDER
                found += _files(place)
                for of in _folders(place):
                    if of.name.casefold() not in owners:
                        found += (it for each in (of, *_folders(of)) for it in _files(each))
        return [path for path in found if _is_snapshot(path)]

    def _is_whole(self, folder: Path) -> bool:
        """Tell whether all of a folder was asked for, and has come to its end."""
        asked_for = {folder, *folder.parents} & {Path(name) for name in self._asked_for}
        partial = any(Path(name).parent == folder for name in self._partial)
        ids = [self._collected[name] for name in self._collected if Path(name).parent == folder]
        return bool(asked_for) and not partial and all(of <= self._ended for of in ids)

    def _unclaimed(self, paths: Iterable[Path]) -> Iterator[Path]:
        return (path for path in paths if str(path).casefold() not in self._owners)


def _is_snapshot(path: Path) -> bool:
    try:
        return (snapshot_bytes(path) or b"").startswith(BEGINS.encode())
    except SnapshotError:
        return False


def _folders(folder: Path) -> list[Path]:
    return [Path(entry.path) for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)]


def _files(folder: Path) -> list[Path]:
    entries = _entries(folder)
    return [Path(it.path) for it in entries if it.name.endswith(".txt") and it.is_file()]


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry, _ in zip(entries, range(_MOST_FILES), strict=False)]
    except OSError:
        return []
    return sorted(found, key=lambda entry: entry.name)


def snapshot_file_name(*parts: str) -> str:
    """Name a snapshot of what tells it from others of its folder."""
    return f"{file_name('-'.join(part for part in parts if part))}.txt"
