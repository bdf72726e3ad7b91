"""One test for a rule that holds in every module, so that a rule is told by one name."""

from collections.abc import Callable, Iterable
from pathlib import Path


def in_each(
    paths: Iterable[Path], root: Path
) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Hold a rule in each of some modules; where it breaks is named from the folder `root`."""

    def hold(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as error:
                    broken.append(f"{path.relative_to(root)}: {error}")
            assert not broken, "\n".join(broken)

        # Not `wraps`: pytest would ask for the path as for a fixture.
        test.__name__, test.__doc__, test.__module__ = rule.__name__, rule.__doc__, rule.__module__
        return test

    return hold
