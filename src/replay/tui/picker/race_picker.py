"""The picker: which race to go through. It never shows a result."""

from collections.abc import Callable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from replay.race.model import Race
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.fact_rows import FactList
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.hairline import Hairline
from replay.tui.drawing.rules import PaneRule, Title
from replay.tui.drawing.runs import Row
from replay.tui.drawing.span_compositor import send_changes_only
from replay.tui.panes.key_bar import KeyBar
from replay.tui.panes.race_facts import header_facts
from replay.tui.picker.picker_bar import PickerBar
from replay.tui.picker.race_choices import Choice, RaceInfo, matches, newest_first
from replay.tui.picker.race_list import RaceList
from replay.tui.replay_screen import ReplayScreen
from replay.tui.size_notice import SizeNotice
from replay.tui.terminal_size import NARROW

Load = Callable[[str], Race]
Open = Callable[[Race, int], ReplayScreen]

_KEYS = (
    ("↑ ↓", "choose"),
    ("enter", "open"),
    ("type", "to filter"),
    ("esc", "clear"),
    ("q", "quit"),
)


class RacePicker(Screen[None]):
    """Lists the races; a race opened and closed again is taken up where it was left."""

    CSS_PATH = "race_picker.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]

    def __init__(
        self,
        listings: Sequence[RaceInfo],
        load: Load,
        open_race: Open,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__()
        send_changes_only(self)
        self._listings = newest_first(listings)
        self._load = load
        self._open = open_race
        self.glyphs = glyphs
        self.words = ""
        self._size_notice = SizeNotice()
        self._left: dict[str, tuple[int, str]] = {}
        self._failed: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list on the left and the chosen race's facts on the right."""
        yield self._size_notice
        yield PickerBar(glyphs=self.glyphs)
        yield PaneRule(glyphs=self.glyphs, id="picker-rule")
        with Horizontal(id="picker"):
            yield RaceList(self.glyphs)
            yield Hairline(glyphs=self.glyphs)
            yield FactList(glyphs=self.glyphs, id="facts")
        yield Static(id="picker-note", markup=False)
        yield KeyBar(glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Show the list, the newest race chosen."""
        if not self._size_notice.is_attached:
            return  # ended while it started
        self.query_one(KeyBar).cells = _KEYS
        self.query_one(RaceList).focus()
        self._filter("")

    def on_resize(self, event: Resize) -> None:
        """Set the titles to the new widths, or say what size is needed."""
        self._size_notice.show_for(event.size)
        self.call_after_refresh(self._show_facts)

    # -- the list

    @property
    def _chosen(self) -> RaceInfo | None:
        races = self.query_one(RaceList)
        return races.choices[races.cursor].listing if races.choices else None

    def _filter(self, words: str) -> None:
        self.words = words
        races = self.query_one(RaceList)
        kept = [listing for listing in self._listings if matches(listing, words)]
        races.cursor = min(races.cursor, max(len(kept) - 1, 0))
        races.choices = tuple(
            Choice(listing, self._left.get(listing.name, (0, ""))[1]) for listing in kept
        )
        bar = self.query_one(PickerBar)
        bar.count = len(self._listings)
        bar.words = words
        self._show_facts()

    def _move(self, step: int) -> None:
        races = self.query_one(RaceList)
        races.cursor = min(max(races.cursor + step, 0), max(len(races.choices) - 1, 0))
        self._show_facts()

    def _show_facts(self) -> None:
        if not self._size_notice.is_attached:
            return
        listing = self._chosen
        facts = self.query_one("#facts", FactList)
        note = ""
        if listing is None:
            rows: tuple[Row, ...] = ()
            title = ""
            note = (
                f" No race matches “{self.words}”. Escape clears the filter."
                if self._listings
                else " No races here. Put some into your races folder, or name one: replay FILE"
            )
        elif listing.header is None:
            rows, title = (), listing.name
            note = f" × {listing.error}"
        else:
            width = facts.outer_size.width
            rows = header_facts(listing.header, width, self.glyphs)
            title = listing.header.short
            if listing.name in self._failed:
                note = f" × {self._failed[listing.name]}"
        facts.rows = rows
        beside = (Title(facts.region.x, title),) if facts.region else ()
        titles = (Title(2, "Races", "newest first", True), *beside)
        self.query_one("#picker-rule", PaneRule).titles = titles
        self.query_one("#picker-note", Static).update(drawable(note, self.glyphs))

    # -- keys

    def on_key(self, event: Key) -> None:
        """Move, open, filter by typing; `q` quits while nothing is typed."""
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in moves:
            self._move(moves[event.key])
        elif event.key in ("home", "end"):
            self._move(len(self._listings) * (1 if event.key == "end" else -1))
        elif event.key == "enter":
            self._open_chosen()
        elif event.key == "escape":
            self._filter("")
        elif event.key == "backspace":
            self._filter(self.words[:-1])
        elif event.key == "q" and not self.words:
            self.app.exit()
        elif event.character and event.character.isprintable():
            if event.character != "/":
                self._filter(self.words + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    @on(RaceList.Chosen)
    def _clicked(self, message: RaceList.Chosen) -> None:
        races = self.query_one(RaceList)
        if message.choice not in races.choices:
            return  # the list has been filtered since
        index = races.choices.index(message.choice)
        if races.cursor == index:
            self._open_chosen()
        races.cursor = index
        self._show_facts()

    # -- opening

    def _open_chosen(self) -> None:
        listing = self._chosen
        if listing is not None and listing.header is not None:
            self._read(listing.name)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, name: str) -> None:
        worker = get_current_worker()
        try:
            race = self._load(name)
        except ValueError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._fail, name, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, name, race)

    def _fail(self, name: str, error: str) -> None:
        self._failed[name] = error
        self._show_facts()

    def _show(self, name: str, race: Race) -> None:
        screen = self._open(race, self._left.get(name, (0, ""))[0])

        def left(time: int | None) -> None:
            if time is not None:
                timeline = screen.recording.timeline
                where = f"lap {timeline.lap_at(time)}" if timeline.race.has_laps else "finish"
                note = f"{self.glyphs.paused} {where}" if time else ""
                self._left[name] = (time, note)
                self._filter(self.words)

        self.app.push_screen(screen, left)
