"""How the lines of a log look in a race: what its cars are called, and what its signs are."""

from msgspec import Struct

from replay.race.model import SECOND
from replay.race.state import LogEntry, LogKind
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.plates import plate_text
from replay.tui.drawing.runs import Run
from replay.tui.field_names import FieldNames, field_names
from replay.tui.panes.ribbon_scale import hour_minute
from replay.tui.scene import Scene

FOLDED = 4
"""From so many stops on the same lap under the same flag on, one line tells them."""

_LAP, _TIME = 3, 5


class LogLook(Struct, frozen=True, eq=False):
    """What the lines of a log take from their race.

    `by_time`: the time of the race stands before them, else the lap. `folded`: how many stops on a
    lap become one line, 0 for none. `marks_estimates`: a flag of which the moment is estimated
    bears the sign of that.
    """

    glyphs: Glyphs
    names: FieldNames | None = None
    by_time: bool = False
    folded: int = FOLDED
    marks_estimates: bool = True

    @property
    def lap_width(self) -> int:
        """The cells of the lap or the time before a line."""
        return _TIME if self.by_time else _LAP

    @property
    def sign_width(self) -> int:
        """The cells of a sign and the blank behind it."""
        return 3 if self.glyphs.ascii else 2

    def when(self, entry: LogEntry) -> str:
        """Write the lap of an entry, or the hour and minute of the race."""
        return hour_minute(entry.at // SECOND) if self.by_time else str(entry.lap)

    def plate(self, car: str) -> Run:
        """Make the plate of a car."""
        if self.names is None:
            return plate_text(car, glyphs=self.glyphs), f"plate {car}"
        return self.names.plate(car)

    def label(self, car: str) -> str:
        """Give what a car is called in the middle of a line."""
        return car if self.names is None else self.names.label(car)

    def parted(self, car: str | None, text: str) -> tuple[str, str]:
        """Part a text into the name of a driver of the car, with which it may begin, and the rest.

        The longest name that fits is taken; without one all is the rest.
        """
        names = self.names.surnames(car) if self.names is not None and car is not None else ()
        text = drawable(text, self.glyphs)
        drawn = [drawable(name, self.glyphs) for name in names if name]
        begins = (name for name in drawn if text.startswith(f"{name} "))
        name = max(begins, key=len, default="")
        return name, text[len(name) :]


def log_look(scene: Scene) -> LogLook:
    """Give the look of the lines of a log in a scene."""
    discipline = scene.race.header.discipline
    stock = discipline == "stock car"
    folded = 0 if discipline == "endurance" else FOLDED
    return LogLook(
        scene.glyphs,
        field_names(scene),
        scene.frame.ribbon.by_time,
        folded,
        # A stock car race tells by its lap when a flag was shown, and that is as published.
        marks_estimates=not stock,
    )


def sign_of(entry: LogEntry, glyphs: Glyphs) -> tuple[str, str]:
    """Give the sign of an entry and its role: that of a flag by how far it neutralises."""
    yellow = "text flag_yellow_text"
    if entry.neutralises == "slow":
        return glyphs.slowed, yellow
    if entry.neutralises == "part":
        return glyphs.slow_zone, yellow
    signs: dict[LogKind, tuple[str, str]] = {
        "green": (glyphs.green, "text flag_green_text"),
        "restart": (glyphs.green, "text flag_green_text"),
        "lead change": (glyphs.lead, "bold"),
        "caution": (glyphs.caution, yellow),
        "free pass": (glyphs.free_pass, "mute"),
        "stage": (glyphs.stage_past, "accent"),
        "pit stop": (glyphs.stop, "mute"),
        "penalty": (glyphs.penalty, "loss"),
        "retirement": (glyphs.out, "loss"),
        "unseen": (glyphs.unseen, "mute"),
        "fastest lap": (glyphs.fastest, "accent"),
        "white flag": (glyphs.white, "full"),
        "chequered flag": (glyphs.checkers, "full"),
        "ruling": (glyphs.checkers, "full"),
        "time added": (glyphs.penalty, "loss"),
        "exclusion": (glyphs.out, "loss"),
        "red flag": (glyphs.red, "text flag_red_text"),
    }
    return signs.get(entry.kind, (glyphs.none, "mute"))
