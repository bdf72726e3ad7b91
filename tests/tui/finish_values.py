"""The finish of Kansas 2024 as values, for the tests of the strip."""

from replay.race.finish import Nose, Photo, Scorer, Speed
from replay.race.model import Driver, Entry, Livery
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.finish_line.photo_finish import NOT_REACHED, waiting_row
from replay.tui.finish_line.strip import StripStore
from replay.tui.finish_line.viewport import Viewport
from replay.tui.theme import NIGHT, palette

_LIVERIES = {
    "5": ("#1d4fc4", "#ffffff", "#e0222e"),
    "17": ("#0a7d3e", "#ffffff", "#e8e9ea"),
    "9": ("#0c2f86", "#ffd400", "#d8262f"),
    "19": ("#d9dde2", "#10233f", "#1597c9"),
    "11": ("#b3081d", "#ffffff", "#151515"),
}
_SURNAMES = {"5": "Larson", "17": "Buescher", "9": "Elliott", "19": "Truex Jr", "11": "Hamlin"}

ENTRIES = tuple(
    Entry(
        car=car,
        drivers=(Driver(first="A", last=_SURNAMES[car]),),
        livery=Livery(paint=paint, ink=ink, second=second),
    )
    for car, (paint, ink, second) in _LIVERIES.items()
)
NOSES = (
    Nose("5", 0, 0, True),
    Nose("17", 10, 1_000, True),
    Nose("9", 600, 290, False),
    Nose("19", 750, 910, False),
    Nose("11", 6_090, 290, False),
)
PASSING = 628
ZERO = 114_424_200
LATE = 20_000
"""A clock at which the whole strip has been exposed."""


def photo(clock: int = LATE, by: Scorer = "camera", official: bool = True) -> Photo:
    """The picture at `clock` ticks after the first nose."""
    return Photo(
        lap=268,
        zero=ZERO,
        clock=clock,
        noses=tuple(nose for nose in NOSES if nose.gap <= clock),
        speed=Speed(175_063, measured=False, of="last-lap average"),
        passing=PASSING,
        by=by,
        resolution=10,
        loop_error=15,
        official=official,
    )


def drawn(
    of: Photo | None,
    width: int,
    height: int,
    viewport: Viewport | None = None,
    glyphs: Glyphs = UNICODE,
) -> list[str]:
    """The lines of the strip as text, without trailing blanks."""
    colours = palette(NIGHT)
    if of is None:
        rows = [waiting_row(y, NOT_REACHED, width, height, colours, glyphs) for y in range(height)]
    else:
        seen = (viewport or Viewport()).window(of, width)
        strip = StripStore(ENTRIES, glyphs).strip(of, seen, height, colours)
        rows = [strip.row(y, of) for y in range(height)]
    return [row.text.rstrip() for row in rows]
