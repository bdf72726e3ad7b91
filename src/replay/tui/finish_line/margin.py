"""What is told beside the strip: the margin in large figures, who says so, and how well."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from rich.cells import cell_len

from replay.race.finish import Photo
from replay.race.model import Entry
from replay.race.seconds import seconds_text
from replay.tui.cards.race_facts import NARROW_CARD
from replay.tui.drawing.fact_rows import fact_row, plate
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.large_digits import large
from replay.tui.drawing.runs import Row, blank
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, WIDEST

INDENT = 13
"""The cells of a fact's label."""

_NOBODY = "nobody yet"
_LABELS = {"loops": "transponder", "camera": "camera", "result": "result"}
_TITLES = {"loops": "By the loops", "camera": "By the camera", "result": "The result"}


def is_exact(photo: Photo) -> bool:
    """Whether the first two were measured; one alone is what the record has of it."""
    return all(nose.exact for nose in photo.scored[:2])


def is_published(photo: Photo) -> bool:
    """Whether the margin is the published one, of a line whose noses are rebuilt."""
    return photo.published is not None and not is_exact(photo)


def scored_by(photo: Photo) -> str:
    """Give the title of what is told: by whose times these are."""
    if is_published(photo):
        return _TITLES["result"]
    return _TITLES[photo.by] if is_exact(photo) else "Rebuilt"


def margin_rows(photo: Photo, glyphs: Glyphs) -> tuple[Row, ...]:
    """Draw the margin in large figures; nothing while there is one car."""
    if photo.margin is None:
        return ()
    exact = photo.scored[1].exact or is_published(photo)
    text = _margin(photo)
    *above, last = large(text, glyphs)
    tone = "bold" if exact else "soft"
    return (*(((row, tone),) for row in above), ((last, tone), (" s", "mute")))


def margin_card(photo: Photo | None, width: int, glyphs: Glyphs, large: bool) -> tuple[Row, ...]:
    """Tell beside the result what the loops and the camera say of the first two.

    `large`: with the margin in large figures above it.
    """
    narrow = width < NARROW_CARD
    indent = INDENT - narrow
    if photo is None or not photo.noses:
        return (fact_row("at the line", _NOBODY, indent=indent),)
    figures = margin_rows(photo, glyphs) if large else ()
    rows = [*((blank(1), *row) for row in figures), *([()] if figures else [])]
    rows += _scorers(photo, {}, indent, width - indent)
    if photo.margin is not None and photo.scored[1].exact and not narrow:
        rows.append(fact_row("distance", _distance(photo), indent=indent))
    return tuple(rows)


# -- who says so, and how well


def margin_facts(
    photo: Photo, entries: Sequence[Entry], width: int, *, brief: bool = False
) -> list[Row]:
    """Tell who says what of the first two, what is measured, computed and unknown.

    `brief` leaves out how good a nose is, which the strip says where it can be seen.
    """
    names = {entry.car: f" {entry.surname}".rstrip() for entry in entries}
    room = max(width - INDENT - 1, INDENT)
    rows = _scorers(photo, names, INDENT, max(room, NARROW_CARD), error=brief)
    if photo.margin and photo.scored[1].exact:
        if not brief:
            good = f"{(photo.good_to or 0) / 1_000_000:.6f}".rstrip("0")
            error = f", each nose good to ±{good} s" if photo.good_to else ""
            rows.append(fact_row("measured", f"{_margin(photo)} s{error}", indent=INDENT))
        computed = "computed" if photo.distance(photo.scored[1]).estimated else "distance"
        rows += _folded(computed, [_distance(photo, speed=True)], room)
    return rows + _folded("unknown", _unknown(photo, brief), room)


def _unknown(photo: Photo, brief: bool) -> list[str]:
    """Tell what nobody published: the speed at the line, and lanes, which are then chosen."""
    unknown = [] if photo.speed.measured else ["the speed at the line"]
    unknown += [] if photo.length_known else ["the length of the cars"]
    lanes = [
        nose.car
        for nose in photo.noses
        if not nose.lane_known and nose.gap * NANOSECONDS_IN_TICK < WIDEST
    ]
    if lanes:
        unknown.append(f"lanes of {' '.join(lanes)}")
    if brief:
        return [", ".join(unknown)]
    return [*unknown[:-1], f"{unknown[-1]}, drawn in finishing order"] if lanes else unknown


