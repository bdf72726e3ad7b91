"""A race under test: read once, with its timeline, its hash, and how a viewer opens it."""

import os
import shlex
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import msgspec

from replay import racefile
from replay.race.model import Race
from replay.race.moment_name import moment_time
from replay.race.moment_words import NoSuchMoment
from replay.race.text import printable
from replay.race.timeline import Timeline

RaceLike = str | Path | bytes | Race
"""A race as a test names it: by its name, by a path, or the race itself, also as a file's bytes."""

MOST_KEPT = 16
"""Races kept; that which was asked for last of all leaves for a new one."""


class RaceRecord:
    """A race, and what it is called; `opens` is what the command line takes, None of no file."""

    def __init__(self, race: Race, name: str, sha256: str, opens: str | None) -> None:
        self.race = race
        self.name = printable(name)
        self.sha256 = sha256
        self.opens = opens
        self._times: dict[str, int] = {}

    @cached_property
    def timeline(self) -> Timeline:
        """The race, indexed."""
        return Timeline(self.race)

    def time(self, moment: str) -> int:
        """Give the time of a moment in ticks; NoSuchMoment in one line, which names it."""
        if moment not in self._times:
            try:
                self._times[moment] = moment_time(self.timeline, moment)
            except NoSuchMoment as error:
                name = printable(moment, 60)
                told = str(error) if name in str(error) else f"{name}: {error}"
                raise NoSuchMoment(f"{self.name}: {printable(told)}") from None
        return self._times[moment]

    def command(self, moment: str) -> str | None:
        """Give the command that opens a moment of it; None of a race that stands in no file."""
        return None if self.opens is None else f"replay {shlex.quote(f'{self.opens}@{moment}')}"


class RacesUnderTest:
    """The races under test: each is read once for as long as its file stays the same.

    Paths are told as seen from `root`.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: OrderedDict[object, RaceRecord] = OrderedDict()

    def of(self, race: RaceLike, folders: Sequence[Path] = ()) -> RaceRecord:
        """Give a race; a relative path is looked for in some folders first.

        RaceFileError where it is not one, in one line.
        """
        if isinstance(race, Race):
            return self._record(race, race.header.short, None, id(race))
        if isinstance(race, bytes):
            return self._read(race, "race", None)
        path, opens = self._found(race, folders)
        try:
            return self._read(racefile.contents(path), path.stem, opens)
        except racefile.RaceFileError as error:
            raise error.named(opens) from None

    def told(self, path: Path) -> str:
        """Tell a path as seen from the root, safe to print; on another drive only its name."""
        try:
            return printable(Path(os.path.relpath(path, self._root)).as_posix())
        except ValueError:
            return printable(path.name)

    def _found(self, race: str | Path, folders: Sequence[Path]) -> tuple[Path, str]:
        """Find the file of a race, and say how it is opened."""
        if isinstance(race, Path) and race.is_absolute():
            return race, self.told(race)
        for folder in folders:
            path = folder / race
            if "\0" not in str(race) and path.is_file():
                return path, self.told(path)
        path = racefile.find(str(race))
        shipped = path.parent in racefile.races_folders()
        return path, str(race) if shipped else self.told(path)

    def _read(self, data: bytes, name: str, opens: str | None) -> RaceRecord:
        digest = sha256(data).hexdigest()
        key = digest, name, opens
        record = self._kept.pop(key, None)
        if record is None:
            record = RaceRecord(racefile.decode(data, opens or name), name, digest, opens)
        return self._keep(key, record)

    def _record(self, race: Race, name: str, opens: str | None, key: object) -> RaceRecord:
        record = self._kept.pop(key, None)
        if record is None or record.race is not race:
            digest = sha256(msgspec.json.encode(race)).hexdigest()
            record = RaceRecord(race, name, digest, opens)
        return self._keep(key, record)

    def _keep(self, key: object, record: RaceRecord) -> RaceRecord:
        self._kept[key] = record
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return record
