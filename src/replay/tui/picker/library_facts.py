"""What is told of the chosen line of the list of races: of a race what its header says, no result.

From 120 columns on the facts stand beside the list, else in four rows below it. Pure functions.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from replay.race.direction import first_rightward
from replay.race.header_words import miles, spell_date, stage_ends
from replay.race.library import LibraryRace, day_of, season_of
from replay.race.model import MEASURED, SECOND, Discipline, Header
from replay.race.quantity import hours_text
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.fact_rows import fact_rows
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.drawing.wrapping import wrapped
from replay.tui.picker.library_lines import (
    CANNOT_BE_READ,
    LEFT_OFF,
    Head,
    Line,
    UnreadableFile,
    words_of,
)

ROWS_BELOW = 4
"""The rows of facts below a list."""

REBUILT = "~ rebuilt"
"""What stands before facts that were not measured."""

_LABEL = 10
Facts = list[tuple[str, str]]

_EVERYWHERE = ("laps", "leaders", "drivers", "flags", "stops", "grid", "tyres", "penalties")
_GROUPS = (*_EVERYWHERE, "incidents", "retirements", "finish")
"""The groups of data that a file knows or does not, in the order in which they are told."""

_OF_A_FINISH = ("grid", "finish")
"""The groups that a race known by its finish alone may know."""

_NOT_MISSED: dict[Discipline, tuple[str, ...]] = {
    "stock car": ("drivers", "tyres"),
    "formula 1": ("drivers", "leaders"),
    "endurance": ("leaders",),
    "indycar": ("drivers", "leaders"),
    "iracing": ("drivers", "leaders", "tyres", "penalties"),
}
"""What nobody misses in a kind of race: one driver a car, tyres all alike, leads laps tell."""

_STARTS = {
    "standing": "standing start",
    "rolling": "rolling start",
    "safety car": "behind the safety car",
}


def title_of(line: Line | None) -> str:
    """Name the chosen line over its facts."""
    match line:
        case LibraryRace():
            return first_rightward(line.header.short, line.header.name, line.info.name)
        case Head():
            return first_rightward(line.series) or words_of(line.key)
        case UnreadableFile():
            return line.info.name
    return ""


def facts_beside(
    line: Line | None, failed: str, races: Sequence[LibraryRace], width: int, glyphs: Glyphs
) -> tuple[Row, ...]:
    """Tell of a line beside the list; `failed` why its race could not be opened.

    `races` are those a head stands over.
    """
    match line:
        case LibraryRace():
            rows = _race_beside(line.header, width, glyphs)
            return (*_failure_rows(failed, width, glyphs), (), *rows) if failed else rows
        case Head():
            return _head_facts(line, races, width, glyphs)
        case UnreadableFile():
            return _failure_rows(line.info.error or "", width, glyphs)
    return ()


def facts_below(
    line: Line | None, failed: str, races: Sequence[LibraryRace], width: int, glyphs: Glyphs
) -> tuple[Row, ...]:
    """Tell of a line below the list."""
    match line:
        case LibraryRace() if failed:
            return _indented(_failure_rows(failed, width - 1, glyphs))
        case LibraryRace():
            return _indented(_race_below(line.header, width - 1, glyphs))
        case Head():
            return _indented(_head_facts(line, races, width - 1, glyphs))
        case UnreadableFile():
            return _indented(_failure_rows(line.info.error or "", width - 1, glyphs))
    return ()


def _indented(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple((blank(1), *row) for row in rows)


def _race_beside(header: Header, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Tell of a race each fact whole, over as many rows as it takes."""
    facts = [
        ("series", first_rightward(header.series, header.series_short) or UNKNOWN),
        ("race", first_rightward(header.name, header.short) or UNKNOWN),
        ("date", _date(header.date)),
        *_season_fact(header),
        ("track", _track(header)),
    ]
    if header.lap_length is not None:
        facts.append(("lap", f"{miles(header.lap_length)} mi"))
    facts.append(("distance", _distance(header)))
    if header.time_limit is not None:
        facts.append(("limit", hours_text(header.time_limit)))
    if header.start is not None:
        facts.append(("start", _STARTS[header.start].removesuffix(" start")))
    if header.stages:
        facts.append(("stages", stage_ends(header, narrow=True)))
    facts += _cars(header)
    if len(header.classes) > 1:
        names = (first_rightward(it.name, it.short) or UNKNOWN for it in header.classes)
        facts.append(("classes", ", ".join(names)))
    rows = _rows(facts, width, glyphs)
    return (*rows, (), (("What is known", "bold"),), *_rows(_known(header), width, glyphs))


