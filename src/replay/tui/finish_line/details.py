"""What stands under the line while it has the whole screen: facts, figures and the cars."""

from collections.abc import Sequence
from textwrap import wrap

from msgspec.structs import replace
from rich.cells import cell_len

from replay.race.finish import FieldAtLine, Photo
from replay.race.model import Entry, Race
from replay.tui.cards.card import CardWidget
from replay.tui.cards.race_facts import race_facts
from replay.tui.drawing.cells import aligned, fit
from replay.tui.drawing.fact_rows import fact_row, fitted, plate
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.finish_line.labels import gap_text
from replay.tui.finish_line.lap_details import lap_details, lap_heading
from replay.tui.finish_line.margin import INDENT, inches, margin_facts, margin_rows, scored_by
from replay.tui.pane import Heading
from replay.tui.scene import Scene

ROOMY = 112
"""From this width on the cars are listed beside the facts."""

FIGURES = 24
"""The cells of the large figures, left of the facts where it is not roomy."""

LIST = 62
"""The column of the list of cars."""

_CARS = 50
_BETWEEN = 4
_PLATE = 4
_GAP = 8
_FIELD_HEADS: Row = ((f"pos car  {'driver':20} {'gap':>{_GAP}}", "mute"),)
_HEADS: Row = (*_FIELD_HEADS, (f"  {'at the line':>11}", "mute"))


def photo_details(
    photo: Photo, race: Race, width: int, height: int, glyphs: Glyphs
) -> tuple[Row, ...]:
    """Tell all there is to tell of a picture.

    The figures, who says so, what is measured, computed and unknown; with room the cars, and once
    the result is official the file's note on the finish.
    """
    figures = [(blank(1), *row) for row in margin_rows(photo, glyphs)]
    if any(length(row) > FIGURES - 1 for row in figures) or height < len(figures):
        figures = []
    if width < ROOMY:
        facts = margin_facts(photo, race.entries, width - FIGURES, brief=True)
        if height < 4:
            return tuple((blank(1), *row) for row in facts[:height])
        rows = beside(figures, facts[: height - 1], FIGURES)
        return (*rows, (blank(1), *_gaps(photo, width - 2)))
    facts = margin_facts(photo, race.entries, LIST - 1)
    left: list[Row] = [*figures, (), *((blank(1), *row) for row in facts)]
    right = _cars(photo, race.entries)
    if photo.official and race.finish and race.finish.note:
        noted = _noted(race.finish.note, height - len(left))
        left += noted
        right += [] if noted else _noted(race.finish.note, height - len(right))
    if photo.official and not race.has_laps:
        from_where = _sources(race)
        for column in (left, right):
            if len(column) + len(from_where) <= height:
                column += from_where
                break
    return _in_columns(left, right, width, height)


def field_details(field: FieldAtLine, race: Race, width: int, height: int) -> tuple[Row, ...]:
    """List the cars of the lead lap as they came by on the latest lap, in columns."""
    entries = {entry.car: entry for entry in race.entries}
    rows = [_FIELD_HEADS]
    for place, car in enumerate(field.cars, start=1):
        gap = aligned(car.gap, car.exact, _GAP, sign="+") if place > 1 else "first"
        rows.append(_car_row(place, entries[car.car], gap, car.exact))
    left = [(blank(1), *row) for row in rows[:height]]
    more = [_FIELD_HEADS, *rows[height:]] if len(rows) > height else []
    return _in_columns(left, more, width, height)


