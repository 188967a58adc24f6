"""Where the files that are not code lie: inside the wheel, or beside the package in a source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "_resources"
ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of a shipped resource, such as path("fonts", "Inter-Regular.otf")."""
    return ROOT.joinpath(*parts)
