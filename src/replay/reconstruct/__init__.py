"""A published box score -> a race whose laps are rebuilt, and labelled so."""

from replay.reconstruct.read.csv_table import BoxScoreError
from replay.reconstruct.rebuild import Rebuilt, rebuilt, reconstruct

__all__ = ["BoxScoreError", "Rebuilt", "rebuilt", "reconstruct"]
