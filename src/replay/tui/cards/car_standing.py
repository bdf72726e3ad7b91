"""Where a car stands, as facts of its card: its place, its gap, and who is ahead and behind."""

from typing import NamedTuple

from replay.race.board import intervals
from replay.race.class_order import ClassPlace, class_leads, class_places
from replay.race.model import MEASURED
from replay.race.places_in_class import places_in_class
from replay.race.published_gaps import published_gaps
from replay.race.quantity import quantity
from replay.race.state import Running
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.cells import seconds_cell, signed
from replay.tui.drawing.fact_rows import fact_row
from replay.tui.drawing.place_confidence import PLACE_TONES, confidence
from replay.tui.drawing.race_time import laps_behind, time_cell
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import field_names, surname_now
from replay.tui.scene import Scene

_LONG = 12
"""The cells that the longest gap takes: `~12:34:56`."""

_SIGNS = {"bunch": "caution", "stop": "red"}


class CarRivals(NamedTuple):
    """The cars a car is measured against: those of its class, or all; first the leader.

    `ahead` and `behind` are its neighbours, None where it has none.
    """

    leader: Running
    ahead: Running | None
    behind: Running | None


def rivals(scene: Scene) -> CarRivals:
    """Give the rivals of the car under the cursor."""
    row = scene.running
    order = scene.state.order
    if (of := class_place(scene)) is not None:
        places = scene.ask(class_places)
        order = tuple(r for r in order if r.car in places and _same(places[r.car], of))
    at = next(at for at, other in enumerate(order) if other.car == row.car)
    return CarRivals(
        order[0], order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None
    )


def _same(one: ClassPlace, other: ClassPlace) -> bool:
    return one.race_class == other.race_class


def class_place(scene: Scene, car: str | None = None) -> ClassPlace | None:
    """Give the place in its class of a car, that under the cursor; None in a race without any."""
    if not scene.race.header.classes:
        return None
    return scene.ask(class_places).get(scene.running.car if car is None else car)


def class_short(scene: Scene) -> str:
    """Give the short name of the class of the car under the cursor; empty without one."""
    of = class_place(scene)
    shorts = {one.name: one.short for one in scene.race.header.classes}
    return "" if of is None else shorts[of.race_class]


def rivals_count(scene: Scene) -> int:
    """Count the cars entered in the class of the car under the cursor, or in the race."""
    if class_place(scene) is None:
        return len(scene.race.entries)
    race_class = scene.entry.race_class
    return sum(one.race_class == race_class for one in scene.race.entries)


# -- its place


