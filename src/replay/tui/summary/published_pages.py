"""What was published after the race, laid in columns and, where one sheet is too small, on several.

A fact is told whole, with its source below it; where the record or another publication has it
otherwise, that follows with its own.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len

from replay.race.after_race import AfterRace, after_race
from replay.race.model import PublishedFact, Standing
from replay.race.quantity import quantity
from replay.tui.drawing.cells import decimal, drawable, fit
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.drawing.wrapping import wrapped
from replay.tui.field_names import FieldNames, field_names
from replay.tui.scene import Scene

_LABEL = 16
_PLACE = 5
_NARROW_LABEL = 11
_NARROW = 56
"""Below this width labels have fewer cells, and one that is longer stands above its text."""

_LEAST = 30
"""Columns have at least so many cells: what does not fit a smaller terminal is cut at its edge."""

_BETWEEN = 3
_COLUMNS = ((160, 3), (100, 2))
"""The least widths for so many columns."""

Page = tuple[tuple[Row, ...], ...]
"""The columns of a sheet, each its rows."""

Block = list[Row]
"""Rows that stay together."""


def column_widths(width: int) -> tuple[int, ...]:
    """Give the cells of each column of a sheet."""
    count = next((count for least, count in _COLUMNS if width >= least), 1)
    cells = (width - 2 - (count - 1) * _BETWEEN) // count
    return (max(cells, _LEAST),) * count


def sheets(scene: Scene, height: int) -> tuple[Page, ...]:
    """Give the sheets that what was published takes; none before the result is official."""
    after = scene.ask(after_race) if scene.state.finished else AfterRace()
    if not after.facts and not after.standing:
        return ()
    return pages(after, field_names(scene), scene.size.width, height)


@lru_cache(8)
def pages(after: AfterRace, names: FieldNames, width: int, height: int) -> tuple[Page, ...]:
    """Lay all that was published on as many sheets as it takes; none where nothing was."""
    widths = column_widths(width)
    columns = list(_filled(_blocks(after, names, widths[0]), height))
    return tuple(
        tuple(tuple(rows) for rows in columns[at : at + len(widths)])
        for at in range(0, len(columns), len(widths))
    )


def _filled(blocks: Sequence[Block], height: int) -> Iterator[list[Row]]:
    """Fill columns of so many rows with blocks; what is longer than a column goes on in the next.

    Blocks stand apart, but for the first of a column.
    """
    column: list[Row] = []
    for block in blocks:
        if column and len(column) + 1 + len(block) > height:
            yield column
            column = []
        column += [(), *block] if column else block
        while len(column) > height:
            yield column[:height]
            column = column[height:]
    if column:
        yield column


def _blocks(after: AfterRace, names: FieldNames, width: int) -> list[Block]:
    """Give the facts, then the reports, then the points; a title stays with what follows it."""
    facts = [*after.of("history"), *after.of("fact")]
    blocks: list[Block] = []
    for title, told in (("Facts", facts), ("Reports", after.of("report"))):
        for at, fact in enumerate(told):
            rows = _fact_rows(fact, names, width)
            blocks.append(rows if at else [_title(title, width, names), *rows])
    runs = _of_one_source(after.standing)
    for at, run in enumerate(runs):
        rows = _standing_rows(run, names, width)
        blocks.append(rows if at else [_title("Points after the race", width, names), *rows])
    return blocks


def _title(title: str, width: int, names: FieldNames) -> Row:
    return heading(title, width, names.glyphs.rule)


# -- facts


def _fact_rows(fact: PublishedFact, names: FieldNames, width: int) -> Block:
    label = _LABEL if width >= _NARROW else _NARROW_LABEL
    plate: Row = (names.plate(fact.car), blank(1)) if fact.car is not None else ()
    left = label + length(plate)
    text = drawable(fact.label, names.glyphs)
    above: Block = [((text, "mute"),)] if cell_len(text) >= label else []
    head: Row = (blank(label) if above else (fit(text, label), "mute"), *plate)
    first, *rest = _sourced(fact.text, fact.source, names, width - left)
    rows = [*above, (*head, *first), *((blank(left), *row) for row in rest)]
    return rows + _otherwise_rows(fact, names, width, left)


def _sourced(text: str, source: str, names: FieldNames, width: int) -> list[Row]:
    """Break a text over rows, and its source after it in brackets and in another ink."""
    told = wrapped(drawable(text, names.glyphs), width)
    named = f"({drawable(source, names.glyphs)})"
    rows: list[Row] = [((line, "full"),) for line in told]
    room = width - cell_len(told[-1]) - 1
    words = named.split()
    beside = next((n for n in range(len(words), 0, -1) if cell_len(" ".join(words[:n])) <= room), 0)
    if beside:
        rows[-1] = (*rows[-1], (f" {' '.join(words[:beside])}", "mute"))
    rest = " ".join(words[beside:])
    return [*rows, *(((line, "mute"),) for line in wrapped(rest, width))]


def _otherwise_rows(
    one: PublishedFact | Standing, names: FieldNames, width: int, left: int
) -> Block:
    """Tell what the record or another publication has instead, with its source."""
    if one.otherwise is None or one.otherwise_source is None:
        return []
    told = _sourced(f"but {one.otherwise}", one.otherwise_source, names, width - left)
    return [(blank(left), *row) for row in told]


# -- the points


def _of_one_source(standing: Sequence[Standing]) -> list[list[Standing]]:
    """Group neighbours that one publication has, and nobody otherwise."""
    runs: list[list[Standing]] = []
    for place in standing:
        before = runs[-1][-1] if runs and place.otherwise is None else None
        if before and before.otherwise is None and before.source == place.source:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _standing_rows(run: Sequence[Standing], names: FieldNames, width: int) -> Block:
    rows = [_standing_row(place, names) for place in run]
    named = wrapped(f"({drawable(run[-1].source, names.glyphs)})", width - _PLACE)
    rows += [(blank(_PLACE), (line, "mute")) for line in named]
    return rows + _otherwise_rows(run[-1], names, width, _PLACE)


def _standing_row(place: Standing, names: FieldNames) -> Row:
    """Tell a place: car or driver, points, how far behind, wins and top finishes."""
    row: Row = ((f"{place.position:>3}  ", "full"),)
    if place.car is not None:
        surname = names.surname(place.car) or place.driver or ""
        row = (*row, names.plate(place.car), (f" {surname}", "bold"))
    else:
        name = drawable(place.driver or "", names.glyphs)
        row = (*row, blank(names.plates.width + 1), (name, "bold"))
    told = ", ".join(_figures(place))
    return (*row, (f"  {told}", "full")) if told else row


def _figures(place: Standing) -> Iterator[str]:
    if place.points is not None:
        yield f"{_tenths(place.points)} points"
    if place.behind is not None:
        yield f"{_tenths(place.behind)} behind"
    for number, noun in (
        (place.wins, "win"),
        (place.top_fives, "top five"),
        (place.top_tens, "top ten"),
    ):
        if number is not None:
            yield quantity(number, noun)


def _tenths(number: int) -> str:
    return decimal(number * 1_000, 1).removesuffix(".0")
