"""A published box score -> a race whose laps are rebuilt, and labelled so."""

from replay.reconstruct.rebuild import Rebuilt, rebuilt, reconstruct
from replay.reconstruct.table import BoxScoreError

__all__ = ["BoxScoreError", "Rebuilt", "rebuilt", "reconstruct"]
