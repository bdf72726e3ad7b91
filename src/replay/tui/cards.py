"""The cards of the right column: what matters at the grid, under yellow and at the finish."""

from datetime import date

from rich.cells import cell_len

from replay.race.model import MEASURED, SECOND, Caution, Entry, Header, Known, Stop
from replay.race.seconds import seconds_text
from replay.race.state import RaceState, Running
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.place import PLACE_TONES, PLACE_WORDS, confidence
from replay.tui.drawing.runs import Row, length
from replay.tui.sheet import fact, facts, heading, plate

NARROW = 40
"""Below this width facts are told in fewer words."""

_MOST_STOPS = 100
"""How many stops of a car are listed, the latest: more rows than a screen has."""

_PLATE = 5
"""The cells of a number plate with the blank behind it."""

_BLANK: Row = ()
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


def before_start(header: Header, entries: tuple[Entry, ...], width: int) -> tuple[Row, ...]:
    """Tell the race's facts, the grid two by two, and what is known."""
    narrow = width < NARROW
    indent = _indent_of(header, width)
    lines = race_facts(header, width)
    hint = "Nothing past the clock shows." if narrow else "Nothing later than the clock is shown."
    lines += [_BLANK, ((hint, "mute"),)]
    if header.known.laps == "reconstructed":
        lines.append((("~ marks a rebuilt value.", "mute"),))
    lines += [_BLANK, heading("The grid, two by two", width), *two_by_two(entries, width)]
    lines += [heading("What is known", width), *what_is_known(header.known, indent)]
    return tuple(lines)


