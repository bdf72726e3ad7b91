"""Al Kamel's timing sheets: the analysis of WEC, Le Mans, IMSA, ELMS, Formula E and others.

Results and weather may lie beside it. Sheets are told by their headers. Of a race only the
analysis must be there; what it does not say stays unknown.
"""

from collections.abc import Sequence
from functools import partial

from replay.importers import Candidate, Imported, SourceFile
from replay.importers.alkamel.build import race_of
from replay.importers.alkamel.files import RaceFiles, file_kind, races_of, read_sheets


class AlKamelImporter:
    """The importer of Al Kamel's sheets."""

    name = "alkamel"

    def recognises(self, file: SourceFile) -> bool:
        """Tell whether a file is one of the sheets."""
        return file_kind(file.head) is not None

    def races(self, files: Sequence[SourceFile]) -> Sequence[Candidate]:
        """Return a race for each analysis, and sheets that lie without one, to be refused.

        Raises `ForeignFileError` where a sheet could belong to two of them, or to none.
        """
        return [Candidate(race.line, partial(_read, race)) for race in races_of(files)]


def _read(files: RaceFiles) -> Imported:
    return race_of(read_sheets(files))


IMPORTER = AlKamelImporter()
"""What the entry point names."""
