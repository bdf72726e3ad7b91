"""Random input to the whole app: session after session, each of one race in one terminal."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from random import Random

from tests.storm.inputs import Resized, Typed, storm
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot

from replay.race.model import Race
from replay.racefile import Listing
from replay.terminal.keyboard import Keyboard
from replay.tui.app import ReplayApp
from replay.tui.replay_screen import ReplayScreen
from replay.tui.terminal_size import too_small

SETTLE_AFTER = 12
"""After about so many events the app is given time to do what was asked."""

THEMES = ("replay-night", "replay-paper", "ansi-dark", "ansi-light", "dracula")
LAST = 30
"""How many events before a failure are told."""


class StormError(AssertionError):
    """What broke, where in the storm it did, and what came last."""


@dataclass(frozen=True, slots=True)
class Gusts:
    """How a session is blown: which race (None: the picker), for how many events."""

    number: int
    seed: int
    events: int
    race: Race | None
    sizes: tuple[tuple[int, int], ...]


def blow(
    seed: int,
    events: int,
    races: Sequence[Race],
    sizes: tuple[tuple[int, int], ...],
    *,
    session: int = 500,
) -> int:
    """Send so many events in sessions of at most `session`, and return how many sessions it took.

    Raises StormError if anything is raised, if a screen does not fill its terminal, or if a pane
    does not stand where the plan has it.
    """
    number = sent = 0
    while sent < events:
        random = Random(f"{seed} {number}")
        race = random.choice([*races, None])
        gusts = Gusts(number, seed, min(session, events - sent), race, sizes)
        sent += asyncio.run(_session(gusts, random, races))
        number += 1
    return number


async def _session(gusts: Gusts, random: Random, races: Sequence[Race]) -> int:
    """Blow until the events have been sent or the app has quit; return how many were sent."""
    wall = _Wall(random)
    app = _app(gusts, random, races, wall)
    last: deque[Typed | Resized] = deque(maxlen=LAST)
    sent = 0
    try:
        async with app.run_test(size=random.choice(gusts.sizes)) as pilot:
            keyboard = Keyboard()
            for event in islice(storm(random, gusts.sizes), gusts.events):
                sent += 1
                last.append(event)
                await _send(event, app, keyboard, wall)
                if random.randrange(SETTLE_AFTER) == 0:
                    await pilot._wait_for_screen()
                    await _require_places(app, pilot)
                if app._exit or app._exception:
                    break
            else:
                await pilot.pause()
                _require_whole(app)
                await _require_places(app, pilot)
    except Exception as error:
        told = "\n".join(map(repr, last))
        where = f"seed {gusts.seed}, session {gusts.number}, event {sent}"
        raise StormError(f"{where}: {error!r}; the last events were\n{told}") from error
    return sent


async def _send(
    event: Typed | Resized,
    app: ReplayApp,
    keyboard: Keyboard,
    wall: "_Wall",
) -> None:
    wall.go_on()
    driver = app._driver
    assert driver is not None
    if isinstance(event, Resized):
        size = driver._size = Size(event.width, event.height)
        app.post_message(Resize(size, size))
        return
    now = wall.nanoseconds / 1e9
    for message in [*keyboard.feed(event.data, now), *keyboard.tick(now + 2)]:
        driver.process_message(message)
    await asyncio.sleep(0)


class _Wall:
    """A source of nanoseconds that goes on by chance, so that a race that plays gets on."""

    def __init__(self, random: Random) -> None:
        self.nanoseconds = 0
        self._random = random

    def __call__(self) -> int:
        return self.nanoseconds

    def go_on(self) -> None:
        self.nanoseconds += self._random.choice((0, 10_000_000, 300_000_000, 20_000_000_000))


def _app(gusts: Gusts, random: Random, races: Sequence[Race], wall: _Wall) -> ReplayApp:
    named = {f"race-{number}": race for number, race in enumerate(races)}
    broken = Listing("broken", Path("broken.json"), None, "broken.json: no race")
    readable = (Listing(name, Path(f"{name}.json"), it.header, None) for name, it in named.items())
    listings = [broken, *readable]
    app = ReplayApp(
        gusts.race,
        listings=listings,
        load=named.__getitem__,
        speed=random.choice((Fraction(1), Fraction(64))),
        theme=random.choice(THEMES),
        ascii=random.random() < 0.2,
        finish_line=random.random() < 0.2,
        now=wall,
    )
    app.animation_level = "none"
    return app


async def _require_places(app: ReplayApp, pilot: Pilot[None]) -> None:
    """Require that every pane stands where the plan has it, once the app has laid them out."""
    for _ in range(100):
        misplaced = _misplaced(app)
        if not misplaced:
            return
        await pilot.pause()
    raise AssertionError(f"{app.size}: not where the plan has them: {misplaced}")


def _misplaced(app: ReplayApp) -> list[str]:
    if app._exit or not isinstance(app.screen, ReplayScreen) or too_small(app.size):
        return []
    page = app.screen.page
    return [
        f"{pane.name} at {page[pane.name].region}, not {region}"
        for pane, region in page.plan.placed
        if region and page[pane.name].region != region
    ]


def _require_whole(app: ReplayApp) -> None:
    """Require that the screen fills its terminal, line by line, unless the app has quit."""
    if app._exit:
        return
    lines = [strip.cell_length for strip in app.screen._compositor.render_strips()]
    width, height = app.size
    if lines != [width] * height:
        raise AssertionError(f"{width} x {height} is filled with lines of {lines}")
