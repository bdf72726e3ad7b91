"""What holds for every test.

Laws are tried on the same examples in every run (`tests/laws.py`). Snapshots are pictures made by
one version of Textual: compared and renewed only with it. What a viewer keeps of races goes to a
folder of the tests, here and in the programs that they start.
"""

import os
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from tests.laws import register_profiles

MADE_WITH = "8.2.8"

register_profiles()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if version("textual") == MADE_WITH:
        return
    if config.getoption("snapshot_update", False):
        raise pytest.UsageError(f"snapshots are made with Textual {MADE_WITH}")
    skip = pytest.mark.skip(reason=f"snapshots are made with Textual {MADE_WITH}")
    for item in items:
        if "snap_compare" in getattr(item, "fixturenames", ()):
            item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def _state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what viewers keep out of the folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_STATE_HOME", str(tmp_path_factory.mktemp("states")))
        yield
