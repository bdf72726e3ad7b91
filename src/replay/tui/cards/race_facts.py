"""The facts of a race that were public before its start, as rows of a card."""

from collections.abc import Sequence

from rich.cells import cell_len

from replay.race.header_words import (
    classes_text,
    distance,
    spell_date,
    stage_ends,
    start_text,
    track_text,
)
from replay.race.model import MEASURED, Entry, Header
from replay.race.quantity import hours_text, quantity
from replay.tui.drawing.fact_rows import fact_row, fact_rows, plate
from replay.tui.drawing.runs import Row

UNKNOWN = "·"
"""What stands for a fact that nobody knows."""

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


def fact_label_width(header: Header, width: int) -> int:
    """Give the cells of the labels, which those of the file's own facts may widen."""
    labels = [known.label for known in header.facts]
    indent = max([10 if width < NARROW_CARD else 13, *(cell_len(label) + 1 for label in labels)])
    return min(indent, width // 2)


def race_facts(header: Header, width: int, entries: Sequence[Entry] = ()) -> list[Row]:
    """Tell what was public before the start: race, date, track, distance and the file's facts."""
    narrow, indent = width < NARROW_CARD, fact_label_width(header, width)
    name = header.name if narrow else ", ".join(filter(None, (header.name, header.round)))
    told = {known.label for known in header.facts}
    lines = [
        *fact_rows("race", name, width, indent),
        *([] if narrow else [fact_row("date", spell_date(header.date), indent=indent)]),
        *fact_rows("track", track_text(header.track, narrow), width, indent),
        *fact_rows("distance", distance(header), width, indent),
    ]
    if header.time_limit is not None:
        lines.append(fact_row("limit", hours_text(header.time_limit), indent=indent))
    if "start" not in told and (start := start_text(header)):
        lines.append(fact_row("start", start, indent=indent))
    if header.classes and entries and "classes" not in told:
        lines += fact_rows("classes", classes_text(header, entries, narrow), width, indent)
    if header.stages and header.has_laps:
        lines.append(fact_row("stages", stage_ends(header, narrow), indent=indent))
    for known in header.facts:
        if known.car:
            lines.append(fact_row(known.label, plate(known.car), f" {known.text}", indent=indent))
        else:
            lines += fact_rows(known.label, known.text, width, indent)
    return lines


def what_is_known(header: Header, indent: int, entries: Sequence[Entry]) -> list[Row]:
    """Tell how each kind of datum is known, the exact ones first, the unknown ones last."""
    known = header.known
    exact = [_NAMES[k] for k in ("leaders", "flags", "stops") if _exact(getattr(known, k))]
    ends = [_NAMES[k] for k in ("grid", "finish") if _exact(getattr(known, k))]
    lines = [fact_row("exact", ", ".join(names), indent=indent) for names in (exact, ends) if names]
    rough = [
        _NAMES[kind]
        for kind in ("leaders", "flags", "stops", "grid", "finish")
        if not _exact(basis := getattr(known, kind)) and basis is not None
    ]
    if rough and _exact(known.laps):
        lines.append(fact_row("~", ", ".join(rough), indent=indent))
    if known.laps is None:
        words = "no laps, the finish alone" if known.finish else "no laps"
        lines.append(fact_row("none", words, indent=indent))
    elif _exact(known.laps):
        lines.append(fact_row("exact", "every lap", indent=indent))
    else:
        lines.append(fact_row("~", _NAMES["laps"], indent=indent))
    return lines + [fact_row(UNKNOWN, name, indent=indent) for name in _unknown(header, entries)]


def _unknown(header: Header, entries: Sequence[Entry]) -> list[str]:
    """Name what nobody knows, two to a line; of entries the drivers too."""
    nameless = sum(not entry.drivers for entry in entries)
    drivers = "drivers" if nameless == len(entries) else f"drivers of {quantity(nameless, 'car')}"
    known, several = header.known, any(len(entry.drivers) > 1 for entry in entries)
    missing = {
        "flags": known.flags is None and header.has_laps,
        "stops": known.stops is None and header.has_laps,
        "tyres": known.tyres is None and header.discipline == "formula 1",
        "who drives when": known.drivers is None and several,
        "retirements": known.retirements is None and header.discipline == "endurance",
        "date": header.date is None,
        "track": header.track is None,
        "length of a lap": header.track is not None and header.track.length is None,
        "distance": header.scheduled_laps is None and header.scheduled_time is None,
        "grid": header.known.grid is None,
        drivers: nameless > 0,
    }
    names = [name for name, unknown in missing.items() if unknown]
    return [", ".join(names[at : at + 2]) for at in range(0, len(names), 2)]


def _exact(basis: str | None) -> bool:
    return basis in MEASURED
