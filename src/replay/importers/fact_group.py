"""What every group of a file of facts is, and the error of one that cannot be."""

from typing import Annotated, Protocol

from msgspec import Meta, Struct

from replay.foreign.foreign_file import ForeignFileError
from replay.race.model import Text


class FactGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of facts, with the source that it names."""

    source: Annotated[Text, Meta(min_length=1)]
    """Who published it, and where."""


class WrongFact(Protocol):
    """Makes the error of a key of a group: it names the file and the line."""

    def __call__(self, message: str, group: str, key: str = "") -> ForeignFileError:
        """Return the error."""
        ...
