"""What all tests share: no screen, so that windows are drawn in memory and look the same everywhere."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import profiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt asks the desktop for fonts, colours and portals otherwise, and tests would differ from one machine to the next.
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")
profiles.register()


@pytest.fixture(scope="module", autouse=True)
def _child_ends() -> Iterator[None]:
    """End the process that sets pages, where a module's tests had one."""
    yield
    rendering = sys.modules.get("clipper.reports.rendering")
    if rendering is not None:
        rendering.renderer().close()


@pytest.fixture(scope="session")
def _no_backups_yet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(autouse=True)
def _backups_elsewhere(_no_backups_yet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes among the backups of the person who runs it; libraries of two tests lie in two folders."""
    monkeypatch.setattr("clipper.places.backups_folder", lambda: _no_backups_yet)
