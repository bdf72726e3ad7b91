"""All that the row of a car shows, as one value; a cell of it; the inks of cells."""

from typing import Literal, NamedTuple

from replay.race.board import Interval, TyreStint
from replay.race.cars_now import CarNow
from replay.race.class_order import ClassPlace
from replay.race.state import Running
from replay.tui.drawing.runs import Row
from replay.tui.order.columns.layout import BoardLayout

Tone = Literal["full", "soft", "mute", "gain", "loss"]
"""One of the inks of `theme.Inks`: `full` for what is exact, `soft` for what was rebuilt, `mute`
for what is none or unknown."""


class CarRow(NamedTuple):
    """All that the row of a car shows, compared by value: equal rows look the same.

    `layout` is that of the board. `place` is that in the class, whose gaps it shows, and `rank`
    that of the class among all. `group` counts the rows of a class, or of the board, from 0.
    `interval` is that to the car ahead wherever it is, None in a stock car race, which has it on
    the lead lap only. `gap_exact` and `interval_exact`: both crossings they are measured between
    are known, not rebuilt. `bar` is the bar of laps led, in eighths of a cell. `stages` are the
    car's places when the stages ended, stage 1 first. `official`: the result stands. `arrived`:
    the car has completed the leader's lap, so that it has a margin at its end. `gap_past`: its gap
    is less than that of a car above, which has gone by since it was taken; `interval_past`: so is
    its interval to the car ahead. `driver` is the index of who drives, None where it is not told.
    `drive` are the minutes he has driven by now, `pit_at` when the car came to pit road (ticks),
    `by` the driver of its best lap. `tags` stand beside the name: the fullest that fits.
    """

    running: Running
    layout: BoardLayout
    chosen: bool = False
    followed: bool = False
    gap_exact: bool = False
    interval_exact: bool = False
    bar: int = 0
    stages: tuple[int | None, ...] = ()
    trace: tuple[int, ...] = ()
    official: bool = False
    arrived: bool = True
    gap_past: bool = False
    interval_past: bool = False
    place: ClassPlace | None = None
    rank: int = 0
    group: int = 0
    interval: Interval | None = None
    now: CarNow | None = None
    driver: int | None = None
    drive: int | None = None
    pit_at: int | None = None
    by: int | None = None
    stints: tuple[TyreStint, ...] = ()
    tags: tuple[str, ...] = ()
    tag_tone: Tone = "full"

    @property
    def stock(self) -> bool:
        """Whether it is told as in a stock car race."""
        return self.layout.facts.discipline == "stock car"

    @property
    def first(self) -> bool:
        """Whether the car is the first of its class, or of all where there are none."""
        return (self.place or self.running).position == 1

    @property
    def gap(self) -> int | None:
        """Ticks behind the first car, of its class where there are classes."""
        return (self.place or self.running).gap

    @property
    def laps_down(self) -> int:
        """Laps behind the first car, of its class where there are classes."""
        return (self.place or self.running).laps_down

    @property
    def excluded(self) -> bool:
        """Whether the car is not classified."""
        return self.now is not None and self.now.excluded

    @property
    def unseen(self) -> bool:
        """Whether the car is overdue at the line."""
        return self.now is not None and self.now.unseen_since is not None

    @property
    def out(self) -> bool:
        """Whether the car is out of the race."""
        return self.running.status == "out"


class Cell(NamedTuple):
    """The text of a cell, not yet padded to its column, and its tone."""

    text: str
    tone: Tone


Drawn = Cell | Row
"""A cell: its text, to be set into its column, or runs that fill the column."""
