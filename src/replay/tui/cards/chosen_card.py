"""The card of the car under the cursor on the largest terminals: its race so far in few rows."""

from collections.abc import Sequence

from replay.race.model import Entry
from replay.race.pit_visits import PitVisit
from replay.race.quantity import quantity
from replay.race.seconds import seconds_text
from replay.race.series import stops
from replay.race.state import RaceState, Running
from replay.tui.cards.card import CardWidget
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.fact_rows import driver_runs, fact_row, plate
from replay.tui.drawing.place_confidence import PLACE_TONES, PLACE_WORDS, confidence
from replay.tui.drawing.runs import Row
from replay.tui.field_names import field_names
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_MOST_STOPS = 100
"""How many stops of a car are listed, the latest: more rows than a screen has."""


class ChosenCard(CardWidget):
    """Tells the race of the car that is chosen, or followed."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give start, stages, laps led and stops."""
        entry = scene.entry
        facts = chosen_card(scene.running, scene.state, entry, scene.ask(stops, entry.car))
        return ((field_names(scene).plate(entry.car), *facts[0][1:]), *facts[1:])

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say why it is this car."""
        return Heading("Chosen" if scene.view.followed is None else "Following")


def chosen_card(
    row: Running, state: RaceState, entry: Entry, stops: tuple[PitVisit, ...]
) -> tuple[Row, ...]:
    """Tell one car's race so far: start, stages, laps led, and each stop it has made."""
    lines: list[Row] = [
        (
            plate(entry.car),
            *driver_runs(entry),
            ("  " + ", ".join(filter(None, (entry.team, entry.make))), "mute"),
        )
    ]
    if entry.crew_chief:
        lines.append(fact_row("crew chief", entry.crew_chief, indent=13))
    lines.append(_started(row, entry, state.finished and not state.provisional))
    for stage in state.stages:
        place = stage.order.index(row.car) + 1
        lines.append(fact_row(f"stage {stage.number}", str(place), indent=13))
    if row.led:
        lines.append(fact_row("led", quantity(row.led, "lap"), indent=13))
    label = "stops"
    for visit in stops[-_MOST_STOPS:]:
        took = "on pit road"
        if visit.until <= state.time:
            took = UNKNOWN if visit.length is None else f"{seconds_text(visit.length, 1)} s"
        lines.append(fact_row(label, f"lap {visit.stop.lap + 1:>3}  {took:>11}", indent=13))
        label = ""
    return tuple(lines)


def _started(row: Running, entry: Entry, official: bool) -> Row:
    """Tell from where to where, and how sure that is; of a car that is out there is no doubt."""
    known = confidence(row, official)
    start = f"{entry.grid}, now " if entry.grid else "now "
    if not row.placed:
        return fact_row("started", start, (UNKNOWN, "mute"), indent=13)
    tone = PLACE_TONES[known]
    mark = [("~", "mute")] if tone == "mute" else []
    note = [] if row.status == "out" else [f", {PLACE_WORDS[known]}"]
    return fact_row("started", start, *mark, (str(row.position), tone), *note, indent=13)
