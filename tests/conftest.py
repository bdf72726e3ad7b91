"""What holds for every test.

Laws are tried on the same examples in every run (`tests/laws.py`). Snapshots are pictures made by
one version of Textual: compared and renewed only with it.
"""

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
