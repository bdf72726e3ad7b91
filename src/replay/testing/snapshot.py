"""A screen as text that is kept: its signs, how they look in runs, and what the names mean.

The first line tells where it comes from, and is never compared. UTF-8 and LF.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from replay.race.text import is_text
from replay.testing.cell_grid import CellGrid, CellLook, CellRow, LookRun, signs_in_cells
from replay.testing.style_names import StyleNames

MOST_BYTES = 2 * 1024 * 1024
"""The largest snapshot that is read: 300 columns by 100 rows take some 100 kB."""

MOST_CELLS = 1_000
"""The most columns, and rows, of a screen."""

_GLYPHS, _STYLES, _LEGEND = "== glyphs ==", "== styles ==", "== legend =="
BEGINS = "# replay screen: "
"""How the first line of every snapshot begins."""

_RUN = re.compile(r"(?a)(\S+)\*([1-9]\d{0,3})")
_MEANING = re.compile(r"(\S+)  (-|\S+) on (\S+)((?: [a-z]+)*)")


class SnapshotError(ValueError):
    """What stands in a file is no snapshot. `str()` says why in one clear line."""


class SnapshotHead(NamedTuple):
    """What the first line tells: the race and its hash, the moment, size, palette and version."""

    race: str
    sha256: str
    moment: str
    size: str
    palette: str
    version: str
    also: str = ""

    @property
    def line(self) -> str:
        """The line itself."""
        also = f", {self.also}" if self.also else ""
        of = f"{self.race} (sha256 {self.sha256[:12]}) at {self.moment}"
        return f"{BEGINS}{of}, {self.size}, {self.palette}{also}, replay {self.version}"


def written(head: SnapshotHead, grid: CellGrid, names: StyleNames) -> bytes:
    """Write a snapshot; the same screen gives the same bytes below the first line."""
    return "".join(f"{line}\n" for line in [head.line, "", *snapshot_lines(grid, names)]).encode()


def snapshot_lines(grid: CellGrid, names: StyleNames) -> list[str]:
    """Give the lines of a snapshot below its head: the signs, how they look, what names mean."""
    looks = {run.look for row in grid for run in row.runs}
    legend = sorted(f"{names.name(look)}  {_meaning(look)}" for look in looks)
    styles = (f"{y:>3}  {_runs(row, names)}" for y, row in enumerate(grid, 1))
    return [_GLYPHS, *(row.text for row in grid), _STYLES, *styles, _LEGEND, *legend]


def _runs(row: CellRow, names: StyleNames) -> str:
    return " ".join(f"{names.name(run.look)}*{run.cells}" for run in row.runs)


def _meaning(look: CellLook) -> str:
    return " ".join([look.ink or "-", "on", look.ground, *look.also])


def read_snapshot(data: bytes) -> CellGrid:
    """Read a snapshot; SnapshotError where it is none."""
    if len(data) > MOST_BYTES:
        raise SnapshotError(f"larger than {MOST_BYTES:,} bytes")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise SnapshotError("not UTF-8 text") from None
    lines = text.replace("\r\n", "\n").split("\n")
    try:
        glyphs, styles, legend = (lines.index(part) for part in (_GLYPHS, _STYLES, _LEGEND))
    except ValueError:
        raise SnapshotError("a part of it is missing: was it merged by hand?") from None
    signs, runs = lines[glyphs + 1 : styles], lines[styles + 1 : legend]
    if not lines[0].startswith(BEGINS) or len(signs) != len(runs) or len(signs) > MOST_CELLS:
        raise SnapshotError("its parts do not fit together: was it merged by hand?")
    looks = dict(_legend(lines[legend + 1 :], legend + 2))
    return tuple(
        _row(sign, run, looks, number)
        for number, (sign, run) in enumerate(zip(signs, runs, strict=True), styles + 2)
    )


def _legend(lines: list[str], first: int) -> Iterator[tuple[str, CellLook]]:
    for number, line in enumerate(lines, first):
        if not line:
            continue
        found = _MEANING.fullmatch(line)
        if found is None:
            raise SnapshotError(f"line {number} explains no style")
        name, ink, ground, also = found.groups()
        yield name, CellLook("" if ink == "-" else ink, ground, tuple(also.split()))


def _row(text: str, line: str, looks: dict[str, CellLook], number: int) -> CellRow:
    runs: list[LookRun] = []
    for word in line.split()[1:]:
        found = _RUN.fullmatch(word)
        look = None if found is None else looks.get(found[1])
        if found is None or look is None:
            raise SnapshotError(f"line {number}: a style that the legend does not explain")
        runs.append(LookRun(look, int(found[2])))
    row = CellRow(text, tuple(runs))
    if not is_text(text) or row.width > MOST_CELLS or len(signs_in_cells(text)) > row.width:
        raise SnapshotError(f"line {number} does not fit the signs of its row")
    return row
