"""Races for the tests of the screen, built by hand: entries, rows of the order, whole states."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from replay.race.model import Driver, Entry, Livery
from replay.race.state import RaceState, Running, StageOrder
from replay.tui.theme import THEMES, theme_variable_defaults

SECOND = 10_000

# car, first name, surname, short where two share it, make, paint, ink, second
_FIELD = """
17 Chris Buescher - Ford 0a7d3e ffffff e8e9ea
8 Kyle Busch Ky._Busch Chevrolet e9dcc0 2c3f26 2c5a33
54 Ty Gibbs - Toyota 1420d8 ffffff ffffff
5 Kyle Larson - Chevrolet 1d4fc4 ffffff e0222e
19 Martin Truex_Jr - Toyota d9dde2 10233f 1597c9
11 Denny Hamlin - Toyota b3081d ffffff 151515
48 Alex Bowman - Chevrolet 6a2a86 ffffff f0529c
10 Noah Gragson - Ford 1b1b1b f58a2a f58a2a
20 Christopher Bell - Toyota 5b14c8 ffffff ffffff
1 Ross Chastain - Chevrolet 59bfe8 0b1f5b 0b1f5b
9 Chase Elliott - Chevrolet 0c2f86 ffd400 d8262f
24 William Byron - Chevrolet 202225 ff7a1a ff7a1a
6 Brad Keselowski - Ford 0b4f9c ffffff ff8200
34 Michael McDowell - Ford ffd200 c8102e c8102e
45 Tyler Reddick - Toyota 161616 95d600 95d600
2 Austin Cindric - Ford c8102e ffffff ffffff
12 Ryan Blaney - Ford eaf000 111111 111111
77 Carson Hocevar - Chevrolet 0a3a78 ffffff ffffff
47 Ricky Stenhouse_Jr - Chevrolet e36f1e ffffff 0b3d91
23 Bubba Wallace - Toyota 10c2b0 08130f 08130f
22 Joey Logano - Ford ffd100 d9261c d9261c
3 Austin Dillon - Chevrolet 111214 ffffff ffffff
38 Todd Gilliland - Ford 0a5cab ffd400 ffd400
71 Zane Smith Z._Smith Chevrolet 0f8ea3 ffffff ffffff
84 Jimmie Johnson J._Johnson Toyota 0b6d86 ffffff ffffff
51 Justin Haley - Ford f2f2f2 1c3f94 1c3f94
4 Josh Berry - Ford d01f2d ffffff ffffff
7 Corey LaJoie - Chevrolet f5d400 111111 111111
41 Ryan Preece - Ford 121212 e4002b e4002b
99 Daniel Suárez - Chevrolet 0b57c2 ffffff ffffff
14 Chase Briscoe - Ford c92128 ffffff ffffff
33 Austin Hill - Chevrolet 123f96 ffffff ffffff
31 Daniel Hemric - Chevrolet e8e8e8 111111 111111
42 J._H. Nemechek - Toyota c4161c ffffff ffffff
16 Derek Kraus - Chevrolet f26a21 111111 111111
21 Harrison Burton - Ford b5121b ffffff ffffff
43 Corey Heim - Toyota 00a651 ffffff ffffff
15 Riley Herbst - Ford f4f4f4 111111 111111
"""


def _entry(line: str, grid: int) -> Entry:
    words = [word.replace("_", " ") for word in line.split()]
    car, first, last, short, make, paint, ink, second = words
    return Entry(
        car=car,
        drivers=(Driver(first=first, last=last, short=None if short == "-" else short),),
        grid=grid,
        make=make,
        team=f"{last} Racing",
        crew_chief="Adam Stevens",
        qualifying=294_910 + grid * 650,
        qualifying_speed=183_107 - grid * 405,
        livery=Livery(paint=f"#{paint}", ink=f"#{ink}", second=f"#{second}"),
    )


FIELD = tuple(_entry(line, grid) for grid, line in enumerate(_FIELD.split("\n")[1:-1], 1))
"""The 38 cars of Kansas 2024, in their order of lap 137."""


def running(position: int, car: str, **changes: Any) -> Running:
    """A row of the order: on the lead lap, rebuilt, three stops, 0.8 s behind the car ahead."""
    leads = position == 1
    row = Running(
        position=position,
        car=car,
        laps=137,
        laps_down=0,
        gap=0 if leads else (position - 1) * 8_000,
        interval=None if leads else 8_000,
        last_lap=317_000,
        last_lap_exact=False,
        best_lap=304_000,
        best_lap_number=2,
        best_lap_exact=False,
        led=0,
        stops=3,
        pit_lap=118,
        pit_time=374_000,
        change=0,
        net=0,
        status="running",
        crossing=48_800_000,
        basis="reconstructed",
        place="near",
        points=None,
    )
    return msgspec.structs.replace(row, **changes)


def state(order: Sequence[Running], **changes: Any) -> RaceState:
    """The race on lap 137 under green, with this order."""
    whole = RaceState(
        time=48_800_000,
        flag="green",
        caution=None,
        lap=137,
        distance=267,
        laps_to_go=130,
        overtime=False,
        stage=None,
        stages=(),
        order=tuple(order),
        led_since=126,
        lead_changes=14,
        leaders=8,
        cautions=1,
        caution_laps=6,
        finished=False,
        provisional=False,
    )
    return msgspec.structs.replace(whole, **changes)


def field_state(**changes: Any) -> RaceState:
    """All 38 cars on lap 137 under green."""
    order = [running(place, entry.car) for place, entry in enumerate(FIELD, 1)]
    return state(order, **changes)


def with_rows(of: RaceState, *rows: Running) -> RaceState:
    """The state with these rows in their places."""
    new = {row.position: row for row in rows}
    order = tuple(new.get(row.position, row) for row in of.order)
    return msgspec.structs.replace(of, order=order)


def stage_order(number: int, of: RaceState) -> StageOrder:
    """A stage that ended in the order of this state."""
    return StageOrder(number, tuple(row.car for row in of.order))


GREEN = with_rows(
    field_state(),
    running(1, "17", led=11, net=11),
    running(2, "8", change=1, net=3),
    running(3, "54", change=-1, net=3),
    running(4, "5", led=44),
)
"""The whole field under green, with changes at the front."""


class WidgetApp(App[None]):
    """An app of one widget that fills the screen, in a theme."""

    CSS = "Screen { overflow: hidden; } #tested { width: 1fr; height: 1fr; }"

    def __init__(self, widget: Widget, theme: str = THEMES[0].name) -> None:
        super().__init__()
        for ours in THEMES:
            self.register_theme(ours)
        self.theme = theme
        self.tested = widget
        widget.id = widget.id or "tested"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme_variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.tested


def run(
    widget: Widget,
    width: int,
    height: int,
    check: Callable[[Pilot[None]], Awaitable[None]],
    theme: str = THEMES[0].name,
) -> None:
    """Run `check` with a pilot on an app of this widget in a terminal of this size."""

    async def main() -> None:
        app = WidgetApp(widget, theme)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            await check(pilot)

    asyncio.run(main())


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Resize the terminal, and wait until it is laid out: Textual waits for the last size."""
    await pilot.resize_terminal(width, height)
    for _ in range(500):
        if pilot.app.screen.size == (width, height):
            break
        await pilot.pause()
    await pilot.pause()


def lines(widget: Widget) -> list[str]:
    """The text of every line of a widget, without trailing blanks."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]
