"""What colour tells is told without it: by sign, word, weight or grey, and to colour-blind eyes.

Screens of many moments and views are held against each other: two that differ in colour alone
would tell something to those who see it that others miss.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product

import pytest
from rich.segment import Segment
from tests.tui.colour_vision import VISIONS, difference, seen_by
from tests.tui.painted import Gallery, views
from tests.tui.test_painted_spoilers import going_on

from replay.race.timeline import Timeline
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.plates import Plates
from replay.tui.theme import NIGHT, PAPER, palette

LAPS = {
    "tiny": (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    "kansas-2024": (0, 82, 137, 167, 205, 250, 266),
    "abu-dhabi-2021": (0, 14, 36, 54),
    "le-mans-2024": (0, 31, 150),
}
SIZES = ((80, 24), (120, 40))
LEAST, LEAST_OF_GREYS = 20, 10
"""The least difference between two colours, CIE 1976, that a meaning may hang on; and between the
greys that say how sure a place is, which all eyes see alike."""

INKS = {name: [getattr(palette(of), name) for of in (NIGHT, PAPER)] for name in (
    "foreground", "ink_soft", "ink_mute"
)}  # fmt: skip
GREYS = frozenset(colour for of in INKS.values() for colour in of)

REPEATING = frozenset(palette(of).yellow_band for of in (NIGHT, PAPER))
"""The grounds of laps under yellow in a chart: they repeat what the ribbon below says in signs, or
over the last laps the scale of the chart."""


def paints() -> Iterator[str]:
    """Give the paints of the lines of all cars, which repeat the number in the title or beside."""
    for name, of in product(LAPS, (NIGHT, PAPER)):
        race = going_on(name)
        plates = Plates(race.entries, palette(of), race.header.classes)
        for entry, heavy in product(race.entries, (True, False)):
            yield plates.line(entry.car, heavy=heavy)


PAINTS = frozenset(paints())

Rows = Sequence[Sequence[Segment]]
Shown = tuple[str, str, tuple[int, int]]
"""A pane as it is shown: of which race, its name, at which size."""


def shown(name: str, gallery: Gallery) -> Iterator[tuple[Shown, tuple[object, ...], Rows]]:
    """Give every pane of a race at each of its laps and at its end, in each view, and which it is.

    Views that show the same are one.
    """
    timeline = gallery.recording.timeline
    told: set[tuple[int, int]] = set()
    times = {lap: timeline.instant(lap) + 51_234 * bool(lap) for lap in LAPS[name]}
    for lap, time in (*times.items(), (timeline.laps, timeline.end)):
        cars = tuple(row.car for row in timeline.at(time).order)
        for number, view in enumerate(views(gallery.race, cars)):
            for size in SIZES:
                painted = gallery.paint(time, view, size)
                if (lap, id(painted)) in told:
                    continue
                told.add((lap, id(painted)))
                for pane, (_, rows) in painted.items():
                    yield (name, pane, size), (lap, number), rows


def look(rows: Rows) -> tuple[tuple[str, bool, bool], ...]:
    """Give signs and weight of some rows, without any colour."""
    return tuple(cell for row in rows for cell in _look(tuple(row)))


@cache
def _look(row: tuple[Segment, ...]) -> tuple[tuple[str, bool, bool], ...]:
    return tuple(
        (sign, bool(part.style and part.style.bold), bool(part.style and part.style.reverse))
        for part in row
        for sign in part.text
    )


def colours(rows: Rows) -> tuple[tuple[str, str], ...]:
    """Give ink and ground of every cell; of a blank and of the line of a car the ground alone."""
    return tuple(cell for row in rows for cell in _colours(tuple(row)))


@cache
def _colours(row: tuple[Segment, ...]) -> tuple[tuple[str, str], ...]:
    found = []
    for part in row:
        assert part.style is not None
        ink = part.style.color.name if part.style.color else ""
        ground = part.style.bgcolor.name if part.style.bgcolor else ""
        ink = "" if ink in PAINTS else ink
        found += [("" if sign == " " else ink, ground) for sign in part.text]
    return tuple(found)


_SEEN: dict[object, int] = {}


@cache
def of_row(row: tuple[Segment, ...]) -> int:
    """Give a number for the look and the colours of a row: the same for all that are seen alike."""
    return _SEEN.setdefault((_look(row), _colours(row)), len(_SEEN))


@cache
def painted(name: str, kind: str) -> dict[tuple[Shown, tuple[object, ...]], Rows]:
    glyphs = ASCII if kind == "ascii" else UNICODE
    theme = PAPER if kind == "paper" else NIGHT
    gallery = Gallery(going_on(name), glyphs=glyphs, colours=palette(theme, kind == "no colour"))
    return {(of, when): rows for of, when, rows in shown(name, gallery)}


def alike(name: str, kind: str) -> Iterator[tuple[Shown, list[Rows]]]:
    """Give the screens that look the same without any colour, those of each look together."""
    by_look: dict[tuple[Shown, object], list[Rows]] = defaultdict(list)
    distinct = {(of, tuple(row)) for (of, _), rows in painted(name, kind).items() for row in rows}
    for of, row in distinct:
        by_look[of, look([row])].append([row])
    for (of, _), same in by_look.items():
        different = list({colours(rows): rows for rows in same}.values())
        if len(different) > 1:
            yield of, different


@pytest.mark.parametrize("name", LAPS)
@pytest.mark.parametrize("kind", ["night", "paper"])
def test_what_only_colour_tells_colour_blind_eyes_can_see(name: str, kind: str) -> None:
    for of, different in alike(name, kind):
        for one, other in combinations(different, 2):
            cells = zip(colours(one), colours(other), strict=True)
            pairs = {
                pair
                for ours, theirs in cells
                for pair in zip(ours, theirs, strict=True)
                if all(pair) and pair[0] != pair[1] and not REPEATING.intersection(pair)
            }
            if not pairs:
                continue
            for vision in VISIONS:
                enough = any(can_see(vision, pair) for pair in pairs)
                assert enough, (of, vision, pairs, told(one, other))


@cache
def can_see(vision: str, pair: tuple[str, str]) -> bool:
    """Tell whether two colours are far enough apart for eyes of a kind."""
    least = LEAST_OF_GREYS if GREYS.issuperset(pair) else LEAST
    return difference(*(seen_by(vision, colour) for colour in pair)) >= least


@pytest.mark.parametrize("name", LAPS)
def test_what_colour_tells_is_told_without_colour(name: str) -> None:
    """Screens that differ in colour differ in sign, word, weight or grey, too."""
    assert_kept(name, "no colour")


@pytest.mark.parametrize("name", LAPS)
def test_what_is_told_in_signs_is_told_in_ascii(name: str) -> None:
    assert_kept(name, "ascii")


def assert_kept(name: str, kind: str) -> None:
    coloured, plain = painted(name, "night"), painted(name, kind)
    assert coloured.keys() == plain.keys()
    kept: dict[object, tuple[object, Rows]] = {}
    for key in coloured:
        said = key[0], tuple(of_row(tuple(row)) for row in plain[key])
        full = [of_row(tuple(row)) for row in coloured[key]]
        before = kept.setdefault(said, (full, coloured[key]))
        assert before[0] == full, (key, told(before[1], coloured[key]))


def told(one: Rows, other: Rows) -> list[tuple[str, str]]:
    """Write the rows that differ, one beside the other, with the styles that do."""
    return [
        (repr([p for p in a if p not in b])[:600], repr([p for p in b if p not in a])[:600])
        for a, b in zip(one, other, strict=True)
        if list(a) != list(b)
    ]


def test_the_laps_held_against_each_other_are_laps_of_the_races() -> None:
    for name, laps in LAPS.items():
        assert max(laps) < Timeline(going_on(name)).laps
