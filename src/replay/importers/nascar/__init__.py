"""NASCAR's feeds: lap-times.json, with the flag, pit and weekend feeds that lie beside it.

Files are told by their content. Of a race only the laps must be there; without them it is refused.
"""

from collections.abc import Sequence
from functools import partial

from replay.importers import Candidate, Imported, SourceFile
from replay.importers.nascar.build import race_of
from replay.importers.nascar.feed_set import read_feeds
from replay.importers.nascar.files import RaceFiles, feed_of, races_of


class NascarImporter:
    """The importer of NASCAR's feeds."""

    name = "nascar"

    def recognises(self, file: SourceFile) -> bool:
        """Tell whether a file is one of the feeds."""
        return feed_of(file.head) is not None

    def races(self, files: Sequence[SourceFile]) -> Sequence[Candidate]:
        """Return a race for each file of laps, and what lies together without laps, to be refused.

        Raises `ForeignFileError` where a feed could belong to two of them.
        """
        return [Candidate(race.line, partial(_read, race)) for race in races_of(files)]


def _read(files: RaceFiles) -> Imported:
    return race_of(read_feeds(files))


IMPORTER = NascarImporter()
"""What the entry point names."""
