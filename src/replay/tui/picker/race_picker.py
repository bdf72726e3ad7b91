"""The picker: which race to go through. It never shows a result."""

from asyncio import to_thread
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Paste, Resize
from textual.screen import Screen
from textual.worker import get_current_worker

from replay.race.library import LibraryRace, RaceInfo, library_of
from replay.race.model import Race
from replay.state.race_keeps import Place
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.hairline import Hairline
from replay.tui.drawing.rules import PaneRule, Title
from replay.tui.drawing.span_compositor import send_changes_only
from replay.tui.key import with_keypad
from replay.tui.keys import BY_ID
from replay.tui.library_keys import LIBRARY_KEYS
from replay.tui.panes.key_bar import KeyBar
from replay.tui.picker.chosen_facts import ChosenFacts
from replay.tui.picker.left import Left, left_at, left_before
from replay.tui.picker.library_facts import facts_below, facts_beside, title_of
from replay.tui.picker.library_lines import Head, Line, head_above
from replay.tui.picker.library_view import LibraryView
from replay.tui.picker.picker_bar import PickerBar
from replay.tui.picker.picker_keys import key_cells
from replay.tui.picker.race_list import RaceList
from replay.tui.replay_screen import ReplayScreen
from replay.tui.size_notice import SizeNotice

Load = Callable[[str], Race]
Open = Callable[[Race, int, str], ReplayScreen]
Places = Callable[[Mapping[str, Path]], Mapping[str, Place]]

BESIDE, SPACIOUS = 120, 160
"""The columns from which the facts stand beside the list, and from which both have room."""

_OWN_KEYS = (*LIBRARY_KEYS, BY_ID["quit"], BY_ID["help"])
_MOST_LETTERS = 200
"""What may be typed or pasted to search for."""

_NOTES = (
    "Type to search: every word has to stand in series, season, date, name, track or basis.",
    "While something is typed, the letters above are letters.",
)


