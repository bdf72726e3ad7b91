"""The marker `moments`: what it asks for, and what in it cannot be meant."""

from typing import NamedTuple

import pytest

from replay.testing.one_run import session_begun, sizes_of

MARKER = "moments"
"""What the marker is called."""


class MomentWanted(NamedTuple):
    """What the marker asks for; None where it says nothing of it."""

    at: str | None = None
    size: str | None = None
    palette: str | None = None


class MarkerError(ValueError):
    """What the marker says cannot be meant. `str()` says why in one clear line."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a marked test once for each moment, size and palette; a wrong marker is told by it."""
    if metafunc.definition.get_closest_marker(MARKER) is None:
        return
    try:
        wanted = _wanted(metafunc.definition)
    except MarkerError:
        return
    ids = ["-".join(str(part) for part in one if part is not None) for one in wanted]
    metafunc.parametrize("replay_moment", wanted, ids=ids, indirect=True)


def note_wrong_markers(items: list[pytest.Item]) -> None:
    """Note that of a file with a wrong marker not everything is run."""
    for item in items:
        session = session_begun(item.config)
        if session is not None and _mistake(item) is not None:
            session.use.not_whole(item.path)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a test whose marker cannot be meant."""
    if (told := _mistake(item)) is not None:
        pytest.fail(told, pytrace=False)


def _mistake(item: pytest.Item) -> str | None:
    if item.get_closest_marker(MARKER) is None:
        return None
    try:
        _wanted(item)
    except MarkerError as error:
        return str(error)
    return None


def _wanted(item: pytest.Item) -> list[MomentWanted]:
    """Give what the nearest marker of a test asks for, every combination of it."""
    if sum(mark.name == MARKER for mark in item.own_markers) > 1:
        raise MarkerError("it has two markers moments: name all moments in one")
    marker = item.get_closest_marker(MARKER)
    assert marker is not None
    unknown = sorted(marker.kwargs.keys() - {"sizes", "palettes"})
    if unknown:
        raise MarkerError(f"the marker moments has no {unknown[0]!r}: sizes and palettes")
    if "replay_moment" not in getattr(item, "fixturenames", ()):
        raise MarkerError("the marker moments needs the fixture replay_screen")
    if not marker.args and not marker.kwargs:
        raise MarkerError('the marker moments names none: moments("L80", "finish")')
    moments = _texts("moments", marker.args, 'moments("L80", "finish")')
    sizes = _texts("sizes", marker.kwargs.get("sizes", ()), 'sizes=["80x24", "120x40"]')
    palettes = _texts("palettes", marker.kwargs.get("palettes", ()), 'palettes=["night", "none"]')
    _look(sizes, palettes)
    return [
        MomentWanted(at, size, palette)
        for at in moments or (None,)
        for size in sizes_of(item.config) or sizes or (None,)
        for palette in palettes or (None,)
    ]


def _texts(name: str, given: object, example: str) -> tuple[str, ...]:
    """Take a list of texts, none of them twice."""
    found = given if isinstance(given, list | tuple) else [None]
    texts = tuple(one for one in found if isinstance(one, str) and one.strip())
    if len(texts) < len(found):
        raise MarkerError(f"{name} of the marker are texts: {example}")
    for one in texts:
        if texts.count(one) > 1:
            raise MarkerError(f"the marker moments has {one!r} twice")
    return texts


def _look(sizes: tuple[str, ...], palettes: tuple[str, ...]) -> None:
    if not sizes and not palettes:
        return
    from replay.testing.screen_look import SIZE, LookError, look_of, read_size

    try:
        for size in sizes:
            read_size(size)
        for palette in palettes:
            look_of(SIZE, palette)
    except LookError as error:
        raise MarkerError(f"the marker moments: {error}") from None