def place_rows(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell the place now, that at the start, what was gained, and the best and the worst so far.

    In a race of classes they are places in the class, and the place among all stands beside it.
    """
    row = scene.running
    runs = [*_now(scene, row), *_from_start(scene, row)]
    seen = [place for place in scene.ask(places_in_class, row.car) if place is not None]
    told = fact_row("place", *runs, indent=indent)
    if len(seen) < 2:
        return [told]
    span = f"best {min(seen)}, worst {max(seen)}"
    whole = (*told, (f"   {span}", "mute"))
    if length(whole) <= width:
        return [whole]
    return [told, fact_row("so far", (span, "mute"), indent=indent)]


def _now(scene: Scene, row: Running) -> list[Run]:
    if not row.placed:
        return [(UNKNOWN, "mute")]
    official = scene.state.finished and not scene.state.provisional
    tone = f"strong {PLACE_TONES[confidence(row, official)]}"
    of = class_place(scene)
    if of is None:
        return [(str(row.position), tone)]
    return [
        (str(of.position), tone),
        (f" in {class_short(scene)}", "full"),
        (f"  {row.position} overall", "mute"),
    ]


def _from_start(scene: Scene, row: Running) -> list[Run]:
    """Tell where it started and what it has gained since; nothing where nobody knows the grid."""
    if row.net is None or not row.placed:
        return []
    if scene.entry.begins == "pit lane":
        return [("  from the pit lane", "mute")]
    if scene.entry.grid is None:
        return []
    start, net = scene.entry.grid, row.net
    if (of := class_place(scene)) is not None:
        start = scene.ask(places_in_class, row.car)[0] or of.position
        net = start - of.position
    if not net:
        return [(f"  from {start}, as started", "mute")]
    tone = "gain" if net > 0 else "loss"
    return [(f"  from {start}, ", "mute"), (signed(net, scene.glyphs), tone)]


# -- its gap


def gap_row(scene: Scene, indent: int) -> Row:
    """Tell how far the leader is, of its class where there are classes; or since when it leads."""
    return fact_row("gap", *_gap(scene, rivals(scene).leader), indent=indent)


def _gap(scene: Scene, leader: Running) -> list[Run]:
    row, state, glyphs = scene.running, scene.state, scene.glyphs
    of = class_place(scene)
    down, ticks = (row.laps_down, row.gap) if of is None else (of.laps_down, of.gap)
    if row.status == "out":
        return [(f"{glyphs.out} out", "loss"), (f"  after {quantity(row.laps, 'lap')}", "mute")]
    if not row.placed:
        return [(UNKNOWN, "mute")]
    if row.car == leader.car:
        return _leads(scene)
    if down:
        exact = row.basis in MEASURED or scene.race.header.discipline != "stock car"
        laps = laps_behind(down, scene.race.header.discipline, _LONG, glyphs)
        mark = "" if exact else glyphs.rebuilt
        return [(f"{mark}{laps}", "full" if exact else "soft")]
    if nothing := gaps_mean_nothing(scene):
        return [(f"{UNKNOWN} ", "soft"), (nothing, "mute")]
    if ticks is None or _gone_by(scene, ticks):
        return [(UNKNOWN, "mute"), (_why_unknown(row), "mute")]
    if state.finished and row.laps < leader.laps:
        return [(f"{UNKNOWN} yet to take the flag", "mute")]
    exact = row.basis in MEASURED and leader.basis in MEASURED
    exact = exact or (of is None and state.finished and row.car in scene.ask(published_gaps))
    to = "the winner" if state.finished and not state.provisional else "the leader"
    return [(_seconds(scene, ticks, exact), "full" if exact else "soft"), (f" to {to}", "mute")]


def gaps_mean_nothing(scene: Scene) -> str:
    """Say that gaps mean nothing while the field is bunched or stopped; empty at other times."""
    sign = _SIGNS.get(scene.state.neutralised)
    return f"{getattr(scene.glyphs, sign)} gaps mean nothing now" if sign else ""


def _gone_by(scene: Scene, gap: int) -> bool:
    """Tell whether a car above has a greater gap: it has gone by since the gap was taken."""
    places = scene.ask(class_places) if class_place(scene) is not None else {}
    own = class_place(scene)
    for other in scene.state.order:
        if other.car == scene.running.car:
            return False
        of = places.get(other.car)
        if own is not None and (of is None or not _same(of, own)):
            continue
        told = other.gap if of is None else of.gap
        if told is not None and told > gap:
            return True
    return False


def _why_unknown(row: Running) -> str:
    if row.status == "pit":
        return " on pit road"
    return " out lap" if row.pit_lap == row.laps + 1 else ""


def _leads(scene: Scene) -> list[Run]:
    state = scene.state
    if not state.time:
        return [("first on the grid", "full")]
    if state.finished:
        return [("first at the line" if state.provisional else "won", "full")]
    since = state.led_since
    if (of := class_place(scene)) is not None:
        stints = scene.ask(class_leads, of.race_class)
        if not stints or stints[-1].car != scene.running.car:  # a ruling gave it the lead
            return [("leads", "full")]
        since = stints[-1].first
    when = f"lap {since}" if since else "the start"
    return [("leads", "full"), (f" since {when}", "mute")]


def _seconds(scene: Scene, ticks: int, exact: bool) -> str:
    """Write a gap as the series does."""
    if scene.race.header.discipline == "stock car":
        return seconds_cell(ticks, exact, scene.glyphs)
    return time_cell(ticks, exact, _LONG, scene.glyphs).strip()


# -- its neighbours


def neighbour_rows(scene: Scene, indent: int) -> list[Row]:
    """Tell the car ahead and the car behind, each with its interval; none of a car that is out."""
    row = scene.running
    if row.status == "out" or not row.placed:
        return []
    around = rivals(scene)
    named = [("ahead", around.ahead, row), ("behind", around.behind, around.behind)]
    names = [surname_now(scene, other.car) for _, other, _ in named if other is not None]
    room = max(map(len, names), default=0)
    return [_neighbour(scene, label, other, later, room, indent) for label, other, later in named]


def _neighbour(
    scene: Scene, label: str, other: Running | None, later: Running | None, room: int, indent: int
) -> Row:
    """Tell a neighbour; the interval is that of the later of the two cars."""
    if other is None or later is None:
        return fact_row(label, (UNKNOWN, "mute"), indent=indent)
    name = surname_now(scene, other.car)
    runs: list[Run] = [field_names(scene).plate(other.car), (f" {name:<{room}}", "soft")]
    if other.status == "out":
        runs.append((f"  {scene.glyphs.out} out", "mute"))
    elif told := _interval(scene, later, scene.running if later is other else other):
        runs += [("  ", "full"), told]
    return fact_row(label, *runs, indent=indent)


def _interval(scene: Scene, later: Running, ahead: Running) -> Run | None:
    """Give the interval between two neighbours; None where it is unknown or means nothing."""
    if gaps_mean_nothing(scene) or (scene.state.finished and later.laps < ahead.laps):
        return None
    exact = later.basis in MEASURED and ahead.basis in MEASURED
    ticks = later.interval
    if scene.race.header.discipline != "stock car":
        between = scene.ask(intervals).get(later.car)
        if between is None:
            return None
        if between.laps:
            discipline = scene.race.header.discipline
            return laps_behind(between.laps, discipline, _LONG, scene.glyphs), "mute"
        ticks = between.ticks
    if ticks is None:
        return None
    return _seconds(scene, ticks, exact), "full" if exact else "soft"