def _race_below(header: Header, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Tell of a race in two columns what its row in the list leaves out."""
    start = f", {_STARTS[header.start]}" if header.start else ""
    limit = f", {hours_text(header.time_limit)} at most" if header.time_limit is not None else ""
    known = _known(header)
    # What is not exact has its row whatever else has none.
    doubtful = [fact for fact in known if fact[0] in (UNKNOWN, REBUILT)]
    left = [("distance", _distance(header) + limit + start)]
    left += [fact for fact in known if fact not in doubtful]
    series = first_rightward(header.series, header.series_short) or UNKNOWN
    right = [*_cars(header), *doubtful, ("series", series), ("track", _track(header))]
    return _columns(left, right, width, glyphs)


def _head_facts(
    head: Head, races: Sequence[LibraryRace], width: int, glyphs: Glyphs
) -> tuple[Row, ...]:
    """Tell of the head of a series or season, of races left last, or of unreadable files."""
    if head.key == CANNOT_BE_READ:
        return tuple(_rows([("files", f"{head.races:,}")], width, glyphs))
    if head.key == LEFT_OFF:
        return tuple(_rows([("races", f"{head.races:,}, the newest first")], width, glyphs))
    names = dict.fromkeys(race.header.series for race in races)
    tracks = {race.header.track.name for race in races if race.header.track}
    seasons = head.span or head.season or UNKNOWN
    facts = [
        *[("series", first_rightward(name) or UNKNOWN) for name in names],
        ("seasons" if head.season is None else "season", seasons),
        ("races", f"{head.races:,}"),
        ("tracks", f"{len(tracks):,}" if tracks else UNKNOWN),
    ]
    return tuple(_rows(facts, width, glyphs))


def _failure_rows(message: str, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Tell why a file cannot be read, whole."""
    rows = wrapped(drawable(message, glyphs), max(width - 3, 2))
    return tuple(
        ((glyphs.out if at == 0 else " ", "loss"), blank(1), (row, "full"))
        for at, row in enumerate(rows)
    )


def _season_fact(header: Header) -> Facts:
    """Tell the season where it is not the year of the date."""
    season = season_of(header)
    return [("season", season)] if season and season != (header.date or "")[:4] else []


def _date(iso: str | None) -> str:
    """Write the date with the first letters of its weekday."""
    day = day_of(iso) if iso else None
    weekday = f"{day:%a} " if day else ""
    return weekday + spell_date(iso, weekday=False)


def _track(header: Header) -> str:
    track = header.track
    return first_rightward(track.name, track.short) or UNKNOWN if track else UNKNOWN


def _distance(header: Header) -> str:
    """Write the scheduled distance: laps with their miles, or the time and when it begins."""
    if header.scheduled_laps is not None:
        text = f"{header.scheduled_laps:,} lap{'' if header.scheduled_laps == 1 else 's'}"
        if header.lap_length is not None:
            text += f", {miles(header.scheduled_laps * header.lap_length)} mi"
        return text
    if header.scheduled_time is None:
        return UNKNOWN
    text = hours_text(header.scheduled_time)
    if header.time_of_day is None:
        return text
    hours, minutes = divmod(header.time_of_day // SECOND // 60, 60)
    return f"{text} from {hours}:{minutes:02}"


def _cars(header: Header) -> Facts:
    """Count the cars, and name the classes; of a finish alone the file has those at the line."""
    if not header.has_laps:
        return []
    classes = len(header.classes)
    return [("cars", f"{header.cars} of {classes} classes" if classes > 1 else str(header.cars))]


def _known(header: Header) -> Facts:
    """Tell what was measured, what was rebuilt, and what nobody knows."""
    known = header.known
    bases = {name: getattr(known, name) for name in _GROUPS if known.laps or name in _OF_A_FINISH}
    if known.laps:
        bases["lengths of stops"] = known.stop_lengths
    measured = [name for name, basis in bases.items() if basis in MEASURED]
    rebuilt = [name for name, basis in bases.items() if basis and basis not in MEASURED]
    facts: Facts = []
    if known.laps is None:
        facts.append(("laps", "none, the finish alone" if known.finish else "none"))
    if measured:
        facts.append(("measured", ", ".join(measured)))
    if rebuilt:
        facts.append((REBUILT, ", ".join(rebuilt)))
    unknown = _missed(header)
    return [*facts, (UNKNOWN, ", ".join(unknown))] if unknown else facts


def _missed(header: Header) -> list[str]:
    """Name what such a race has and the file does not know."""
    if not header.has_laps:
        return []
    spare = _NOT_MISSED[header.discipline]
    wanted = [name for name in _EVERYWHERE if name not in spare]
    if header.discipline == "iracing":
        wanted.append("incidents")
    unknown = [name for name in wanted if getattr(header.known, name) is None]
    length_of_lap = header.track is not None and header.track.length is None
    return [*unknown, "length of a lap"] if length_of_lap else unknown


def _rows(facts: Iterable[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Row]:
    return [
        row for label, text in facts for row in fact_rows(label, text, width - 1, _LABEL, glyphs)
    ]


def _columns(left: Facts, right: Facts, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Set two columns of facts side by side; what has no row is left out, and so is what is cut."""
    half = (width + 1) // 2
    sides = [_rows(facts, half, glyphs)[:ROWS_BELOW] for facts in (left, right)]
    rows: list[Row] = []
    for one, other in zip_longest(*sides, fillvalue=()):
        rows.append((*one, blank(half - length(one)), *other))
    return tuple(rows)
