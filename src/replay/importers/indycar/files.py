"""Which table a file is, by its header, and which tables belong to one race."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.race.text import printable

Kind = Literal["records", "flags"]

_RECORD_COLUMNS = ("elapsed_time", "last_laptime", "lap_status", "track_status", "laps_led")
_FLAG_COLUMNS = ("completed_laps", "track_status")


def file_kind(head: str) -> Kind | None:
    """Return the table that a text begins as, None for another text.

    Three of the columns are enough, so that a table that lacks one is told what it lacks.
    """
    header = head.lstrip("\r\n").partition("\n")[0].casefold()
    if sum(column in header for column in _RECORD_COLUMNS) >= 3:
        return "records"
    return "flags" if all(column in header for column in _FLAG_COLUMNS) else None


@dataclass
class RaceFiles:
    """The files of one race; without records there is none."""

    records: SourceFile | None
    flags: SourceFile | None = None

    @property
    def line(self) -> str:
        """The race in a line; the tables do not say which it is, so its files name it."""
        if self.records is None:
            return printable(f"flags without records: {self.flags.name if self.flags else ''}")
        beside = f", flags {self.flags.name}" if self.flags else ""
        return printable(f"IndyCar race: {self.records.name}{beside}")

    def refusal(self) -> ForeignFileError:
        """Return the error of a table of flags without records."""
        message = "no laps of any car: the flag of each lap, but no records to say who was where"
        return ForeignFileError(self.flags.name if self.flags else "", message)


def races_of(files: Sequence[SourceFile]) -> list[RaceFiles]:
    """Put files together that belong to one race: those of one folder.

    Where there is one table of records in all, the flags belong to it. Raises `ForeignFileError`
    where flags could belong to two races or are there twice.
    """
    kinds = [(file_kind(file.head), file) for file in files]
    races = [RaceFiles(file) for kind, file in kinds if kind == "records"]
    alone: list[RaceFiles] = []
    for file in (file for kind, file in kinds if kind == "flags"):
        near = (
            races if len(races) == 1 else [one for one in races if _folder(one) == file.path.parent]
        )
        if len(near) > 1:
            message = f"flags of which race? {len(near)} tables of records lie beside it"
            raise ForeignFileError(file.name, message)
        if not near:
            alone.append(RaceFiles(None, file))
        elif near[0].flags is not None:
            message = f"flags twice for one race, also in {near[0].flags.name}"
            raise ForeignFileError(file.name, message)
        else:
            near[0].flags = file
    return [*races, *alone]


def _folder(race: RaceFiles) -> Path | None:
    return race.records.path.parent if race.records else None
