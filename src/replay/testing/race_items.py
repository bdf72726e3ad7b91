"""Race files as tests: each decodes, agrees with its result, gives nothing away, looks the same."""

import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from replay.race.moment_words import NoSuchMoment
from replay.race.text import is_text, printable
from replay.testing.cell_grid import cell_grid
from replay.testing.changes import screen_changes
from replay.testing.cut_race import cut
from replay.testing.default_moments import default_moments
from replay.testing.kept_replay import PaintingError
from replay.testing.moments_file import (
    NAME,
    MomentsError,
    RaceScreens,
    moment_line,
    read_moments,
)
from replay.testing.race_check import RaceFailed, check_race
from replay.testing.race_record import RaceRecord
from replay.testing.screen_look import PALETTE, SIZE, look_of, palette_of_look
from replay.testing.screen_match import ScreenChanged
from replay.testing.screen_source import NoScreen
from replay.testing.session import ReplaySession
from replay.testing.snapshot_place import race_folder
from replay.testing.snapshot_use import snapshot_file_name
from replay.testing.style_names import StyleNames


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
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[str, int | None, str]:
        """Tell where it stands: the file, safe to print."""
        return printable(str(self.path)), None, f"{printable(self.path.name)}: {self.name}"


class RaceTests(pytest.File):
    """A race file, collected."""

    replay: ReplaySession
    sizes: tuple[str, ...] | None

    def collect(self) -> Iterator[RaceItem]:
        """Give its items; of a file that cannot be read only that it does not decode."""
        try:
            record = self.replay.source.record(self.path)
        except NoScreen as error:
            yield self._item("decodes", _fails(str(error)))
            return
        yield self._item("decodes", lambda: None)
        yield self._item("check", lambda: _check(record))
        try:
            screens = read_moments(self.path.parent, self.path.stem)
        except MomentsError as error:
            yield self._item("moments", _fails(str(error)))
            return
        moments = screens.moments or default_moments(record.timeline)
        yield self._item("spoiler", lambda: self._keep_secrets(record, moments))
        yield from self._screens(record, moments, screens)

    def _item(self, name: str, holds: Callable[[], None]) -> RaceItem:
        item: RaceItem = RaceItem.from_parent(self, name=printable(name), holds=holds)
        return item

    def _screens(
        self, record: RaceRecord, moments: Iterable[str], screens: RaceScreens
    ) -> Iterator[RaceItem]:
        named = screens.moments is not None
        for moment in moments:
            for size in self.sizes or screens.sizes:
                for palette in screens.palettes:
                    for pane in screens.panes:
                        also = (
                            size if size != f"{SIZE[0]}x{SIZE[1]}" else "",
                            palette if palette != PALETTE else "",
                            pane,
                        )
                        name = " ".join(part for part in ("moment", moment, *also) if part)
                        file = snapshot_file_name(moment.replace(":", "."), *also)
                        wanted = (moment, size, palette, pane or None)
                        holds = self._moment(record, wanted, file, name, named=named)
                        yield self._item(name, holds)

    def _moment(
        self,
        record: RaceRecord,
        wanted: tuple[str, str, str, str | None],
        file: str,
        name: str,
        *,
        named: bool,
    ) -> Callable[[], None]:
        path = race_folder(self.path) / file

        def holds() -> None:
            try:
                screen = self.replay.source.screen(record, *wanted)
            except NoScreen as error:
                moment = wanted[0]
                line = moment_line(self.path.parent, self.path.stem, moment) if named else None
                where = f" ({NAME}, line {line})" if line else ""
                raise RaceFailed(f"{error}{where}") from None
            test = shlex.quote(f"{self.replay.told(self.path)}::{name}")
            self.replay.match(screen, path, f"{self.nodeid}::{name}", f"--replay {test}")

        return holds

    def _keep_secrets(self, record: RaceRecord, moments: Iterable[str]) -> None:
        """Raise RaceFailed where a screen changes with what comes later than its moment."""
        painter = self.replay.source.painter
        look, names = look_of(SIZE, PALETTE), StyleNames(palette_of_look(PALETTE))
        told: list[str] = []
        for moment in moments:
            try:
                time = record.time(moment)
            except NoSuchMoment:
                continue  # its own item says so
            if time >= record.timeline.end:
                continue  # nothing comes later
            whole = painter.paint(record.race, time, look)
            short = painter.paint(cut(record.race, time), time, look, keep=False)
            before, after = cell_grid(short.rows), cell_grid(whole.rows)
            changes = screen_changes(before, after, whole.map, names)
            if changes is not None:
                told += [f"at {printable(moment)} the screen tells what comes later:"]
                told += [f"  {line}" for line in changes.lines()]
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
