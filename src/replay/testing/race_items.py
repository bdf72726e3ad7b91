"""Race files as tests: each decodes, agrees with its result, gives nothing away, looks the same."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from replay.race.text import is_text, printable
from replay.testing.default_moments import default_moments
from replay.testing.kept_replay import PaintingError
from replay.testing.moments_file import (
    NAME,
    MomentsError,
    RaceScreens,
    moment_line,
    read_moments,
    stray_table,
)
from replay.testing.no_screen import NoScreen
from replay.testing.painter import ScreenPainter
from replay.testing.race_check import RaceFailed, check_race
from replay.testing.race_record import RaceRecord
from replay.testing.screen_look import PALETTE, SIZE
from replay.testing.screen_match import ScreenChanged
from replay.testing.session import ReplaySession
from replay.testing.snapshot_place import race_folder
from replay.testing.snapshot_use import snapshot_file_name
from replay.testing.spoiler import told_too_early
from replay.testing.told_failure import ToldFailure

_KEYWORD = re.compile(r"[\w:+\-.\[\]\\/]+")
"""What pytest takes as a word after `-k`."""


class MomentScreen(NamedTuple):
    """A screen of a race file: its moment, size, palette and pane; the empty pane is none."""

    moment: str
    size: str
    palette: str
    pane: str

    @property
    def _also(self) -> tuple[str, ...]:
        """What of it is not as usual."""
        usual = (f"{SIZE[0]}x{SIZE[1]}", PALETTE, "")
        return tuple(own for own, other in zip(self[1:], usual, strict=True) if own != other)

    @property
    def name(self) -> str:
        """What pytest calls it."""
        return printable(" ".join(("moment", self.moment, *self._also)))

    @property
    def file(self) -> str:
        """The name of its snapshot."""
        return snapshot_file_name(self.moment.replace(":", "."), *self._also)


class RaceItem(pytest.Item):
    """One thing that has to hold of a race file."""

    of_race_file = True

    def __init__(self, *, holds: Callable[[], None], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self._holds = holds

    def runtest(self) -> None:
        """Raise RaceFailed or ScreenChanged where it does not hold."""
        self._holds()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style=None):  # type: ignore[no-untyped-def]
        """Tell what is wrong in its own words, without a traceback."""
        if isinstance(excinfo.value, RaceFailed | ScreenChanged | NoScreen | PaintingError):
            return ToldFailure(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[str, int | None, str]:
        """Tell where it stands: the file, safe to print."""
        file = self.nodeid.removesuffix(f"::{self.name}")
        return printable(str(self.path)), None, f"{file}: {self.name}"


class RaceTests(pytest.File):
    """A race file, collected."""

    replay: ReplaySession
    sizes: tuple[str, ...] | None

    def collect(self) -> Iterator[RaceItem]:
        """Give its items; of a file that cannot be read only that it does not decode."""
        try:
            record = self.replay.source.record(self.path)
        except NoScreen as error:
            self.replay.use.not_whole(self.path)
            yield self._item("decodes", _fails(str(error)))
            return
        yield self._item("decodes", lambda: None)
        yield self._item("check", partial(_check, record))
        try:
            screens = read_moments(self.path.parent, self.path.stem)
        except MomentsError as error:
            self.replay.use.not_whole(self.path)
            yield self._item("moments", _fails(str(error)))
            return
        if (stray := stray_table(self.path.parent)) is not None:
            yield self._item("moments", _fails(str(stray)))
        moments = screens.moments or default_moments(record.timeline)
        painter = self.replay.source.painter
        yield self._item("spoiler", partial(_keep_secrets, record, moments, painter))
        yield from self._screens(record, moments, screens)

    def _item(self, name: str, holds: Callable[[], None]) -> RaceItem:
        item: RaceItem = RaceItem.from_parent(self, name=name, holds=holds)
        return item

    def _screens(
        self, record: RaceRecord, moments: Iterable[str], screens: RaceScreens
    ) -> Iterator[RaceItem]:
        sizes = self.sizes or screens.sizes
        for each in product(moments, sizes, screens.palettes, screens.panes):
            wanted = MomentScreen(*each)
            named = screens.moments is not None
            item = self._item(wanted.name, partial(self._compare, record, wanted, named))
            self.replay.use.compares(item.nodeid)
            yield item

    def _compare(self, record: RaceRecord, wanted: MomentScreen, named: bool) -> None:
        """Hold the screen of a moment against its snapshot; `named`: in the file of moments."""
        moment, size, palette, pane = wanted
        try:
            screen = self.replay.source.screen(record, moment, size, palette, pane or None)
        except NoScreen as error:
            line = moment_line(self.path.parent, self.path.stem, moment) if named else None
            where = f" ({NAME}, line {line})" if line else ""
            raise RaceFailed(f"{error}{where}") from None
        path = race_folder(self.path) / wanted.file
        alone = f"--replay {self._alone(wanted.name)}"
        self.replay.match(screen, path, f"{self.nodeid}::{wanted.name}", alone)

    def _alone(self, item: str) -> str:
        """Give the arguments with which pytest runs an item; it takes no path with a bracket."""
        told = self.replay.told(self.path)
        if "[" not in told:
            return shlex.quote(f"{told}::{item}")
        words = [self.path.name, *item.split()]
        if not all(map(_KEYWORD.fullmatch, words)):
            words = ["moment"]
        return f"-k {shlex.quote(' and '.join(words))}"


def _keep_secrets(record: RaceRecord, moments: Iterable[str], painter: ScreenPainter) -> None:
    """Raise RaceFailed where a screen changes with what comes later than its moment."""
    told = told_too_early(record, moments, painter)
    if told:
        raise RaceFailed("\n".join(told))


def _fails(message: str) -> Callable[[], None]:
    def fail() -> None:
        raise RaceFailed(message)

    return fail


def _check(record: RaceRecord) -> None:
    if not check_race(record):
        pytest.skip("no official result in this file")


def race_file(
    parent: pytest.Collector, path: Path, session: ReplaySession, sizes: tuple[str, ...] | None
) -> RaceTests:
    """Collect a race file; where its path is not safe to print, under one that is."""
    file: RaceTests
    try:
        told = path.relative_to(session.root).as_posix()
    except ValueError:
        told = path.as_posix()
    if is_text(told):
        file = RaceTests.from_parent(parent, path=path)
    else:
        file = RaceTests.from_parent(
            parent, path=path, name=printable(path.name), nodeid=printable(told)
        )
    file.replay, file.sizes = session, sizes
    return file