class RacePicker(Screen[None]):
    """Lists the races; a race opened and closed again is taken up where it was left."""

    CSS_PATH = "race_picker.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-wide"), (SPACIOUS, "-very-wide")]
    BINDINGS = [key.binding() for key in _OWN_KEYS]

    def __init__(
        self,
        files: Sequence[RaceInfo],
        load: Load,
        open_race: Open,
        glyphs: Glyphs = UNICODE,
        keymap: Mapping[str, str] | None = None,
        places: Places | None = None,
    ) -> None:
        super().__init__()
        send_changes_only(self)
        self.view = LibraryView(library_of(files))
        self._load = load
        self._open = open_race
        self._places = places
        self.glyphs = glyphs
        self.keymap = dict(keymap or {})
        self._size_notice = SizeNotice()
        self._left: dict[str, Left] = {}
        self._failed: dict[str, str] = {}
        self._before: Line | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, and the facts of the chosen line beside it or below it."""
        yield self._size_notice
        yield PickerBar(glyphs=self.glyphs)
        yield PaneRule(glyphs=self.glyphs, id="picker-rule")
        with Horizontal(id="picker"):
            yield RaceList(self.glyphs)
            yield Hairline(glyphs=self.glyphs)
            yield ChosenFacts(glyphs=self.glyphs, id="facts")
        yield PaneRule(glyphs=self.glyphs, id="facts-rule")
        yield ChosenFacts(glyphs=self.glyphs, id="facts-below")
        yield KeyBar(glyphs=self.glyphs)

    def on_mount(self) -> None:
        """Show the list, the first race chosen that is seen."""
        if not self._size_notice.is_attached:
            return  # ended while it started
        self.races.focus()
        self._look(self.view, None)
        self.call_after_refresh(self._find_left)

    @work
    async def _find_left(self) -> None:
        """Note where races were left in earlier sessions, once the list stands."""
        races = self.view.library.races
        if self._places is None or not races:
            return
        files = {race.info.name: race.info.path for race in races}
        before = left_before(races, await to_thread(self._places, files), self.glyphs)
        if before and self._size_notice.is_attached:
            self._left = before | self._left
            chosen = self.races.chosen if self.words or self.races.cursor > 1 else None
            self._look(self.view.with_stops(list(self._left)), chosen)

    def on_resize(self, event: Resize) -> None:
        """Set the titles to the new widths, or say what size is needed."""
        self._size_notice.show_for(event.size)
        self.call_after_refresh(self._show_chosen)

    # -- the list

    @property
    def races(self) -> RaceList:
        """The list."""
        return self.query_one(RaceList)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.view.typed

    def _look(self, view: LibraryView, chosen: Line | None) -> None:
        """Show another view, with the cursor on `chosen`, or on the first race if that has gone."""
        self.view = view
        self.races.show_lines(
            view.lines,
            view.place_of(chosen),
            words=view.words,
            notes={name: (left.note, left.short) for name, left in self._left.items()},
            instead=view.instead,
        )
        library, found = view.library, len(view.found.races)
        bar = self.query_one(PickerBar)
        bar.tell(len(library.races), len(library.series), found, view.typed)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Tell of the line under the cursor."""
        if not self._size_notice.is_attached:
            return
        line = self.races.chosen
        name = line.info.name if isinstance(line, LibraryRace) else ""
        failed, listed = self._failed.get(name, ""), self.view.races_under(line)
        titles: tuple[Title, ...] = (Title(2, "Races", "by series", True),)
        if self.size.width < BESIDE:
            panel, tell = self.query_one("#facts-below", ChosenFacts), facts_below
            self.query_one("#facts-rule", PaneRule).titles = (Title(2, title_of(line)),)
        else:
            panel, tell = self.query_one("#facts", ChosenFacts), facts_beside
            titles += (Title(panel.region.x, title_of(line)),) if panel.region else ()
        panel.rows = tell(line, failed, listed, panel.outer_size.width, self.glyphs)
        self.query_one("#picker-rule", PaneRule).titles = titles
        self.query_one(KeyBar).cells = key_cells(
            self.keymap, line, typed=bool(self.words), left=name in self._left
        )

    # -- keys

    def on_key(self, event: Key) -> None:
        """Take what is typed to search for; while nothing is, letters may be for commands."""
        typed = event.character if event.is_printable else None
        if not typed or (not self.words and event.key in self._commands):
            return
        if self.words or typed not in ("/", " "):
            self._search(self.words + typed)
        event.stop()
        event.prevent_default()

    def on_paste(self, event: Paste) -> None:
        """Search for what is pasted, as if it were typed in one line."""
        event.stop()
        self._search(f"{self.words}{' '.join(event.text.split())}")

    @property
    def _commands(self) -> set[str]:
        keys = (self.keymap.get(key.id, key.keys) for key in _OWN_KEYS)
        return {name for names in keys for name in with_keypad(names).split(",")}

    def _search(self, typed: str) -> None:
        chosen = self.races.chosen
        if not self.words:
            self._before = chosen
        elif chosen is None and not typed:
            chosen = self._before  # nothing was found: back to where one was
        view = self.view.search(typed[:_MOST_LETTERS], chosen)
        # What one types for is a race: `enter` opens the first that is found.
        self._look(view, None if view.typed and isinstance(chosen, Head) else chosen)

    def action_choose(self, lines: int) -> None:
        """Go some lines down, or up."""
        self.races.move_to(self.races.cursor + lines)
        self._show_chosen()

    def action_page(self, pages: int) -> None:
        """Go as many lines as are seen."""
        self.action_choose(pages * max(self.races.outer_size.height - 1, 1))

    def action_first(self) -> None:
        """Go to the first line."""
        self.action_choose(-len(self.races.lines))

    def action_last(self) -> None:
        """Go to the last line."""
        self.action_choose(len(self.races.lines))

    def action_fold(self) -> None:
        """Shut the head the cursor is on, or that over it; from a shut season go to its series."""
        races = self.races
        line, above = races.chosen, head_above(races.lines, races.cursor)
        if isinstance(line, Head) and line.open:
            self._turn(line, False)
        elif isinstance(line, Head):
            self.action_choose(above - races.cursor)
        elif line is not None:
            head = races.lines[above]
            assert isinstance(head, Head)
            self._turn(head, False)

    def action_unfold(self) -> None:
        """Open the head the cursor is on, or go into one that is open."""
        line = self.races.chosen
        if isinstance(line, Head) and line.open:
            self.action_choose(1)
        elif isinstance(line, Head):
            self._turn(line, True)

    def _turn(self, head: Head, is_open: bool) -> None:
        self._look(self.view.turn(head, is_open), head)

    def action_erase(self) -> None:
        """Take back the last letter."""
        self._search(self.words[:-1])

    def action_clear(self) -> None:
        """Search for nothing."""
        self._search("")

    def action_help(self) -> None:
        """Show the keys."""
        from replay.tui.dialogs.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, _NOTES, self.glyphs, library=True))

    def action_open(self) -> None:
        """Open the race where it was left, or turn a head."""
        line = self.races.chosen
        if isinstance(line, Head):
            self._turn(line, not line.open)
        elif isinstance(line, LibraryRace):
            left = self._left.get(line.info.name)
            self._read(line.info.name, left.time if left else 0)

    def action_open_anew(self) -> None:
        """Open the race from its start."""
        line = self.races.chosen
        if isinstance(line, LibraryRace):
            self._read(line.info.name, 0)

    @on(RaceList.Clicked)
    def _clicked(self, message: RaceList.Clicked) -> None:
        races = self.races
        if message.line not in races.lines:
            return  # it has been folded or filtered out since
        index = list(races.lines).index(message.line)
        again = races.cursor == index
        races.move_to(index)
        self._show_chosen()
        if again or isinstance(message.line, Head):
            self.action_open()

    # -- opening

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, name: str, start: int) -> None:
        worker = get_current_worker()
        try:
            race = self._load(name)
        except ValueError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._fail, name, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, name, race, start)

    def _fail(self, name: str, error: str) -> None:
        self._failed[name] = error
        self._show_chosen()

    def _show(self, name: str, race: Race, start: int) -> None:
        screen = self._open(race, start, name)

        def left(time: int | None) -> None:
            before = self._left.pop(name, None)
            if time:
                lap = screen.recording.timeline.lap_at(time)
                self._left = {name: left_at(race.header, time, lap, self.glyphs), **self._left}
            elif time is None and before is not None:
                self._left[name] = before
            self._look(self.view.with_stops(list(self._left)), self.races.chosen)

        self.app.push_screen(screen, left)
