"""Reading a race for a command."""

from replay import racefile
from replay.cli.failure import Failure
from replay.race.model import Race


def read(name: str) -> Race:
    """Read a race by name or path; an error of the file is one line of the command line."""
    try:
        return racefile.load(racefile.find(name))
    except racefile.RaceFileError as error:
        raise Failure(str(error)) from None
