"""What is kept of all races: a file for each in the platform's folder for states."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

from replay.state.keeps_file import read_keeps, read_regular
from replay.state.kept_race import KeepsPlace, KeptRace
from replay.state.race_keeps import Place

_MOST_RACE_BYTES = 8 * 1024 * 1024
"""The largest race file there is."""

_MOST_LETTERS = 80
_DIGITS = 16
_MOST_FILES = 500
"""So many races, those changed last, are looked at for where they were left."""


def keeps_folder() -> Path:
    """Say where what is kept of races lies."""
    return platformdirs.user_state_path("replay", appauthor=False) / "races"


def keeps_name(race: str, sha256: str) -> str:
    """Name the file of a race: by its own name, as far as every system can write it, and content.

    So two files of one name have two, and a file that moves keeps its own.
    """
    return f"{_stem(race)}-{sha256[:_DIGITS]}.json"


def _stem(race: str) -> str:
    return re.sub(r"[^\w.-]+", "_", race)[:_MOST_LETTERS].strip(".") or "race"


class KeptRaces:
    """What is kept of races, each found by the name that opens it; `file_of` gives its file.

    Without a `folder` nothing is read or written, and what is kept lasts as long as the program.
    """

    def __init__(
        self, folder: Path | None = None, file_of: Callable[[str], Path] | None = None
    ) -> None:
        self._folder = folder
        self._file_of = file_of or Path
        self._races: dict[str, KeptRace] = {}

    def race(self, name: str) -> KeptRace:
        """Give what is kept of a race; nothing is read yet."""
        if name not in self._races:
            folder = self._folder
            locate = None if folder is None else lambda: self._place(folder, name)
            self._races[name] = KeptRace(locate, name)
        return self._races[name]

    def _place(self, folder: Path, name: str) -> KeepsPlace:
        """Find the file of a race by the content of its own; OSError where that has gone."""
        from replay.state.content_hash import sha256_of

        file = self._file_of(name)
        sha256 = sha256_of(read_regular(file, _MOST_RACE_BYTES))
        return KeepsPlace(folder / keeps_name(file.stem, sha256), file.stem, sha256)

    def places(self, files: Mapping[str, Path]) -> dict[str, Place]:
        """Tell where races were left, by the names that open their `files`; the newest first.

        Only files of which anything is kept are looked at. What cannot be read is left out.
        """
        kept = self._kept_files()
        found: list[tuple[str, Place]] = []
        for name, file in files.items():
            if not any(one.startswith(f"{_stem(file.stem)}-") for one in kept):
                continue
            with suppress(OSError, ValueError):
                place = self._left(name)
                if place is not None:
                    found.append((name, place))
        return dict(sorted(found, key=lambda one: one[1].when, reverse=True))

    def _left(self, name: str) -> Place | None:
        if self._folder is None:
            return self.race(name).keeps.left
        place = self._place(self._folder, name)
        keeps = read_keeps(place.path, place.race, place.sha256)
        return None if keeps is None else keeps.left

    def _kept_files(self) -> set[str]:
        """Name the files of the folder, those changed last if there are very many."""
        if self._folder is None:
            return {f"{_stem(name)}-" for name in self._races}
        try:
            files = [file for file in self._folder.iterdir() if file.suffix == ".json"]
            if len(files) > _MOST_FILES:
                files.sort(key=lambda file: file.lstat().st_mtime, reverse=True)
        except OSError:
            return set()
        return {file.name for file in files[:_MOST_FILES]}

    def unsaved(self) -> Iterable[KeptRace]:
        """Save what has changed, and give the races of which that could not be done."""
        return [race for race in self._races.values() if race.unsaved and not race.save()]
