"""iRacing's Data API: lap chart chunks, with their header, the result and the event log beside.

Files are told by their content and joined by the number of their subsession. Of a race the laps
must be there; a list of one team's laps is none.
"""

from collections.abc import Sequence
from functools import partial

from replay.importers import Candidate, Imported, SourceFile
from replay.importers.iracing.answers import read_answers
from replay.importers.iracing.build import race_of
from replay.importers.iracing.files import RaceFiles, file_kind, races_of


class IRacingImporter:
    """The importer of answers of iRacing's Data API."""

    name = "iracing"

    def recognises(self, file: SourceFile) -> bool:
        """Tell whether a file is one of the answers."""
        return file_kind(file.head) is not None

    def races(self, files: Sequence[SourceFile]) -> Sequence[Candidate]:
        """Return a race for each subsession, those without laps to be refused as they are read.

        Raises `ForeignFileError` where a file belongs to none of the races, or could to two.
        """
        return [Candidate(race.line, partial(_read, race)) for race in races_of(files)]


def _read(files: RaceFiles) -> Imported:
    return race_of(read_answers(files))


IMPORTER = IRacingImporter()
"""What the entry point names."""
