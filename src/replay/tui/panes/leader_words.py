"""The car that leads, in words: its plate, its driver's surname, what it does and for how long."""

from typing import NamedTuple

from replay.race.class_order import class_leads, class_places
from replay.race.model import MEASURED, RaceClass
from replay.race.published_gaps import published_gaps
from replay.race.quantity import quantity
from replay.race.seconds import seconds_text
from replay.race.state import RaceState
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.runs import Row
from replay.tui.field_names import field_names, surname_now
from replay.tui.scene import Scene


class Leader(NamedTuple):
    """The car that the screen shows as the first: its laps done, and since which it leads.

    `of` is the mark of the class it leads, empty for the race; `flagged`: it has taken the flag.
    """

    car: str
    laps: int
    led_since: int
    of: str = ""
    flagged: bool = False


def shown_leader(scene: Scene) -> Leader | None:
    """Give the leader of the race, or of the class that is shown alone.

    None before the first crossing if nobody was on the pole.
    """
    state, only = scene.state, scene.only_class
    if only is not None:
        return _class_leader(scene, only)
    if not state.order or not state.order[0].placed:
        return None
    return Leader(state.order[0].car, state.lap, state.led_since)


def _class_leader(scene: Scene, only: RaceClass) -> Leader | None:
    stints = scene.ask(class_leads, only.name)
    if not stints:
        return None
    places = scene.ask(class_places)
    first = (c for c, p in places.items() if p.race_class == only.name and p.position == 1)
    last = stints[-1]
    car = next(first, last.car)
    # Who leads since the last line leads from the lap that is being run.
    since = last.first if car == last.car else last.last + 1
    won = places[car].flagged if car in places else False
    return Leader(car, last.last, since, only.short, won)


def leader_words(
    state: RaceState, leader: Leader, decimals: int = 3, *, published: bool = False
) -> tuple[str, str]:
    """What the first car does, in words that follow its driver's name: the fact, then for how long.

    Before the result is official nobody has won. `decimals` are those of the published margin;
    `published`: so is the gap of the second.
    """
    of = f" {leader.of}" if leader.of else ""
    if not state.time:
        return f"on the{of} pole", ""
    if state.finished and (leader.flagged or not of):
        return (f"wins{of}", "") if of else _finish_words(state, decimals, published)
    laps = leader.laps - max(leader.led_since, 1) + 1  # the pole leads lap 0, which is not run
    if state.flag == "yellow" or leader.laps < 1 or laps < 1:
        return f"leads{of}", ""
    return f"leads{of}", f", {quantity(laps, 'lap')}"


def _finish_words(state: RaceState, decimals: int, published: bool) -> tuple[str, str]:
    if state.provisional:
        return "first, unofficial", ""
    margin = state.order[1].gap if len(state.order) > 1 else None
    if margin is None:
        return "wins", ""
    if margin == 0:
        return "wins", f", level with {state.order[1].car}"
    if not (published or all(row.basis in MEASURED for row in state.order[:2])):
        return "wins", f" by ~{seconds_text(margin, 1)} s"
    return "wins", f" by {seconds_text(margin, decimals)} s"


def leader_row(scene: Scene, leader: Leader, *, whole: bool = True) -> Row:
    """The leader's plate, surname and what it does; inverted while it is news."""
    glyphs, car = scene.glyphs, leader.car
    name = drawable(surname_now(scene, car), glyphs)
    second = scene.state.order[1].car if len(scene.state.order) > 1 else ""
    published = scene.state.finished and second in scene.ask(published_gaps)
    words, how_long = leader_words(scene.state, leader, scene.race.decimals, published=published)
    rest = words + (how_long if whole else "")
    label = field_names(scene).marked(car)
    plate = (f" {label} ", f"plate {car}")
    named = f" {name}" if name else ""
    if scene.news:
        return (plate, (f"{named} {rest} ", "news"))
    return (plate, *([(named, "bold")] if named else []), (f" {rest}", "soft"))
