"""One race in the shapes of all three sources: whichever it is read from, it is the same."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tests.importers.f1.grids import (
    NUMBERS,
    ergast,
    fastf1,
    lap_times,
    pages,
    rows,
    write,
)

from replay.importers import SourceFile
from replay.importers.f1 import IMPORTER
from replay.race.model import Race

Ends = dict[str, list[float]]


@st.composite
def races(draw: st.DrawFn) -> Ends:
    """Two cars that go the distance and one that may fall out; times to 0.001 s."""
    laps = draw(st.integers(1, 6))
    ends: Ends = {}
    for code, run in (("ABL", laps), ("BOL", laps), ("COL", draw(st.integers(1, laps)))):
        clock = draw(st.integers(0, 20_000))
        ends[code] = []
        for _ in range(run):
            clock += draw(st.integers(80_000, 110_000))
            ends[code].append(clock / 1000)
    return ends


def read(folder: Path, files: Mapping[str, str] | Sequence[str]) -> Race:
    """Import by this importer alone: to look for the others takes longer than the law."""
    paths = sorted(write(folder, files).iterdir())
    (only,) = IMPORTER.races([SourceFile(path) for path in paths])
    return only.read().race


def by_code(race: Race) -> Mapping[str, Sequence[int]]:
    names = {number: code for code, number in NUMBERS.items()}
    return {names.get(line.car, line.car): line.crossings for line in race.laps}


@given(races(), st.integers(1, 7))
def test_a_race_is_the_same_from_every_source(ends: Ends, size: int) -> None:
    """Law: crossings follow from times alone, whoever wrote them; level cars by their places."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        laps = read(place / "a", [fastf1(rows(ends))])
        tables = read(place / "b", ergast(laps=lap_times(ends), results=None))
        api = read(place / "c", pages(size, ends))
    assert by_code(laps) == by_code(tables) == by_code(api)
    for code, times in ends.items():
        for ours, theirs in zip(by_code(laps)[code], times, strict=True):
            assert 0 <= ours - round(theirs * 10_000) <= 9