def waiting_details(race: Race, width: int, height: int) -> tuple[Row, ...]:
    """Tell before the first nose of a race known by its finish what was public before its start.

    That is no list of cars but a whole grid: such a file may have those alone that will be at the
    line. Nor does it say where the record is from, which tells of what is in it.
    """
    half = LIST if width >= ROOMY else width
    a_row = max((half - 1 - INDENT) // _PLATE, 1)
    starters = sorted((entry.grid, entry.car) for entry in race.entries if entry.grid)
    whole = [place for place, _ in starters] == list(range(1, len(race.entries) + 1))
    plates = [plate(car, _PLATE) for _, car in starters] if whole else []
    rows = [
        fact_row("" if at else "the grid", *plates[at : at + a_row], indent=INDENT)
        for at in range(0, len(plates), a_row)
    ]
    rows = [(blank(1), *row) for row in (*rows, *race_facts(race.header, half - 2))]
    return tuple(rows[:height])


def beside(left: Sequence[Row], right: Sequence[Row], column: int) -> tuple[Row, ...]:
    """Set rows beside others, from a column on; the left ones end two cells before it."""
    rows: list[Row] = []
    for at in range(max(len(left), len(right))):
        before = left[at] if at < len(left) else ()
        after = right[at] if at < len(right) else ()
        if after:
            before = fitted(before, column - 2)
            before = (*before, blank(column - length(before)), *after)
        rows.append(before)
    return tuple(rows)


def _in_columns(
    left: Sequence[Row], listed: Sequence[Row], width: int, height: int
) -> tuple[Row, ...]:
    """Set a list beside the left rows, and what of it has no room there in a further column."""
    if width < ROOMY:
        return tuple(left)
    rows = beside(left, listed[:height], LIST)
    column = LIST + _CARS + _BETWEEN
    if len(listed) > height and column + _CARS <= width:
        more = [listed[0], *listed[height : 2 * height - 1]]
        rows = beside(rows, more, column)
    return rows


def _cars(photo: Photo, entries: Sequence[Entry]) -> list[Row]:
    """List the cars of a picture, how far each was behind the first as that touched the line."""
    by_car = {entry.car: entry for entry in entries}
    rows = [_HEADS]
    for place, nose in enumerate(photo.scored, start=1):
        gap = gap_text(nose, photo.decimals) if place > 1 else "first"
        away = photo.distance(nose)
        length = inches(away.thousandths, tenths=photo.decimals > 2)
        far = f"{'~' if away.estimated else ''}{length}" if nose.exact else "·"
        rows.append(_car_row(place, by_car[nose.car], gap, nose.exact, far if nose.gap else ""))
    return rows


def _car_row(place: int, entry: Entry, gap: str, exact: bool, far: str = "") -> Row:
    return (
        (f"{place:>2}  ", "soft"),
        plate(entry.car, _PLATE),
        blank(1),
        (fit(entry.driver or "·", 21), "full" if entry.driver else "mute"),
        (f"{gap:>{_GAP}}", "bold" if exact else "soft"),
        (f"  {far:>11}", "soft"),
    )


def _gaps(photo: Photo, width: int) -> Row:
    """Write the first cars at the line and their gaps in one row, as many as it holds."""
    row: list[Run] = []
    for nose in photo.scored:
        gap = gap_text(nose, photo.decimals) if row else ""
        more = [plate(nose.car), (f" {gap}  " if gap else "  ", "bold" if nose.exact else "soft")]
        if length((*row, *more)) > width:
            break
        row += more
    return tuple(row)


def _sources(race: Race) -> list[Row]:
    """Say after a blank row where a record is from; what is from where only if it fits whole."""
    rows: list[Row] = []
    for source in race.header.sources:
        if cell_len(source.text + source.of) + 4 <= LIST - 2:
            rows.append((blank(1), (f"{source.text}  ", "soft"), (source.of, "mute")))
        else:
            rows += [(blank(1), (text, "soft")) for text in wrap(source.text, LIST - 4)]
    return [(), (blank(1), ("Where it is from", "bold")), *rows] if rows else []


def _noted(note: str, rows: int) -> list[Row]:
    """Write a note after a blank row; nothing where it does not fit whole."""
    lines = wrap(note, _CARS)
    if len(lines) > rows:
        return []
    above: list[Row] = [()] if len(lines) < rows else []
    return [*above, *((blank(1), (line, "mute")) for line in lines)]


def _lap(scene: Scene) -> bool:
    """Whether they are those of a lap laid flat."""
    return scene.laid_flat and not scene.strip_open


class LineDetails(CardWidget):
    """Tells of the picture, or of the field at the line, or what was known before."""

    def given(self, scene: Scene, width: int) -> object:
        """Give what is known at the line: it stays while no car comes by and nothing is ruled."""
        if _lap(scene):
            return None
        photo = scene.frame.photo
        return None if photo is None else replace(photo, clock=0), scene.frame.field

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give what there is to tell, in columns where the screen is wide."""
        photo, field = scene.frame.photo, scene.frame.field
        if _lap(scene):
            return lap_details(scene, width, height)
        if photo is not None:
            return photo_details(photo, scene.race, width, height, scene.glyphs)
        if not scene.has_laps:
            return waiting_details(scene.race, width, height)
        return () if field is None else field_details(field, scene.race, width, height)

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say what is told."""
        photo, field = scene.frame.photo, scene.frame.field
        if _lap(scene):
            return lap_heading(scene)
        if photo is not None:
            return Heading(scored_by(photo), "official" if photo.official else "")
        if not scene.has_laps:
            return Heading("Before the line")
        return Heading("" if field is None else f"The lead lap, lap {field.lap}")
