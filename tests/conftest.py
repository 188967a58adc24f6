"""What all tests share: no screen, so that windows are drawn in memory and look the same everywhere."""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.hostile.fixtures import trap  # noqa: F401  a fixture of all tests

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt asks the desktop for fonts, colours and portals otherwise, and tests would differ from one machine to the next.
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")


@pytest.fixture(scope="module", autouse=True)
def _child_ends() -> Iterator[None]:
    """End the process that sets pages, where a module's tests had one."""
    yield
    rendering = sys.modules.get("clipper.reports.rendering")
    if rendering is not None:
        rendering.renderer().close()