def _indent_of(header: Header, width: int) -> int:
    labels = [known.label for known in header.facts]
    indent = max([10 if width < NARROW else 13, *(cell_len(label) + 1 for label in labels)])
    return min(indent, width // 2)


def race_facts(header: Header, width: int) -> list[Row]:
    """Tell what was public before the start: race, date, track, distance and the file's facts."""
    narrow, indent = width < NARROW, _indent_of(header, width)
    track = header.track
    place = track.short or track.name if narrow else track.name
    shape = f" {track.shape}" if track.shape and not narrow else ""
    name = header.name if narrow else ", ".join(filter(None, (header.name, header.round)))
    lines = [
        fact("race", name, indent=indent),
        *([] if narrow else [fact("date", spell_date(header.date), indent=indent)]),
        fact("track", f"{place}, {miles(track.length)} mi{shape}", indent=indent),
        fact("distance", distance(header), indent=indent),
    ]
    if header.stages and header.has_laps:
        lines.append(fact("stages", stage_ends(header, narrow), indent=indent))
    for known in header.facts:
        car = (plate(known.car), (" ", "full")) if known.car else ()
        lines.append(fact(known.label, *car, known.text, indent=indent))
    return lines


def two_by_two(entries: tuple[Entry, ...], width: int) -> list[Row]:
    """Draw the grid in rows of two: the pole and its row side by side, then the next."""
    cell = 3 if width < NARROW else 4
    columns = max(width // cell, 1)
    starters = sorted((e for e in entries if e.grid is not None), key=lambda e: e.grid or 0)
    lines: list[Row] = []
    for block in range(0, len(starters), columns * 2):
        cars = starters[block : block + columns * 2]
        for side in (0, 1):
            lines.append(tuple(plate(entry.car, cell) for entry in cars[side::2]))
        lines.append(_BLANK)
    return lines


def what_is_known(known: Known, indent: int) -> list[Row]:
    """Tell how each kind of datum is known, the exact ones first."""
    exact = [_NAMES[k] for k in ("leaders", "flags", "stops") if _exact(getattr(known, k))]
    ends = [_NAMES[k] for k in ("grid", "finish") if _exact(getattr(known, k))]
    lines = [fact("exact", ", ".join(names), indent=indent) for names in (exact, ends) if names]
    if known.laps is None:
        lines.append(fact("none", "no laps, the finish alone", indent=indent))
    elif _exact(known.laps):
        lines.append(fact("exact", "every lap", indent=indent))
    else:
        lines.append(fact("~", _NAMES["laps"], indent=indent))
    return lines


def _exact(basis: str | None) -> bool:
    return basis in MEASURED


def caution_card(
    state: RaceState,
    caution: Caution,
    entries: tuple[Entry, ...],
    width: int,
    glyphs: Glyphs = UNICODE,
) -> tuple[Row, ...]:
    """Tell the caution now shown: why, who, the free pass, and how the race stands."""
    names = {entry.car: entry.surname for entry in entries}
    narrow = width < NARROW
    indent = 10 if narrow else 13
    yellow_lap = max(state.lap - caution.lap, 1)
    left = f" ▲ CAUTION {caution.number}"
    right = f"yellow lap {yellow_lap} "
    lines: list[Row] = [
        ((left + " " * max(width - len(left) - len(right), 1) + right, "fill flag_yellow"),)
    ]
    lines += _what(caution, width, indent, glyphs)
    lines += [
        fact("out", plate(row.car), f" {names[row.car]}, {row.laps} laps", indent=indent)
        for row in state.order
        if row.status == "out" and row.car in caution.cars
    ]
    if isinstance(caution.free_pass, str):
        car = caution.free_pass
        lines.append(fact("free pass", plate(car), f" {names[car]}", indent=indent))
    elif caution.free_pass is None:
        lines.append(fact("free pass", "none given", indent=indent))
    if not narrow:
        leader = state.order[0]
        since = f"lap {state.led_since}" if state.led_since else "the start"
        since = f" {names[leader.car]} since {since}"
        lines.append(fact("leader", plate(leader.car), since, indent=indent))
        lines += _last_stop(state, indent)
        changes, yellow = state.lead_changes, state.caution_laps
        so_far = f"{_count(changes, 'lead change')}, {_count(yellow, 'yellow lap')}"
        lines += facts("race so far", so_far, width, indent, glyphs)
        if state.stage:
            lines.append(fact("to stage end", _count(state.stage.to_go, "lap"), indent=indent))
    else:
        lines.append(fact("so far", _count(state.caution_laps, "yellow lap"), indent=indent))
    return tuple(lines)


def _what(caution: Caution, width: int, indent: int, glyphs: Glyphs) -> list[Row]:
    """Tell the published reason, where it was, which cars were in it, and the detail: all whole.

    A narrow card has room for where and who; it tells the reason where it has neither.
    """
    reason = facts("what", caution.reason, width, indent, glyphs)
    where = caution.where or ("stage break" if caution.stage_end else "")
    if not where and not caution.cars:
        return reason
    if width < NARROW:
        if not caution.cars:
            return facts("what", where, width, indent, glyphs)
        label, place = (where, "") if len(where) < indent else ("where", where)
        return _cars(label, place, caution.cars, width, indent, glyphs)
    if caution.stage_end:
        return reason
    lines = [*reason, *_cars("where", where, caution.cars, width, indent, glyphs)]
    if caution.detail:
        lines += facts("", caution.detail, width, indent, glyphs)
    return lines


def _cars(
    label: str, where: str, cars: tuple[str, ...], width: int, indent: int, glyphs: Glyphs
) -> list[Row]:
    """Tell a place and the cars there, on as many rows as it takes; the cars stand in its last."""
    lines = facts(label, where, width, indent, glyphs) or [fact(label, indent=indent)]
    if where and cars:
        lines[-1] = (*lines[-1], ("  ", "full"))
    for car in cars:
        if length(lines[-1]) + _PLATE - 1 > width and length(lines[-1]) > indent:
            lines.append(fact("", indent=indent))
        lines[-1] = (*lines[-1], plate(car), (" ", "full"))
    return lines


def _last_stop(state: RaceState, indent: int) -> list[Row]:
    laps: dict[int, int] = {}
    for row in state.order:
        if row.pit_lap is not None and row.status != "out":
            laps[row.pit_lap] = laps.get(row.pit_lap, 0) + 1
    if not laps:
        return []
    lap = max(laps, key=lambda lap: (laps[lap], lap))
    text = f"lap {lap} for {laps[lap]} of {len(state.order)} cars"
    return [fact("last stop", text, indent=indent)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def focus_card(
    row: Running, state: RaceState, entry: Entry, stops: tuple[Stop, ...]
) -> tuple[Row, ...]:
    """Tell one car's race so far: start, stages, laps led, and each stop it has made."""
    driver = entry.drivers[0]
    lines: list[Row] = [
        (
            plate(entry.car),
            (f" {driver.first} ", "mute"),
            (driver.last, "bold"),
            ("  " + ", ".join(filter(None, (entry.team, entry.make))), "mute"),
        )
    ]
    if entry.crew_chief:
        lines.append(fact("crew chief", entry.crew_chief, indent=13))
    lines.append(_started(row, entry, state.finished and not state.provisional))
    for stage in state.stages:
        place = stage.order.index(row.car) + 1
        lines.append(fact(f"stage {stage.number}", str(place), indent=13))
    if row.led:
        lines.append(fact("led", _count(row.led, "lap"), indent=13))
    label = "stops"
    for stop in stops[-_MOST_STOPS:]:
        took = (
            f"{seconds_text(stop.exit - stop.entry, 1)} s"
            if stop.exit is not None and stop.exit <= state.time
            else "on pit road"
        )
        lines.append(fact(label, f"lap {stop.lap + 1:>3}  {took:>11}", indent=13))
        label = ""
    return tuple(lines)


def _started(row: Running, entry: Entry, official: bool) -> Row:
    """Tell from where to where, and how sure that is; of a car that is out there is no doubt."""
    known = confidence(row, official)
    start = f"{entry.grid}, now " if entry.grid else "now "
    tone = PLACE_TONES[known]
    mark = [("~", "mute")] if tone == "mute" else []
    told = [] if row.status == "out" else [f", {PLACE_WORDS[known]}"]
    return fact("started", start, *mark, (str(row.position), tone), *told, indent=13)
