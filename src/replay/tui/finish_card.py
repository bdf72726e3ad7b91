"""What is told beside the strip: the margin in large figures, who says so, and how well."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from replay.race.finish import Photo
from replay.race.model import Entry, Race
from replay.race.reporter import seconds
from replay.tui.camera.nose_labels import gap_text
from replay.tui.camera.time_window import TICK, WIDEST
from replay.tui.cards import NARROW, race_facts
from replay.tui.drawing.cells import fit
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.large_digits import large
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.sheet import fact, plate

ROOMY = 100
"""From this width on the cars are listed beside the facts."""

_INDENT = 13
_FIGURES = 24
_LIST = 62
_CARS = 50
_NOBODY = "nobody yet"
_LABELS = {"loops": "transponder", "camera": "camera", "result": "result"}
_TITLES = {"loops": "By the loops", "camera": "By the camera", "result": "The result"}


def is_exact(photo: Photo) -> bool:
    """Whether the first two were measured; one alone is what the record has of it."""
    return all(nose.exact for nose in photo.noses[:2])


def scored(photo: Photo) -> str:
    """Give the title of what is told: by whose times these are."""
    return _TITLES[photo.by] if is_exact(photo) else "Rebuilt"


def margin_rows(photo: Photo, glyphs: Glyphs) -> tuple[Row, ...]:
    """Draw the margin in large figures; nothing while there is one car."""
    if photo.margin is None:
        return ()
    exact = photo.noses[1].exact
    text = _margin(photo)
    *above, last = large(text, glyphs)
    tone = "bold" if exact else "soft"
    return (*(((row, tone),) for row in above), ((last, tone), (" s", "mute")))


def camera_card(photo: Photo | None, width: int, glyphs: Glyphs, large: bool) -> tuple[Row, ...]:
    """Tell beside the result what the loops and the camera say of the first two.

    `large`: with the margin in large figures above it.
    """
    narrow = width < NARROW
    indent = _INDENT - narrow
    if photo is None or not photo.noses:
        return (fact("at the line", _NOBODY, indent=indent),)
    figures = margin_rows(photo, glyphs) if large else ()
    rows = [*((blank(1), *row) for row in figures), *([()] if figures else [])]
    rows += _scorers(photo, {}, indent, narrow)
    if photo.margin is not None and photo.noses[1].exact and not narrow:
        rows.append(fact("distance", _distance(photo), indent=indent))
    return tuple(rows)


def full_card(photo: Photo, race: Race, width: int, height: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Tell under the strip that has the whole screen all there is to tell of the picture.

    The figures, who says so, what is measured, computed and unknown; with room the cars, and once
    the result is official the file's note on the finish.
    """
    of = {entry.car: entry for entry in race.entries}
    names = {car: f" {entry.surname}" for car, entry in of.items()}
    figures = [(blank(1), *row) for row in margin_rows(photo, glyphs)]
    facts = _facts(photo, names, width)
    if width < ROOMY:
        told = beside(figures, facts[: height - 1], _FIGURES)
        return (*told, (blank(1), *_gaps(photo, width - 2)))
    left: list[Row] = [*figures, (), *((blank(1), *row) for row in facts)]
    cars = _cars(photo, of, height)
    right = cars[:height]
    if photo.official and race.finish and race.finish.note:
        noted = _noted(race.finish.note, height - len(left))
        left += noted
        right += [] if noted else _noted(race.finish.note, height - len(right))
    rows = beside(left, right, _LIST)
    if width >= 2 * _LIST + _CARS:
        more = cars[height : 2 * height - 1]
        rows = beside(rows, [cars[0], *more] if more else (), _LIST + _CARS + 4)
    return rows


