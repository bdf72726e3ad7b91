"""The fixtures for tests in Python: they paint, compare and check."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest

from replay.testing.moments_marker import MomentWanted
from replay.testing.one_run import session_of

if TYPE_CHECKING:
    from replay.race.finding import Finding
    from replay.testing.painted_screen import PaintedScreen
    from replay.testing.race_record import RaceLike

T = TypeVar("T")


class PaintsScreens(Protocol):
    """What `replay_screen` is: it paints the screen of a race at a moment.

    `race` is a name, a path (as seen from the test's folder or the root folder), a `Race`, or the
    bytes of a race file. `at` is a moment as the command line names it (default: the grid), `size`
    columns and rows (120 x 40), `palette` night, paper, none (no colour), ascii or any theme
    (night), `pane` an instrument as of `replay frame --pane`. A marker `moments` gives other
    defaults. A name is that of a race that comes with replay, or of your own data folder, also
    where the project has a file of that name: that is `races/kansas-2024.json`. NoScreen, a
    ValueError, tells in one line where there is no such thing.
    """

    def __call__(
        self,
        race: "RaceLike",
        at: str | None = None,
        size: str | tuple[int, int] | None = None,
        palette: str | None = None,
        pane: str | None = None,
    ) -> "PaintedScreen":
        """Paint it."""
        ...


class MatchesScreens(Protocol):
    """What `replay_match` is: it compares a screen with its snapshot, called `name`.

    Without a name it is called by its moment, and pane; two of one test never have the same.
    ScreenChanged, an AssertionError, tells what changed.
    """

    def __call__(self, screen: "PaintedScreen", name: str | None = None) -> None:
        """Compare it."""
        ...


class ChecksRaces(Protocol):
    """What `replay_check` is: it holds a race against its own official result.

    It gives what was found, nothing where no result was published; RaceFailed, an AssertionError,
    tells the rules that failed, and NoScreen, a ValueError, that there is no such race.
    """

    def __call__(self, race: "RaceLike") -> "tuple[Finding, ...]":
        """Check it."""
        ...


@pytest.fixture
def replay_moment(request: pytest.FixtureRequest) -> MomentWanted:
    """What the marker `moments` asks for in this run of a test."""
    wanted: MomentWanted = getattr(request, "param", MomentWanted())
    return wanted


@pytest.fixture
def replay_screen(request: pytest.FixtureRequest, replay_moment: MomentWanted) -> PaintsScreens:
    """Paint the screen of a race at a moment, without a terminal and without waiting."""

    def paint(
        race: "RaceLike",
        at: str | None = None,
        size: str | tuple[int, int] | None = None,
        palette: str | None = None,
        pane: str | None = None,
    ) -> "PaintedScreen":
        __tracebackhide__ = True
        from replay.testing.no_screen import told_where_asked
        from replay.testing.screen_look import PALETTE, SIZE

        source = session_of(request.config).source
        record = told_where_asked(source.record)(race, _folders(request))
        return told_where_asked(source.screen)(
            record,
            _first(at, replay_moment.at, "grid"),
            size if size is not None else replay_moment.size or SIZE,
            _first(palette, replay_moment.palette, PALETTE),
            pane,
        )

    return paint


@pytest.fixture
def replay_match(request: pytest.FixtureRequest) -> MatchesScreens:
    """Compare a screen with its snapshot, as often as one likes in a test."""
    session, used = session_of(request.config), set[str]()
    nodeid, module = request.node.nodeid, request.path

    def match(screen: "PaintedScreen", name: str | None = None) -> None:
        __tracebackhide__ = True
        from replay.testing.painted_screen import PaintedScreen
        from replay.testing.snapshot_place import folder_of_test
        from replay.testing.snapshot_use import snapshot_file_name

        if not isinstance(screen, PaintedScreen):
            kind = type(screen).__name__
            raise TypeError(f"replay_match takes a screen that replay_screen gave, not {kind}")
        if name is not None and not (isinstance(name, str) and name.strip()):
            raise ValueError(f"a screen is called by a text, such as 'three laps on', not {name!r}")
        parts = (screen.wish.at.replace(":", "."), screen.wish.pane or "")
        file = snapshot_file_name(*(parts if name is None else (name,)))
        if file.casefold() in used:
            other = "a name" if name is None else "another name"
            raise AssertionError(f"two screens of this test are called {file[:-4]}: give {other}")
        used.add(file.casefold())
        test = shlex.quote(f"{session.told(module)}::{nodeid.partition('::')[2]}")
        session.match(screen, folder_of_test(module, nodeid) / file, nodeid, test)

    return match


@pytest.fixture
def replay_check(request: pytest.FixtureRequest) -> ChecksRaces:
    """Hold a race against its own official result."""
    session = session_of(request.config)

    def check(race: "RaceLike") -> "tuple[Finding, ...]":
        __tracebackhide__ = True
        from replay.testing.no_screen import told_where_asked
        from replay.testing.race_check import check_race

        record = told_where_asked(session.source.record)(race, _folders(request))
        return told_where_asked(check_race)(record)

    return check


def _first(given: T | None, wanted: T | None, usual: T) -> T:
    """Give what a test says, else what its marker says, else the usual."""
    return given if given is not None else wanted if wanted is not None else usual


def _folders(request: pytest.FixtureRequest) -> list[Path]:
    return [request.path.parent, request.config.rootpath]
