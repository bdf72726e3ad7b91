"""What may stand for a race, a lap, a time, a rate and how to play on the command line."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from replay.cli.rate import parse_rate
from replay.clock import RATES

if TYPE_CHECKING:
    from replay.race.pacing_choices import PauseKind

SMALLEST_SCREEN, LARGEST_SCREEN = (60, 16), (400, 150)
"""Columns and rows: below the first the screen says one line, beyond the second nobody looks."""


_KINDS_OF_MOMENTS = ("L", "caution", "finish", "grid", "lead", "restart", "stage", "white")


class RaceName(click.ParamType[str]):
    """The name of a race or the path of a file; completed from the names there are."""

    name = "race"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the races that can be read, and files; after an `@` the kinds of moments."""
        from replay import racefile

        race, at, begun = incomplete.rpartition("@")
        kinds = [kind for kind in _KINDS_OF_MOMENTS if kind.startswith(begun)]
        if race and at and kinds:
            return [CompletionItem(f"{race}@{kind}") for kind in kinds]

        names = [item.name for item in racefile.list_races() if item.header is not None]
        found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


class LapNumber(click.ParamType[int]):
    """A lap, 0 the grid. Whether the race has it is seen once the race is read."""

    name = "lap"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show it as a number of laps."""
        return "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a whole number from 0."""
        if isinstance(value, int):
            return value
        if not re.fullmatch(r"[0-9]{1,6}", value):
            self.fail(f"{value!r} is not a lap: a number from 0, the grid", param, ctx)
        return int(value)


class RaceTime(click.ParamType[int]):
    """A time on the race clock as `2:31:07`, `45:10` or `93.5`, in ticks."""

    name = "time"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show it as a time."""
        return "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read hours, minutes and seconds, or seconds alone, with up to four decimals."""
        if isinstance(value, int):
            return value
        from replay.race.moment_words import parse_time

        if re.fullmatch(r"[0-9]{1,6}", value):
            value = f"{value}.0"
        ticks = parse_time(value)
        if ticks is None:
            self.fail(f"{value!r} is not a time: 2:31:07, 45:10 or 93.5", param, ctx)
        return ticks


class Duration(click.ParamType[int]):
    """A length of time as `30s`, `10m` or `1:30`, in ticks."""

    name = "duration"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show it as a length of time."""
        return "LENGTH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read seconds, minutes, or both with a colon, above 0."""
        if isinstance(value, int):
            return value
        from replay.race.model import SECOND
        from replay.race.moment_words import parse_time

        match = re.fullmatch(r"([0-9]{1,5})\s*(s|m|h)", value.lower())
        units = {"s": 1, "m": 60, "h": 3_600}
        ticks = int(match[1]) * units[match[2]] * SECOND if match else parse_time(value)
        if not ticks or (":" not in value and match is None):
            self.fail(f"{value!r} is not a length of time: 30s, 10m or 1:30", param, ctx)
        return ticks


class ScreenSize(click.ParamType[tuple[int, int]]):
    """The columns and rows of a screen, written `120x40`."""

    name = "size"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show it as columns and rows."""
        return "COLSxROWS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read a size on which the screen can be laid out, and which is no waste of memory."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"([0-9]{1,4})[xX×]([0-9]{1,4})", value)
        columns, rows = (int(match[1]), int(match[2])) if match else (0, 0)
        least, most = SMALLEST_SCREEN, LARGEST_SCREEN
        if not (least[0] <= columns <= most[0] and least[1] <= rows <= most[1]):
            sizes = " to ".join(f"{one[0]}x{one[1]}" for one in (least, most))
            self.fail(f"{value!r} is not a size from {sizes}", param, ctx)
        return columns, rows


class Rate(click.ParamType[Fraction]):
    """One of the clock's rates, written `1/2`, `0.5` or `x8`."""

    name = "rate"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show it as a rate."""
        return "X"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Read a rate that the clock has."""
        if isinstance(value, Fraction):
            return value
        rate = parse_rate(value)
        if rate is None:
            self.fail(f"{value!r} is not one of {' '.join(map(str, RATES))}", param, ctx)
        return rate


class PlayingTime(click.ParamType[int]):
    """How long playing shall take, as `10m`, `90s` or `1h30m`, in ticks."""

    name = "playing time"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show it as a time to play in."""
        return "10m"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read hours, minutes and seconds, from 10 s to a day."""
        if isinstance(value, int):
            return value
        from replay.race.condensed import LONGEST, SHORTEST
        from replay.race.model import SECOND

        match = re.fullmatch(r"(?ai)(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?", value.strip())
        hours, minutes, seconds = (
            (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
        )
        ticks = ((hours * 60 + minutes) * 60 + seconds) * SECOND
        if not SHORTEST <= ticks <= LONGEST:
            self.fail(f"{value!r} is not a time from 10s to 24h: 10m, 90s or 1h30m", param, ctx)
        return ticks


class PauseKinds(click.ParamType["frozenset[PauseKind]"]):
    """Kinds of events between commas, such as `caution,lead`; `none` for none of them."""

    name = "kinds"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show them as kinds."""
        return "KINDS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "frozenset[PauseKind]":
        """Read the words of the kinds."""
        if isinstance(value, frozenset):
            return value
        from replay.race.pacing_choices import PAUSE_KINDS

        words = [word.strip().lower() for word in value.split(",") if word.strip()]
        wrong = next((word for word in words if word not in (*PAUSE_KINDS, "none")), None)
        if wrong is not None or not words:
            named = ", ".join(PAUSE_KINDS)
            self.fail(f"{(wrong or value)!r} is none of {named}, none", param, ctx)
        return frozenset(kind for kind in PAUSE_KINDS if kind in words)
