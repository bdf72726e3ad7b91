"""Which entries of the log are shown: those of a kind, of one car or class, or few of the stops."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from replay.race.state import LogEntry, LogKind
from replay.tui.scene import Scene

FIRST = 3
"""The places in their class up to which cars have their stops told where few are."""

ALL, MOST = "all", "most"

_Kinds = tuple[LogKind, ...]

KINDS: Mapping[str, _Kinds] = {
    "story": (
        *("lead change", "green", "restart", "caution", "red flag", "flag", "stage"),
        *("penalty", "retirement", "white flag", "chequered flag"),
        *("ruling", "time added", "exclusion"),
    ),
    "leads": ("lead change",),
    "cautions": ("caution", "restart", "free pass", "red flag", "flag"),
    "stops": ("pit stop",),
    "trouble": ("penalty", "retirement", "time added", "exclusion", "unseen"),
}
"""What can be chosen beside all lines, in the turn its key takes them, and the entries it is of."""

_OF: Mapping[LogKind, tuple[str, ...]] = {
    kind: tuple(name for name, kinds in KINDS.items() if kind in kinds)
    for kind in {kind for kinds in KINDS.values() for kind in kinds}
}


class LogChoice(Struct, frozen=True):
    """What is chosen: a kind, one class or all, one car or all, and of the stops all or few.

    Few stops are those of the leaders, and of the `chosen` car.
    """

    kind: str = ALL
    race_class: str | None = None
    car: str | None = None
    chosen: str | None = None


def kinds_of(scene: Scene) -> tuple[str, ...]:
    """Name what can be chosen in a race, first what is where nothing is.

    An endurance race of classes has hundreds of stops: at first there are only those of the
    leaders.
    """
    header = scene.race.header
    few = header.discipline == "endurance" and bool(header.classes)
    return (*((MOST,) if few else ()), ALL, *KINDS)


def next_kind(scene: Scene, step: int) -> str:
    """Name the kind after the one that is shown, or before it."""
    kinds = kinds_of(scene)
    at = kinds.index(what_is_shown(scene).kind) + step
    return kinds[at % len(kinds)]


def what_is_shown(scene: Scene) -> LogChoice:
    """Give what is chosen in a scene."""
    kinds, only, of = kinds_of(scene), scene.only_class, scene.view.filter
    kind = of.kind if of.kind in kinds else kinds[0]
    chosen = None
    if MOST in kinds and scene.state.order:
        chosen = scene.entry.car if of.car is None else of.car
    return LogChoice(kind, only.name if only else None, of.car, chosen)


class Sorting:
    """Sorts a log by one choice as it grows: each entry is looked at once.

    `counts` tells how many entries there are of each kind that can be chosen.
    """

    def __init__(self, scene: Scene, choice: LogChoice) -> None:
        self.choice = choice
        self.counts: Counter[str] = Counter()
        self._classes = {car: entry.race_class for car, entry in scene.entries.items()}
        self._kinds = kinds_of(scene)
        self._done = 0
        self._shown: list[int] = []

    def sorted_out(self, log: Sequence[LogEntry]) -> list[int]:
        """Give the places of the entries shown of a log, which begins as the one before."""
        if len(log) < self._done:
            self.counts.clear()
            self._shown.clear()
            self._done = 0
        for at in range(self._done, len(log)):
            kinds = self.kinds(log[at])
            self.counts.update(kinds)
            if self.choice.kind in kinds:
                self._shown.append(at)
        self._done = len(log)
        return self._shown

    def shows(self, entry: LogEntry) -> bool:
        """Tell whether an entry is shown."""
        return self.choice.kind in self.kinds(entry)

    def kinds(self, entry: LogEntry) -> Sequence[str]:
        """Name the kinds that an entry is of; none where its class or car is not shown."""
        choice = self.choice
        car = choice.car
        if car is not None and entry.car != car and car not in entry.cars:
            return ()
        if choice.race_class is not None and not self._in_class(entry, choice.race_class):
            return ()
        of = _OF.get(entry.kind, ())
        if MOST in self._kinds and (entry.kind != "pit stop" or self._is_told(entry)):
            return (MOST, ALL, *of)
        return (ALL, *of)

    def _in_class(self, entry: LogEntry, race_class: str) -> bool:
        if entry.car is None:
            return entry.race_class in (None, race_class)
        return self._classes.get(entry.car) == race_class

    def _is_told(self, entry: LogEntry) -> bool:
        """Tell whether a stop is one of the few."""
        leads = entry.class_place is not None and entry.class_place <= FIRST
        return leads or entry.car == self.choice.chosen
