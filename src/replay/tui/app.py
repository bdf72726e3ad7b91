"""The app: themes, signals, and which screen comes first."""

import asyncio
import gc
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import copy_context
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from textual import constants, on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.driver import Driver
from textual.events import Event, InputEvent, Key, Paste, Resize
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Input

from replay.race.model import Race
from replay.state.kept_races import KeptRaces
from replay.terminal.signals import SignalHandler
from replay.tui.drawing.cells import plain
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.key import with_keypad
from replay.tui.keys import BY_ID
from replay.tui.monochrome import Greys
from replay.tui.pacing import Pacing
from replay.tui.replay_screen import ReplayScreen
from replay.tui.resting_cursor import resting_cell
from replay.tui.terminal_size import too_small
from replay.tui.theme import NIGHT, THEMES, theme_variable_defaults
from replay.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from replay.race.library import RaceInfo


_GREYS = Greys()
_OURS = {theme.name: theme for theme in THEMES}


def _nothing(name: str) -> Race:
    raise ValueError(f"{name}: no race of that name")


class ReplayApp(App[None]):
    """Shows one race, or without one the picker.

    `name` is what the command line calls the race by. `load` opens a listed race by its name and
    raises ValueError with one clear line if it cannot. `start` is in ticks; `finish_line` opens
    with the whole screen for the line, `pacing` is how the clock plays. `keymap` maps ids of
    `replay.tui.keys` to keys. `now` gives nanoseconds and is left as it is but in tests. `kept` is
    what is kept of races, by the names that open them: without it places left and bookmarks last
    as long as the app.
    """

    TITLE = "replay"
    CSS_PATH = "app.tcss"
    # As the default, and not set later: the colours of a theme are then made once for a start.
    theme: Reactive[str] = Reactive(NIGHT.name)
    # In the picker and the dialogs as on the replay, whatever has the focus.
    BINDINGS = [
        Binding("ctrl+c", "quit", "Quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True, id="suspend"),
        Binding(
            "ctrl+p", "command_palette", "ReplayPalette", show=False, priority=True, id="palette"
        ),
    ]

    def __init__(
        self,
        race: Race | None = None,
        *,
        name: str = "",
        listings: "Sequence[RaceInfo]" = (),
        load: Callable[[str], Race] = _nothing,
        start: int = 0,
        speed: Fraction = Fraction(1),
        theme: str | None = None,
        ascii: bool = False,
        keymap: Mapping[str, str] | None = None,
        slow_motion: bool = True,
        finish_line: bool = False,
        pacing: Pacing = Pacing(),  # noqa: B008  (an immutable value)
        now: Callable[[], int] | None = None,
        kept: KeptRaces | None = None,
    ) -> None:
        self._race = race
        self._race_name = name
        self.kept = kept or KeptRaces()
        self._listings = tuple(listings)
        self._load = load
        self._start = start
        self._speed = speed
        self._slow_motion = slow_motion
        self._finish_line = finish_line
        self._pacing = pacing
        self._now = now
        self._signals: SignalHandler | None = None
        self._typed_ahead = TypedAhead(self)
        self.glyphs = ASCII if ascii else UNICODE
        self._keymap_given: Mapping[str, str] = dict(keymap or {})
        self._typed_at = Offset(0, 0)
        # Textual reads the styles of every screen as it opens, but not those of the first.
        super().__init__(css_path=None if race else [self.CSS_PATH, "picker/race_picker.tcss"])
        for ours in THEMES:
            self.register_theme(ours)
        if theme is not None:
            self.theme = theme
        self.set_keymap({id: with_keypad(keys) for id, keys in self._keymap_given.items()})

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor rests: asked for as something is painted."""
        cell = resting_cell(self.screen) if self.screen_stack else None
        return self._typed_at if cell is None else cell

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        """Take the cursor of a line in which something is typed."""
        self._typed_at = offset

    def get_default_screen(self) -> Screen[Any]:
        """Open the race, or the picker where none was named."""
        if self._race is not None:
            return self.replay(self._race, name=self._race_name)
        from replay.tui.picker.race_picker import RacePicker

        places = self.kept.places
        return RacePicker(
            self._listings, self._load, self.replay, self.glyphs, self._keymap_given, places
        )

    def replay(self, race: Race, start: int | None = None, name: str = "") -> ReplayScreen:
        """Make the screen of a race, from `start` ticks on; `name` is as the list has it."""
        return ReplayScreen(
            race,
            name=name,
            start=self._start if start is None else start,
            rate=self._speed,
            glyphs=self.glyphs,
            keymap=self._keymap_given,
            slow_motion=self._slow_motion,
            finish_line=self._finish_line,
            pacing=self._pacing,
            now=self._now,
            kept=self.kept.race(name),
        )

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer the themes; keys, help and quit are commands of our own."""
        return (it for it in super().get_system_commands(screen) if it.title == "Theme")

    def get_theme(self, theme_name: str) -> Theme | None:
        """Give a theme by its name, or the first there is of several between commas.

        Textual asks for every row it draws, and before ours can be registered.
        """
        return _OURS.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own colours to every theme."""
        return theme_variable_defaults(self.current_theme)

    def get_driver_class(self) -> type[Driver]:
        """Take our own driver for terminals, unless the user names another."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from replay.terminal.driver import TerminalDriver

        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take colours away by one rule in every theme, also after a change of the theme."""
        filters = super().get_line_filters()
        if not self.no_color:
            return filters
        return [_GREYS if isinstance(it, Monochrome | NoColor) else it for it in filters]

    def on_load(self) -> None:
        """Give the terminal back whatever ends the program; this is before it is taken."""
        loop, context = asyncio.get_running_loop(), copy_context()

        def ask(code: int) -> None:
            loop.call_soon_threadsafe(self.exit, None, code, context=context)

        def abandon() -> None:
            getattr(self._driver, "abandon", lambda: None)()

        self._signals = SignalHandler(ask, abandon)
        self._signals.install()

    def on_unmount(self) -> None:
        """Let signals do what they did: the terminal has been given back."""
        if self._signals is not None:
            self._signals.restore()

    def on_mount(self) -> None:
        """Paint all of the screen again when the shell hands the terminal back."""
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh())

    def on_ready(self) -> None:
        """Do what is left for when the first screen stands."""
        self.collect_garbage()

    def collect_garbage(self) -> None:
        """Collect garbage again, but never what the start has left for good.

        Whoever opens the screen may stop the collector before its imports: half of a start is
        spent in it otherwise.
        """
        gc.freeze()
        gc.enable()

    async def on_event(self, event: Event) -> None:
        """Do nothing that cannot be seen: on a terminal too small for it keys quit or suspend.

        What is typed after the last key of all is dropped: nothing could be mounted any more.
        """
        typed = isinstance(event, InputEvent | Paste)
        if typed and (self._exit or not self._running):
            return
        by_keyboard = isinstance(event, Key | Paste) and not event.is_forwarded
        if by_keyboard and self._typed_ahead.must_wait(event):
            return
        if typed and not event.is_forwarded and too_small(self.size):
            if isinstance(event, Key) and event.key in self._keys_of("quit"):
                self.exit()
            elif not (isinstance(event, Key) and event.key in self._keys_of("suspend")):
                return
        if isinstance(event, Key) and event.is_forwarded:
            await self._on_key_left_over(event)
        else:
            await super().on_event(event)

    async def _on_key_left_over(self, event: Key) -> None:
        """Add a letter to the search where one is typed, else run the command of the key."""
        taken = getattr(self.screen, "take_key", None) if self.screen_stack else None
        if taken is None or not taken(event):
            await super().on_event(event)

    def _keys_of(self, command: str) -> list[str]:
        keys = self._keymap_given.get(command, BY_ID[command].keys)
        always = ["ctrl+c", "ctrl+q"] if command == "quit" else []
        return [*with_keypad(keys).split(","), *always]

    def on_resize(self, event: Resize) -> None:
        """Close palettes and dialogs below the smallest size: they cannot be laid out there."""
        if too_small(event.size):
            while self.screen_stack and self.screen.is_modal:
                self.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open no palette where it cannot be laid out."""
        return action != "command_palette" or not too_small(self.size)

    def action_command_palette(self) -> None:
        """Open the palette."""
        from replay.tui.dialogs.replay_palette import ReplayPalette

        if not isinstance(self.screen, CommandPalette):
            # no id: one that is closing has not gone yet
            self.push_screen(ReplayPalette(placeholder="Search for commands"))

    def search_themes(self) -> None:
        """Open the palette of the themes."""
        from textual.theme import ThemeProvider

        from replay.tui.dialogs.replay_palette import ReplayPalette

        self.push_screen(ReplayPalette(providers=[ThemeProvider], placeholder="Search for themes"))

    @on(CommandPalette.Opened)
    def _plain_palette(self) -> None:
        """Draw the palette, too, with what the terminal can show, and without its emoji."""
        if not self.screen_stack:
            return  # it opened as the app ended
        for sign in self.screen.query("SearchIcon"):
            sign.display = False
        for words in self.screen.query(Input):
            words.cursor_blink = self.animation_level != "none"
        if not self.glyphs.ascii:
            return
        for words in self.screen.query(Input):
            words.placeholder = plain(words.placeholder)
        for sign in self.screen.query("LoadingIndicator"):
            sign.display = False
        for framed in self.screen.query("#--input, CommandList"):
            framed.styles.border = ("none", "black")
            framed.styles.scrollbar_size_vertical = 0
