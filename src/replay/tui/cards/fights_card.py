"""The card of the fights of now: pairs and chains, and who catches whom at this rate."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.fights import NEAR, NEAR_LAPS, WINDOW, Catch, Fight, Fights, fights
from replay.race.model import SECOND
from replay.race.quantity import quantity
from replay.race.state import RaceState
from replay.tui.cards.card import CardWidget
from replay.tui.drawing.cells import decimal
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.field_names import field_names, surname_in
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_STEP = 6
"""It grows and shrinks by so many rows: what stands below would else move with every lap."""

_NAMED = 64
"""From so many columns on drivers are named."""

_PLACE = 5
"""The columns of the place fought for, with the blanks behind it."""

_INTERVAL, _CLOSING, _LAPS, _PASSES = 7, 8, 6, 8
"""The columns of what is told of a fight, with the blanks before it."""

_WIDEST = 49
"""At most so many columns stand before the rate of closing."""

_BEFORE_NOTE = len("Fights   ")
"""The columns of the title, and of the blanks around its note."""

_NUMBERS = ("zero", "one", "two", "three", "four", "five")


class _Columns(NamedTuple):
    """The columns of the card: `inset` of them are blank, a `car` of a pair has so many."""

    inset: int
    cars: int
    car: int
    passes: bool
    width: int


class FightsCard(CardWidget):
    """Tells of the fights in the class of the chosen car, or among all cars."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give a line for each fight by place, then who catches whom."""
        now = scene.ask(fights, scene.entry.race_class)
        columns = _columns(scene, width)
        if (why := _why_none(now, scene.state)) is not None:
            rows: list[Row] = [(blank(columns.inset), (why, "mute"))]
        else:
            blocks = [_fight_rows(scene, fight, columns) for fight in now.fights]
            rows = [_head(columns), *_fitting(scene, blocks, now.fights, height - 1, columns)]
        if now.catching and len(rows) + 1 < height:
            title = heading(
                "Catching", width - columns.inset, scene.glyphs.rule, note="at this rate"
            )
            rows.append((*_inset(columns), *title))
            rows += [_catch_row(scene, catch, columns) for catch in now.catching]
        return rows

    def count(self, scene: Scene, width: int) -> int:
        """Give how many rows it takes in so many columns, in steps of some."""
        return -(-super().count(scene, width) // _STEP) * _STEP

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from: the fights, and which cars are marked."""
        now = scene.ask(fights, scene.entry.race_class)
        return now, scene.state.order, scene.state.flag, scene.entry.car, scene.view.followed

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say what a fight is; name the class where there are several."""
        note = f"within {NEAR // SECOND} s for {NEAR_LAPS} of the last {WINDOW} laps"
        name = scene.entry.race_class
        of = next((f"in {of.short}" for of in scene.race.header.classes if of.name == name), "")
        if of:
            both = f"{of}, {note}"
            note = both if cell_len(both) + _BEFORE_NOTE <= width else of
        return Heading("Fights", note)


def _why_none(now: Fights, state: RaceState) -> str | None:
    """Say why nobody fights; None where somebody does."""
    if now.green is None:
        plain = state.flag in ("yellow", "red")
        return f"No fights under {state.flag if plain else f'the {state.flag}'}."
    if now.green < WINDOW and state.finished:
        return "No fights once the flag has fallen."
    if now.green < WINDOW:
        return f"After {WINDOW} green laps; {now.green} so far."
    if not now.fights:
        return f"Nobody within {NEAR // SECOND} s for {_NUMBERS[WINDOW]} laps."
    return None


def _columns(scene: Scene, width: int) -> _Columns:
    """Lay out the columns: without passes where there is little room, with names where much."""
    inset = int(width == scene.size.width)
    room = width - inset
    plate = field_names(scene).plates.width
    if room >= _NAMED:
        before = min(_WIDEST, room - _CLOSING - _LAPS - _PASSES)
        cars = before - _INTERVAL - _PLACE
        return _Columns(inset, cars, (cars - 2) // 2, True, room)
    cars = 2 * plate + 1
    passes = _PLACE + cars + _INTERVAL + _CLOSING + _LAPS + _PASSES <= room
    spare = room - (_PLACE + cars + _INTERVAL + _CLOSING + _LAPS + _PASSES * passes)
    return _Columns(inset, cars + min(max(spare, 1 - plate), 4), 0, passes, room)


def _inset(columns: _Columns) -> Row:
    return (blank(columns.inset),) if columns.inset else ()


def _head(columns: _Columns) -> Row:
    told = f"{'cars':<{columns.cars}}{'int':>{_INTERVAL}}{'a lap':>{_CLOSING}}{'laps':>{_LAPS}}"
    passes = "  passes" if columns.passes else ""
    return (*_inset(columns), (f"{'for':<{_PLACE}}{told}{passes}", "mute"))


def _fitting(
    scene: Scene,
    blocks: Sequence[Sequence[Row]],
    told: Sequence[Fight],
    height: int,
    columns: _Columns,
) -> list[Row]:
    """Give the fights from the front on that have room; of the others how many cars there are."""
    rows = [row for block in blocks for row in block]
    if len(rows) <= height:
        return rows
    rows, shown = [], 0
    for block in blocks:
        if len(rows) + len(block) >= height:
            break
        rows += block
        shown += 1
    left = {car for fight in told[shown:] for car in fight.cars}
    left -= {car for fight in told[:shown] for car in fight.cars}
    more = f"{quantity(len(left), 'more car')} further back"
    return [*rows, (blank(columns.inset + _PLACE), (more, "mute"))]


def _fight_rows(scene: Scene, fight: Fight, columns: _Columns) -> list[Row]:
    tone = "mute" if fight.rough else "full"
    who = _cars(scene, fight.cars, columns, tone)
    chain = len(fight.cars) > 2
    first: list[Run] = [(f"{len(fight.cars)} cars", _strong(tone))] if chain else who
    row: list[Run] = [
        *_place(scene, fight.place, fight.cars, columns, tone),
        *first,
        blank(columns.cars - length(first)),
        *_measures(scene, fight, columns, tone),
    ]
    rows: list[Row] = [tuple(row)]
    if chain:
        names = field_names(scene)
        in_row = max((columns.width - _PLACE) // names.plates.width, 1)
        plates = [names.plate(car) for car in fight.cars]
        for at in range(0, len(plates), in_row):
            rows.append((blank(columns.inset + _PLACE), *plates[at : at + in_row]))
    return rows


def _strong(tone: str) -> str:
    return "bold" if tone == "full" else tone


def _place(
    scene: Scene, place: int, cars: Sequence[str], columns: _Columns, tone: str
) -> Iterator[Run]:
    """Give the place fought for, behind the mark of a car that is chosen, or followed."""
    mark = ""
    if scene.view.followed in cars:
        mark = scene.glyphs.followed
    if scene.entry.car in cars:
        mark = scene.glyphs.cursor
    if mark:
        yield mark, "accent"
    yield f"{place:>{columns.inset + 3 - len(mark)}}", tone
    yield blank(_PLACE - 3)


def _cars(scene: Scene, cars: Sequence[str], columns: _Columns, tone: str) -> list[Run]:
    """Give the plates of a pair, with the names of the drivers where there is room."""
    names = field_names(scene)
    runs: list[Run] = []
    for at, car in enumerate(cars):
        if at and not columns.car:
            runs.append(blank(1))
        runs.append(names.plate(car))
        if columns.car:
            room = columns.car - names.plates.width - 2
            name = surname_in(scene, car, room)
            said: list[Run] = [
                blank(1),
                (name.first, "mute"),
                (name.last, tone),
                (name.after, "mute"),
            ]
            runs += [*said, blank(room + 2 - length(said))]
    return runs


def _measures(scene: Scene, fight: Fight, columns: _Columns, tone: str) -> Iterator[Run]:
    """Give interval, rate of closing, laps and passes."""
    glyphs = scene.glyphs
    soft = "soft" if tone == "full" else tone
    text = glyphs.none
    if fight.interval is not None:
        text = _seconds(scene, fight.interval, 2, fight.exact)
    yield f"{text:>{_INTERVAL}}", tone if fight.exact else soft
    rate = glyphs.none if fight.closing is None else _rate(scene, fight.closing, fight.exact)
    yield f"{rate:>{_CLOSING}}", _rate_tone(fight.closing, tone)
    yield f"{fight.laps:>{_LAPS}}", soft
    if columns.passes:
        yield f"  {fight.passes or glyphs.none}", tone


def _rate_tone(closing: int | None, tone: str) -> str:
    if closing is None:
        return "mute"
    if tone != "full" or not closing:
        return tone
    return "gain" if closing < 0 else "loss"


def _seconds(scene: Scene, ticks: int, decimals: int, exact: bool) -> str:
    return decimal(ticks, decimals) if exact else scene.glyphs.rebuilt + decimal(ticks, 1)


def _rate(scene: Scene, closing: int, exact: bool) -> str:
    """Write how much a gap grows a lap: `−0.09` where it shrinks."""
    amount = decimal(abs(closing), 2)
    sign = "" if not amount.strip("0.") else scene.glyphs.minus if closing < 0 else "+"
    return f"{'' if exact else scene.glyphs.rebuilt}{sign}{amount}"


def _catch_row(scene: Scene, catch: Catch, columns: _Columns) -> Row:
    names = field_names(scene)
    tone = "mute" if catch.rough else "full"
    row: list[Run] = [
        *_place(scene, catch.place, (catch.car, catch.other), columns, tone),
        names.plate(catch.car),
        (" reaches ", "mute"),
        names.plate(catch.other),
        (f" in {scene.glyphs.rebuilt}{quantity(catch.laps, 'lap')}", tone),
    ]
    if columns.car:
        gap = _seconds(scene, catch.interval, 1, catch.exact)
        rate = _rate(scene, catch.closing, catch.exact)
        row.append((f"  {gap} s, {rate} a lap", "mute"))
    return tuple(row)