def waiting_card(race: Race, width: int, height: int) -> tuple[Row, ...]:
    """Tell before the first nose of a race known by its finish what was public before its start.

    The cars stand in the order of the entry list; with room it says where the record is from.
    """
    header = race.header
    half = _LIST if width >= ROOMY else width
    facts = [(blank(1), *row) for row in race_facts(header, half - 2)]
    cars = [plate(entry.car) for entry in race.entries][: max((half - 15) // 4, 1)]
    facts.insert(0, (blank(1), *fact("at the line", *cars, indent=_INDENT)))
    if width < ROOMY:
        return tuple(facts[:height])
    sources = [((source.text, "soft"), ("  " + source.of, "mute")) for source in header.sources]
    told: list[Row] = [(("Where it is from", "bold"),), *sources]
    return beside(facts[:height], told[:height], _LIST)


def _noted(note: str, rows: int) -> list[Row]:
    """Write a note after a blank row; nothing where it does not fit whole."""
    said = wrap(note, _CARS)
    if len(said) > rows:
        return []
    above: list[Row] = [()] if len(said) < rows else []
    return [*above, *((blank(1), (line, "mute")) for line in said)]


def beside(left: Sequence[Row], right: Sequence[Row], column: int) -> tuple[Row, ...]:
    """Set rows beside others, from a column on."""
    rows: list[Row] = []
    for at in range(max(len(left), len(right))):
        before = left[at] if at < len(left) else ()
        after = right[at] if at < len(right) else ()
        rows.append((*before, blank(column - length(before)), *after) if after else before)
    return tuple(rows)


# -- who says so, and how well


def _facts(photo: Photo, names: Mapping[str, str], width: int) -> list[Row]:
    rows = _scorers(photo, names, _INDENT, narrow=False)
    room = max((_LIST if width >= ROOMY else width - _FIGURES) - _INDENT - 1, _INDENT)
    if photo.margin is not None and photo.noses[1].exact:
        if width >= ROOMY:
            good = f"{(photo.good_to or 0) / 1_000_000:.6f}".rstrip("0")
            error = f", each nose good to ±{good} s" if photo.good_to else ""
            rows.append(fact("measured", f"{_margin(photo)} s{error}", indent=_INDENT))
        computed = "computed" if photo.distance(photo.noses[1]).estimated else "distance"
        rows += _folded(computed, [_distance(photo, speed=True)], room)
    return rows + _folded("unknown", _unknown(photo, width), room)


def _unknown(photo: Photo, width: int) -> list[str]:
    """Tell what nobody published: the speed at the line, and lanes, which are then dealt."""
    unknown = [] if photo.speed.measured else ["the speed at the line"]
    lanes = [nose.car for nose in photo.noses if not nose.lane_known and nose.gap * TICK < WIDEST]
    if lanes:
        unknown.append(f"lanes of {' '.join(lanes)}")
    if width < ROOMY:
        return [", ".join(unknown)]
    return [*unknown[:-1], f"{unknown[-1]}, drawn in finishing order"] if lanes else unknown


def _folded(label: str, parts: Sequence[str], room: int) -> list[Row]:
    """Write a fact on as many rows as its parts need; none without any."""
    said = [line for part in parts for line in wrap(part, room)]
    return [fact("" if at else label, line, indent=_INDENT) for at, line in enumerate(said)]


def _scorers(photo: Photo, names: Mapping[str, str], indent: int, narrow: bool) -> list[Row]:
    """Tell what the loops say, and what the camera says once it has."""
    rows = []
    if photo.overruled is not None:
        car, by = photo.overruled.car, photo.overruled.margin
        margin = f" first by {seconds(by)} s" if by else " first"
        loops = plate(car), f"{names.get(car, '')}{margin}"
        good = f", ±{seconds(photo.loop_error)} s" if photo.loop_error else ""
        if not narrow:
            rows.append(fact("transponder", *loops, (good, "mute"), indent=indent))
    first = photo.noses[0].car
    margin = "" if photo.margin is None else f" by {_margin(photo)} s"
    said = margin or " first" if narrow else f"{names.get(first, '')} first{margin}"
    official = "  (official)" if photo.official and not narrow else ""
    label = _LABELS[photo.by] if is_exact(photo) else "rebuilt"
    rows.append(fact(label, plate(first), f"{said}{official}", indent=indent))
    if photo.by == "loops" and photo.loop_error:
        error = f"±{seconds(photo.loop_error)} s" + ("" if narrow else ", unofficial")
        rows.append(fact("good to", error, indent=indent))
    return rows


def _margin(photo: Photo) -> str:
    second = photo.noses[1]
    return seconds(second.gap, photo.decimals) if second.exact else f"~{seconds(second.gap, 1)}"


def _distance(photo: Photo, speed: bool = False) -> str:
    distance = photo.distance(photo.noses[1])
    mark = "~" if distance.estimated else ""
    mph = f"{photo.speed.value / 1_000:.3f}".rstrip("0").rstrip(".") if speed else ""
    of = [f"{mph} mph"] if mph else []
    of += [photo.speed.of] if photo.speed.of else []
    at = f" at {', '.join(of)}" if of else ""
    return f"{mark}{inches(distance.thousandths)}{at}"


def inches(thousandths: int) -> str:
    """Write a length to a tenth: inches under a foot, else feet."""
    unit, scale = ("in", 1_000) if thousandths < 12_000 else ("ft", 12_000)
    tenths = (thousandths * 10 + scale // 2) // scale
    return f"{tenths // 10}.{tenths % 10} {unit}"


# -- the cars


def _gaps(photo: Photo, width: int) -> Row:
    """Write the first cars at the line and their gaps in one row, as many as it holds."""
    row: list[Run] = []
    for nose in photo.noses:
        gap = gap_text(nose, photo.decimals) if row else ""
        more = [plate(nose.car), (f" {gap}  " if gap else "  ", "bold" if nose.exact else "soft")]
        if length((*row, *more)) > width:
            break
        row += more
    return tuple(row)


def _cars(photo: Photo, of: Mapping[str, Entry], height: int) -> list[Row]:
    """List the cars at the line in rows of `_CARS` cells, those of two columns at most."""
    rows: list[Row] = [((f"pos car  {'driver':20} {'gap':>8}  {'at the line':>11}", "mute"),)]
    for place, nose in enumerate(photo.noses[: 2 * height], start=1):
        entry = of.get(nose.car)
        name = "" if entry is None else f"{entry.drivers[0].first} {entry.drivers[0].last}".strip()
        gap = gap_text(nose, photo.decimals) if place > 1 else "first"
        away = photo.distance(nose)
        far = f"{'~' if away.estimated else ''}{inches(away.thousandths)}" if nose.exact else "·"
        rows.append(
            (
                (f"{place:>2}  ", "soft"),
                plate(nose.car),
                blank(1),
                (fit(name, 21), "full"),
                (f"{gap:>8}", "bold" if nose.exact else "soft"),
                (f"  {far if nose.gap else '':>11}", "soft"),
            )
        )
    return rows
