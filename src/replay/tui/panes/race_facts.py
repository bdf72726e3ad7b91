"""The facts of a race that were public before its start, as rows of a card."""

from datetime import date

from rich.cells import cell_len

from replay.race.model import MEASURED, SECOND, Header, Known
from replay.tui.drawing.fact_rows import fact_row, fact_rows, plate
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row

NARROW_CARD = 40
"""Below this width facts are told in fewer words."""

_NAMES = {
    "leaders": "leaders",
    "flags": "flags",
    "stops": "stops",
    "grid": "grid",
    "finish": "finish",
    "laps": "laps between",
}


def miles(thousandths: int) -> str:
    """Write thousandths of a mile without trailing zeros: `1.5`, `400.5`."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def spell_date(iso: str, weekday: bool = True) -> str:
    """Write `2024-05-05` as `Sunday 5 May 2024`; an impossible date stands as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    name = f"{day:%A} " if weekday else ""
    return f"{name}{day.day} {day:%B %Y}"


def distance(header: Header) -> str:
    """Write the scheduled distance: laps and miles, or the time."""
    if header.scheduled_laps is not None:
        whole = header.scheduled_laps * header.track.length
        return f"{header.scheduled_laps} laps, {miles(whole)} mi"
    if header.scheduled_time is not None:
        return f"{header.scheduled_time // SECOND // 60} minutes"
    return "not given"


def stage_ends(header: Header, narrow: bool) -> str:
    """Write the laps that end the stages by the schedule."""
    ends = [str(stage.ends) for stage in header.stages]
    if narrow or len(ends) < 2:
        return " / ".join(ends)
    return f"end at laps {', '.join(ends[:-1])} and {ends[-1]}"


def fact_label_width(header: Header, width: int) -> int:
    """Give the cells of the labels, which those of the file's own facts may widen."""
    labels = [known.label for known in header.facts]
    indent = max([10 if width < NARROW_CARD else 13, *(cell_len(label) + 1 for label in labels)])
    return min(indent, width // 2)


def race_facts(header: Header, width: int) -> list[Row]:
    """Tell what was public before the start: race, date, track, distance and the file's facts."""
    narrow, indent = width < NARROW_CARD, fact_label_width(header, width)
    track = header.track
    place = track.short or track.name if narrow else track.name
    shape = f" {track.shape}" if track.shape and not narrow else ""
    name = header.name if narrow else ", ".join(filter(None, (header.name, header.round)))
    lines = [
        fact_row("race", name, indent=indent),
        *([] if narrow else [fact_row("date", spell_date(header.date), indent=indent)]),
        fact_row("track", f"{place}, {miles(track.length)} mi{shape}", indent=indent),
        fact_row("distance", distance(header), indent=indent),
    ]
    if header.stages and header.has_laps:
        lines.append(fact_row("stages", stage_ends(header, narrow), indent=indent))
    for known in header.facts:
        car = (plate(known.car), (" ", "full")) if known.car else ()
        lines.append(fact_row(known.label, *car, known.text, indent=indent))
    return lines


def header_facts(header: Header, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Tell of a race in a list what was known before its start, each fact whole."""
    facts = [
        ("series", header.series),
        ("race", header.name),
        ("date", spell_date(header.date, weekday=False)),
        ("track", header.track.name),
        ("distance", distance(header)),
    ]
    if header.stages:
        facts.append(("stages", stage_ends(header, narrow=True)))
    if header.has_laps:  # of a finish alone the file has those known at the line
        facts.append(("cars", str(header.cars)))
    known = [(label.strip(), text) for (label, _), (text, _) in what_is_known(header.known, 10)]

    def rows(facts: list[tuple[str, str]]) -> list[Row]:
        return [
            row for label, text in facts for row in fact_rows(label, text, width - 1, 10, glyphs)
        ]

    return (*rows(facts), (), (("What is known", "bold"),), *rows(known))


def what_is_known(known: Known, indent: int) -> list[Row]:
    """Tell how each kind of datum is known, the exact ones first."""
    exact = [_NAMES[k] for k in ("leaders", "flags", "stops") if _exact(getattr(known, k))]
    ends = [_NAMES[k] for k in ("grid", "finish") if _exact(getattr(known, k))]
    lines = [fact_row("exact", ", ".join(names), indent=indent) for names in (exact, ends) if names]
    if known.laps is None:
        lines.append(fact_row("none", "no laps, the finish alone", indent=indent))
    elif _exact(known.laps):
        lines.append(fact_row("exact", "every lap", indent=indent))
    else:
        lines.append(fact_row("~", _NAMES["laps"], indent=indent))
    return lines


def _exact(basis: str | None) -> bool:
    return basis in MEASURED
