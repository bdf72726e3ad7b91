"""What tests of the plug-in share: a project in a folder of its own."""

import pytest
from tests.testing.runs import Project


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project without tests, in which `print` and colours are as a pipe has them."""
    monkeypatch.delenv("PY_COLORS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Project(pytester)
