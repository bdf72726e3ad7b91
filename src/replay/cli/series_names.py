"""Series that are known by one word, and how their races are told."""

from typing import NamedTuple

from replay.race.model import Discipline


class NamedSeries(NamedTuple):
    """A series: its name, the same in few letters, and how its races are told."""

    name: str
    short: str | None = None
    discipline: Discipline = "stock car"


SERIES = {
    "nascar": NamedSeries("NASCAR Cup Series", "NASCAR Cup"),
    "f1": NamedSeries("Formula 1", "F1", "formula 1"),
    "indycar": NamedSeries("NTT IndyCar Series", "IndyCar", "indycar"),
    "wec": NamedSeries("FIA World Endurance Championship", "WEC", "endurance"),
    "imsa": NamedSeries("IMSA WeatherTech SportsCar Championship", "IMSA", "endurance"),
    "iracing": NamedSeries("iRacing", None, "iracing"),
}
"""The word that is typed -> the series."""


def series_named(text: str) -> NamedSeries:
    """Return the series of a word, or one of a name of its own."""
    return SERIES.get(text.casefold(), NamedSeries(text))
