"""IndyCar's timing records, the `$C` table, with the table of flags where it lies beside them.

The records name cars by number alone: race, date, track, distance and drivers come by `--with`.
"""

from collections.abc import Sequence
from functools import partial

from replay.importers import Candidate, Imported, SourceFile
from replay.importers.indycar.build import race_of
from replay.importers.indycar.files import RaceFiles, file_kind, races_of
from replay.importers.indycar.flags import lap_flags
from replay.importers.indycar.records import car_records


class IndyCarImporter:
    """The importer of IndyCar's timing records."""

    name = "indycar"

    def recognises(self, file: SourceFile) -> bool:
        """Tell whether a file is a table of records, or one of flags."""
        return file_kind(file.head) is not None

    def races(self, files: Sequence[SourceFile]) -> Sequence[Candidate]:
        """Return a race for each table of records, and flags without records, to be refused.

        Raises `ForeignFileError` where a table of flags could belong to two of them.
        """
        return [Candidate(race.line, partial(_read, race)) for race in races_of(files)]


def _read(files: RaceFiles) -> Imported:
    if files.records is None:
        raise files.refusal()
    records = car_records(files.records.name, files.records.text())
    return race_of(records, lap_flags(records, files.flags))


IMPORTER = IndyCarImporter()
"""What the entry point names."""
