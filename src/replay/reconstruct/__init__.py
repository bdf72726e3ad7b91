"""A published box score -> a race whose laps are rebuilt, and labelled so."""

from replay.foreign.foreign_file import ForeignFileError
from replay.reconstruct.rebuild import Rebuilt, rebuilt, reconstruct

__all__ = ["ForeignFileError", "Rebuilt", "rebuilt", "reconstruct"]
