"""The card of a flag that bunches or stops the field: since when, why, who has stopped since."""

from collections.abc import Sequence

from replay.race.cars_now import cars_now
from replay.race.class_order import class_laps, class_places
from replay.race.flag_now import FlagNow, flag_now
from replay.race.model import SECOND
from replay.race.quantity import quantity
from replay.tui.cards.card import CardWidget
from replay.tui.cards.race_facts import NARROW_CARD
from replay.tui.drawing.cells import drawable, span_text
from replay.tui.drawing.fact_rows import fact_row, fact_rows
from replay.tui.drawing.flag_signs import flag_sign
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import field_names, surname_now
from replay.tui.pane import Heading
from replay.tui.panes.ribbon_scale import hour_minute
from replay.tui.scene import Scene

_NARROW_FACTS = 3
_MOST_OUT = 3
_TITLES = {"fcy": "Full course yellow", "red flag": "Red flag"}
_PLURALS = frozenset(("safety car", "red flag", "caution", "slow zone"))


class FlagCard(CardWidget):
    """Tells of the safety car, the full course yellow or the red flag that is out."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give what is known of it so far: in a narrow card the first three facts alone."""
        now = scene.ask(flag_now)
        if now is None:
            return ()
        narrow = width < NARROW_CARD
        facts = _red(scene, now, width) if now.clock else _bunched(scene, now, width)
        return (_bar(scene, now, width), *(facts[:_NARROW_FACTS] if narrow else facts))

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the flag."""
        now = scene.ask(flag_now)
        return Heading("" if now is None else card_title(now.flag))


def card_title(flag: str) -> str:
    """Name a flag in Sentence case, an abbreviation in full."""
    return _TITLES.get(flag.casefold(), flag[:1].upper() + flag[1:])


def _bar(scene: Scene, now: FlagNow, width: int) -> Row:
    text, colour = flag_sign(scene.state, scene.glyphs)
    left, right = f" {text}", f"{_right(scene, now, width < NARROW_CARD)} "
    gap = width - length([(left, ""), (right, "")])
    if gap < 1:
        right, gap = "", max(width - length([(left, "")]), 0)
    return ((left + " " * gap + right, f"fill {colour}"),)


def _right(scene: Scene, now: FlagNow, narrow: bool) -> str:
    """Say what is left of the race, or of one over a time how long the flag has been out."""
    state = scene.state
    if now.clock:
        return f"clock {now.clock}" if narrow else f"race clock {now.clock}"
    if state.laps_to_go:
        left = f"{state.laps_to_go} to go"
        return left if narrow else f"{quantity(state.laps_to_go, 'lap')} to go"
    return f"out {span_text(state.time - now.since)}"


def _indent(width: int) -> int:
    return 11 if width < NARROW_CARD else 15


def _bunched(scene: Scene, now: FlagNow, width: int) -> list[Row]:
    """Tell of a safety car or a full course yellow."""
    indent, narrow = _indent(width), width < NARROW_CARD
    lines = [_since(scene, now, indent)]
    if now.reason and not narrow:
        lines += fact_rows("cause", now.reason, width, indent, scene.glyphs)
    if now.where:
        lines += fact_rows("where", now.where, width, indent, scene.glyphs)
    lines += _out(scene, now, indent, narrow)
    if scene.frame.ribbon.by_time and not narrow:
        lines.append(fact_row("leader's laps", str(scene.state.lap - now.lap), indent=indent))
    lines += _stopped(scene, now, indent, narrow)
    if not scene.race.header.classes:
        lines += _leader(scene, indent)
    lines.append(fact_row("so far", _so_far(now), indent=indent))
    return lines + _lead_laps(scene, indent)


def _red(scene: Scene, now: FlagNow, width: int) -> list[Row]:
    """Tell of a red flag; how long it stops the race is told by the restart."""
    indent = _indent(width)
    lines = [_since(scene, now, indent)]
    if now.reason:
        lines += fact_rows("cause", now.reason, width, indent, scene.glyphs)
    stopped = "not known yet"
    if now.clock == "runs":
        stopped = f"{span_text(scene.state.time - now.since)} so far"
    label = "stopped" if width < NARROW_CARD else "stopped for"
    lines.append(fact_row(label, stopped, indent=indent))
    lines.append(fact_row("order", f"at the end of lap {scene.state.lap}", indent=indent))
    if not scene.race.header.classes:
        lines += _leader(scene, indent, led=True)
    changes = quantity(scene.state.lead_changes, "lead change")
    others = tuple((name, count) for name, count in now.so_far if name != "red flag")
    counted = _counts(others)
    lines.append(fact_row("so far", f"{counted}, {changes}" if counted else changes, indent=indent))
    return lines


def _since(scene: Scene, now: FlagNow, indent: int) -> Row:
    if scene.frame.ribbon.by_time:
        at = hour_minute(now.since // SECOND)
        return fact_row("since", f"{at}, lap {now.lap + 1}", indent=indent)
    of = f" of {scene.state.distance}" if now.clock and scene.state.distance else ""
    return fact_row("since", f"lap {now.lap + 1}{of}", indent=indent)


def _out(scene: Scene, now: FlagNow, indent: int, narrow: bool) -> list[Row]:
    """Tell who is out since the lap of the flag, and how far each came."""
    names = field_names(scene)
    lines: list[Row] = []
    laps = {row.car: row.laps for row in scene.state.order}
    for car in now.out[: 1 if narrow else _MOST_OUT]:
        name = f" {names.surname(car)}".rstrip()
        done = "" if narrow else f", {quantity(laps.get(car, 0), 'lap')}"
        value = f"{name}{done}"
        lines.append(fact_row("out" if not lines else "", names.plate(car), value, indent=indent))
    return lines


def _stopped(scene: Scene, now: FlagNow, indent: int, narrow: bool) -> list[Row]:
    if now.stopped is None:
        return []
    running = [row.car for row in scene.state.order if row.status != "out"]
    stopped = sum(car in now.stopped for car in running)
    cars = "cars" if scene.race.header.known.retirements is None else "running"
    if narrow:
        return [fact_row("stopped", f"{stopped} of {len(running)} since", indent=indent)]
    return [fact_row("stopped since", f"{stopped} of {len(running)} {cars}", indent=indent)]


def _leader(scene: Scene, indent: int, *, led: bool = False) -> list[Row]:
    """Tell who leads and on which tyres, or how many laps he has led."""
    leader = scene.state.order[0]
    if not leader.placed:
        return []
    of: Run = field_names(scene).plate(leader.car)
    if led:
        text = f"{surname_now(scene, leader.car)}, {leader.led} of {scene.state.lap} laps"
        return [fact_row("leader", of, f" {text}", indent=indent)]
    tyres = scene.ask(cars_now).get(leader.car)
    if tyres is None or tyres.compound is None:
        return [fact_row("leader", of, f" {surname_now(scene, leader.car)}", indent=indent)]
    age = "" if tyres.tyre_age is None else f", {quantity(tyres.tyre_age, 'lap')} old"
    words = drawable(tyres.compound.lower(), scene.glyphs)
    return [fact_row("leader", of, f" {words}{age}", indent=indent)]


def _counts(so_far: Sequence[tuple[str, int]]) -> str:
    return ", ".join(
        quantity(count, name) if name.casefold() in _PLURALS else f"{count} {name}"
        for name, count in so_far
    )


def _so_far(now: FlagNow) -> str:
    return _counts(now.so_far)


def _lead_laps(scene: Scene, indent: int) -> list[Row]:
    """Tell of each class on which lap its leader is, and how many of its cars are on it."""
    classes = scene.race.header.classes
    if not classes:
        return []
    places, laps = scene.ask(class_places), scene.ask(class_laps)
    lines = []
    for of in classes:
        cars = [place for place in places.values() if place.race_class == of.name]
        on_it = sum(place.laps_down == 0 for place in cars)
        text = f"{laps.get(of.name, 0)}, {on_it} of {len(cars)} on it"
        lines.append(fact_row(f"{of.short} lead lap", text, indent=indent))
    return lines
