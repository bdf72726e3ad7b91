"""Where tests get screens from: races that are read once, and painters that are kept running."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from replay import racefile
from replay.race.moment_words import NoSuchMoment
from replay.race.text import printable
from replay.testing.no_screen import NoScreen
from replay.testing.painted_screen import PaintedScreen, ScreenWish
from replay.testing.painter import ScreenPainter
from replay.testing.pressed_keys import KeyNameError, ScreenEnded, read_keys
from replay.testing.race_record import RaceLike, RaceRecord, RacesUnderTest
from replay.testing.screen_look import LookError, look_of, read_size
from replay.tui.instruments import Instrument, InstrumentError, read_instrument

T = TypeVar("T")


class ScreenSource:
    """Paints the screens that tests ask for; paths are told as seen from `root`."""

    def __init__(self, root: Path) -> None:
        self.records = RacesUnderTest(root)
        self._painter: ScreenPainter | None = None

    @property
    def painter(self) -> ScreenPainter:
        """What paints: begun at first use."""
        if self._painter is None:
            self._painter = ScreenPainter()
        return self._painter

    def close(self) -> None:
        """End what is running."""
        if self._painter is not None:
            self._painter.close()

    def record(self, race: RaceLike, folders: Sequence[Path] = ()) -> RaceRecord:
        """Give a race; NoScreen where there is none, or where its file is wrong."""
        if not isinstance(race, RaceLike):
            kind = type(race).__name__
            raise NoScreen(f"a race is a name, a path, the bytes of a file or a Race, not {kind}")
        try:
            return self.records.of(race, folders)
        except racefile.RaceFileError as error:
            raise NoScreen(str(error)) from None

    def screen(
        self,
        record: RaceRecord,
        at: str,
        size: str | Sequence[int],
        palette: str,
        pane: str | None = None,
    ) -> PaintedScreen:
        """Paint the screen of a moment; NoScreen where there is no such thing."""
        try:
            return self.paint(record, ScreenWish(at, read_size(size), palette, pane))
        except LookError as error:
            raise NoScreen(str(error)) from None

    def paint(self, record: RaceRecord, wish: ScreenWish) -> PaintedScreen:
        """Paint the screen that is meant; NoScreen where there is none."""
        _as_texts(wish)
        painting = self._asked(self.painter.paint, record, wish)
        return PaintedScreen(record, wish, painting, self)

    def picture(self, record: RaceRecord, wish: ScreenWish) -> str:
        """Draw the screen that is meant as SVG; NoScreen where there is none."""
        return self._asked(self.painter.picture, record, wish)

    def _asked(self, ask: Callable[..., T], record: RaceRecord, wish: ScreenWish) -> T:
        try:
            return ask(
                record.race,
                record.time(wish.at),
                look_of(wish.size, wish.palette),
                _instrument(record, wish),
                read_keys(wish.keys),
            )
        except (NoSuchMoment, LookError, InstrumentError, KeyNameError) as error:
            raise NoScreen(printable(str(error))) from None
        except ScreenEnded:
            raise NoScreen(f"{printable(wish.keys)}: the last key leaves no screen") from None


def _as_texts(wish: ScreenWish) -> None:
    """Raise NoScreen where a part of a wish is no text, such as a lap for a moment."""
    examples = {"at": "L80", "palette": "night", "pane": "gap", "keys": "right*3 i"}
    for part, example in examples.items():
        given = getattr(wish, part)
        if not isinstance(given, str | None):
            raise NoScreen(f"{part} is a text, such as {example!r}, not {given!r}")


def _instrument(record: RaceRecord, wish: ScreenWish) -> Instrument | None:
    return None if wish.pane is None else read_instrument(wish.pane, record.race.entries)
