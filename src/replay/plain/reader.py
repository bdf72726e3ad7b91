"""A race read line by line: what is typed moves the clock or asks, and lines come back.

Nothing that is answered is later than the clock. Where words lead is refused as on the screen: it
is neither past nor on the schedule, whether it is to come or not.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from replay.plain.car_lines import card_lines, stop_lines, where_lines
from replay.plain.car_words import CarWords
from replay.plain.flag_lines import flag_lines
from replay.plain.order_lines import lead_lines, order_lines, stage_lines
from replay.plain.published_lines import after_lines, car_result_lines, official_lines
from replay.plain.race_lines import race_lines, source_lines
from replay.plain.race_now import lap_count, moment_lines
from replay.plain.reader_help import HELP
from replay.plain.steps import Steps
from replay.plain.summary_lines import summary_lines
from replay.plain.tellings import DETAILS, Detail, Tellings, entry_words
from replay.race.car_named import car_named
from replay.race.log import RaceLog
from replay.race.moment_words import NoSuchMoment
from replay.race.text import clean, printable
from replay.race.timeline import Timeline

MOST_TYPED = 200
"""So many characters of what is typed are looked at."""

_CARS = {"low": 1, "middle": 3, "high": 5}
"""So many cars are told of a moment."""

_LINES = 10
"""So many lines are read at once where no number is given."""

_MOST_BACK = 100
"""So many jumps can be taken back."""

_OF_CARS = frozenset({"card", "cars", "order", "stops", "where", "leaders"})
"""The commands that name the cars of a race."""


class PlainReader:
    """One race at a time (ticks) that moves as it is told to.

    `done`: nothing more is wanted. `playing`: time is to run at `rate`, which `parse_rate` reads.
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        start: int = 0,
        detail: Detail = "middle",
        rate: Fraction = Fraction(1),
        parse_rate: Callable[[str], Fraction | None] = lambda text: None,
    ) -> None:
        self.timeline = timeline
        self.time = start
        self.rate = rate
        self.playing = False
        self.done = False
        self._parse_rate = parse_rate
        self._names = CarWords(timeline)
        self._log = RaceLog(timeline, whole_names=True)
        self._tellings = Tellings(timeline, self._names, detail)
        self._steps = Steps(timeline, self._log)
        self._car: str | None = None
        self._left: list[int] = []
        self._commands: dict[str, Callable[[str], Sequence[str]]] = {
            **dict.fromkeys(("next", "n"), self._next),
            **dict.fromkeys(("previous", "prev", "p"), self._previous),
            **dict.fromkeys(("back", "b"), self._back),
            **dict.fromkeys(("where", "w"), self._about(where_lines)),
            "card": self._about(card_lines, car_result_lines),
            "stops": self._about(stop_lines),
            **dict.fromkeys(("order", "o"), self._order),
            "now": lambda rest: self._moment(),
            "leaders": lambda rest: lead_lines(timeline, self.time, self._names),
            "stages": lambda rest: stage_lines(timeline, self.time, self._names),
            "race": lambda rest: race_lines(timeline.race),
            "sources": lambda rest: source_lines(timeline.race),
            "cars": lambda rest: [self._names.full(entry.car) for entry in timeline.race.entries],
            "summary": lambda rest: summary_lines(timeline, self.time, self._names),
            "after": lambda rest: after_lines(timeline, self.time, self._names),
            "official": lambda rest: official_lines(timeline, self.time, self._names),
            "log": self._log_lines,
            "read": self._read,
            "play": self._play,
            "detail": self._detail,
            **dict.fromkeys(("help", "h", "?"), lambda rest: HELP),
            **dict.fromkeys(("quit", "q", "exit"), self._quit),
        }

    @property
    def prompt(self) -> str:
        """What stands before what is typed: the lap, or in a race without any nothing of it."""
        laps = lap_count(self.timeline.at(self.time))
        return f"lap {laps}> " if laps else "> "

    def greeting(self) -> list[str]:
        """Tell which race this is, where it stands, and that there is help."""
        lines = race_lines(self.timeline.race) if not self.time else []
        return [*lines, *self._moment(), "Type `help` for what can be typed, `quit` to leave."]

    def answer(self, typed: str) -> Sequence[str]:
        """Do what is typed and tell what comes of it, never more than is known at the clock."""
        words = " ".join(clean(typed[:MOST_TYPED].replace("\t", " ")).split())
        verb, _, rest = words.partition(" ")
        verb = verb.casefold()
        if verb in ("flag", "caution") and not rest:
            return flag_lines(self.timeline, self.time, self._names)
        if verb in _OF_CARS and self._only_the_line_tells():
            return ["Who finishes is told at the line, and listed once the result is known."]
        command = self._commands.get(verb or "next")
        return self._go(words) if command is None else command(rest)

    def _only_the_line_tells(self) -> bool:
        """Tell whether nobody may know yet who is in this race: its file has but the finish."""
        return not self.timeline.race.has_laps and not self.timeline.at(self.time).finished

    def passed(self, time: int) -> list[str]:
        """Let time pass up to `time` (ticks), and give the lines that are told by then."""
        told = self._tellings.between(self.time, time)
        self.time = time
        return [telling.text for telling in told]

    def next_line(self) -> int | None:
        """Give when the next line is told (ticks), None after the last."""
        return self._tellings.after(self.time)

    # -- moving the clock

    def _jump(self, time: int) -> Sequence[str]:
        if time != self.time:
            self._left = [*self._left[1 - _MOST_BACK :], self.time]
        self.time = time
        return self._moment()

    def _go(self, words: str) -> Sequence[str]:
        """Go to a lap, a time, a caution; what names a car asks where that is."""
        try:
            return self._jump(self._steps.named(words, self.time))
        except NoSuchMoment as error:
            car = car_named(words, self.timeline.race.entries)
            known = car is not None and not self._only_the_line_tells()
            if known and not words.isdecimal():
                return self._about(where_lines)(words)
            return [f"{printable(str(error))}. Type `help` for what can be typed."]

    def _next(self, rest: str) -> Sequence[str]:
        if rest in ("", "line"):
            at = self.next_line()
            if at is None:
                return ["This is the end of the record."]
            self._left = [*self._left[1 - _MOST_BACK :], self.time]
            return self.passed(at)
        return self._step(rest, forward=True)

    def _previous(self, rest: str) -> Sequence[str]:
        if rest in ("", "line"):
            at = self._tellings.before(self.time)
            return self._jump(0 if at is None else at)
        return self._step(rest, forward=False)

    def _step(self, kind: str, *, forward: bool) -> Sequence[str]:
        at = self._steps.step(kind, self.time, forward=forward)
        if at is None:
            kinds = ", ".join(self._steps.kinds)
            return [f"No such kind of moment: {printable(kind)}. There are {kinds}, or a car."]
        return self._jump(at)

    def _back(self, rest: str) -> Sequence[str]:
        """Go to where the clock was before the last jump, or so many laps back."""
        if rest:
            return self._go(f"-{rest}")
        if not self._left:
            return ["There is no jump to take back."]
        self.time = self._left.pop()
        return self._moment()

    def _play(self, rest: str) -> Sequence[str]:
        rate = self._parse_rate(rest) if rest else self.rate
        if rate is None:
            return [f"No such rate: {printable(rest)}. Try play 1, play 8 or play 1/2."]
        self.rate, self.playing = rate, True
        return [f"Playing at {rate}. Press enter to stop."]

    def _read(self, rest: str) -> Sequence[str]:
        """Read lines on: so many, or all up to a moment."""
        words = rest.removeprefix("to ").strip()
        if words.isdecimal() and words == rest:
            return self._read_lines(int(words))
        if not words:
            return self._read_lines(_LINES)
        if words == "all":
            return self.passed(self.timeline.end)
        try:
            until = self._steps.named(words, self.time)
        except NoSuchMoment as error:
            return [f"{printable(str(error))}."]
        if until <= self.time:
            return [f"{printable(words)} is not ahead; type it alone to go there."]
        return self.passed(until)

    def _read_lines(self, count: int) -> list[str]:
        lines: list[str] = []
        while len(lines) < count and (at := self.next_line()) is not None:
            lines += self.passed(at)
        return lines or ["This is the end of the record."]

    # -- what is told

    def _moment(self) -> list[str]:
        """Tell where the race stands, and what happened now or last."""
        detail = self._tellings.detail
        finely = detail == "high"
        lines = moment_lines(self.timeline, self.time, _CARS[detail], self._names, finely=finely)
        now = [entry for entry in self._log.at(self.time) if entry.at == self.time]
        if now:
            return [*lines, *(f"Now: {entry_words(entry)}" for entry in now)]
        told = self._tellings.between(-1, self.time)
        return [*lines, *([f"Last: {told[-1].text}"] if told else [])]

    def _about(
        self, *tell: Callable[[Timeline, int, str, CarWords], list[str]]
    ) -> Callable[[str], Sequence[str]]:
        """Give a command about a car: the one named, else the last one, else the first."""

        def command(rest: str) -> Sequence[str]:
            entries = self.timeline.race.entries
            first = self._car or self.timeline.at(self.time).order[0].car
            car = car_named(rest, entries) if rest else first
            if car is None:
                return [f"No car is called {printable(rest)}. Type `cars` for all of them."]
            self._car = car
            told = [
                line for one in tell for line in one(self.timeline, self.time, car, self._names)
            ]
            return told or ["Nothing is known of it."]

        return command

    def _order(self, rest: str) -> Sequence[str]:
        if rest and not (rest.isdecimal() and int(rest)) and rest != "all":
            return [f"Type `order`, or `order 10` for the first ten; not {printable(rest)}."]
        cars = int(rest) if rest.isdecimal() else None
        return order_lines(self.timeline, self.time, self._names, cars)

    def _log_lines(self, rest: str) -> Sequence[str]:
        count = int(rest) if rest.isdecimal() and int(rest) else _LINES
        told = self._tellings.between(-1, self.time)[-count:]
        return [telling.text for telling in told] or ["Nothing has happened so far."]

    def _detail(self, rest: str) -> Sequence[str]:
        level = next((one for one in DETAILS if one == rest.casefold()), None)
        if level is None:
            return [f"Detail: {self._tellings.detail}; there are {', '.join(DETAILS)}"]
        self._tellings = Tellings(self.timeline, self._names, level)
        return [f"Detail: {level}"]

    def _quit(self, rest: str) -> Sequence[str]:
        self.done = True
        return []