def _folded(label: str, parts: Sequence[str], room: int) -> list[Row]:
    """Write a fact on as many rows as its parts need; none without any."""
    lines = [line for part in parts for line in wrap(part, room)]
    return [fact_row("" if at else label, line, indent=INDENT) for at, line in enumerate(lines)]


def _scorers(
    photo: Photo, names: Mapping[str, str], indent: int, room: int, error: bool = True
) -> list[Row]:
    """Tell what the loops say, with their `error`, and what the camera says once it has.

    `room`: the cells beside the labels, in few of which less is said.
    """
    narrow = room + indent < NARROW_CARD
    rows = []
    if photo.overruled is not None and not narrow:
        car, by = photo.overruled.car, photo.overruled.margin
        margin = f" first by {seconds_text(by)} s" if by else " first"
        good = f", ±{seconds_text(photo.loop_error)} s" if photo.loop_error else ""
        loops = plate(car), f"{names.get(car, '')}{margin}", (good, "mute")
        rows.append(fact_row("transponder", *loops, indent=indent))
    known = _LABELS["result"] if is_published(photo) else "rebuilt"
    label = _LABELS[photo.by] if is_exact(photo) else known
    first = photo.scored[0].car
    result = _result_in_words(photo, names, narrow)
    official = "  (official)" if photo.official else ""
    if cell_len(result + official) + 4 > room:
        official = ""
    rows.append(fact_row(label, plate(first), f"{result}{official}", indent=indent))
    if is_published(photo) and len(photo.scored) > 1:
        rows.append(
            fact_row(
                "drawn",
                ("rebuilt, ~" + seconds_text(photo.scored[1].gap, 1) + " s", "soft"),
                indent=indent,
            )
        )
    if error and photo.by == "loops" and photo.loop_error:
        loose = f"±{seconds_text(photo.loop_error)} s" + ("" if narrow else ", unofficial")
        rows.append(fact_row("good to", loose, indent=indent))
    return rows


def _result_in_words(photo: Photo, names: Mapping[str, str], narrow: bool) -> str:
    """Write what the first is by how much; of two on the line at once neither is."""
    if photo.margin == 0 and is_exact(photo):
        return f"{names.get(photo.scored[0].car, '')} level with {photo.scored[1].car}"
    margin = "" if photo.margin is None else f" by {_margin(photo)} s"
    if narrow:
        return margin or " first"
    return f"{names.get(photo.scored[0].car, '')} first{margin}"


def _margin(photo: Photo) -> str:
    second = photo.scored[1]
    if photo.published is not None and is_published(photo):
        return seconds_text(photo.published, photo.decimals)
    if not second.exact:
        return f"~{seconds_text(second.gap, 1)}"
    return seconds_text(second.gap, photo.decimals)


def _distance(photo: Photo, speed: bool = False) -> str:
    distance = photo.distance(photo.scored[1])
    mark = "~" if distance.estimated else ""
    mph = f"{photo.speed.value / 1_000:.3f}".rstrip("0").rstrip(".") if speed else ""
    of = [f"{mph} mph"] if mph else []
    of += [photo.speed.of] if photo.speed.of else []
    at = f" at {', '.join(of)}" if of else ""
    return f"{mark}{inches(distance.thousandths, tenths=photo.decimals > 2)}{at}"


def inches(thousandths: int, *, tenths: bool = True) -> str:
    """Write a length: inches under a foot, else feet; to a tenth, under 100 ft and if it bears it.

    A time to 0.01 s does not bear `tenths`: at 150 mph it is good to 2 ft.
    """
    unit, scale = ("in", 1_000) if thousandths < 12_000 else ("ft", 12_000)
    if not tenths or thousandths >= 1_200_000:
        return f"{(thousandths + scale // 2) // scale} {unit}"
    found = (thousandths * 10 + scale // 2) // scale
    return f"{found // 10}.{found % 10} {unit}"
