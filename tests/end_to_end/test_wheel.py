"""The wheel holds all that the program needs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


def test_the_installed_wheel_makes_and_checks_a_library_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "elsewhere"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--target",
        str(installed),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    environment = {**os.environ, "PYTHONPATH": str(installed), "CLIPPER_LIBRARY": str(tmp_path / "library.clipper")}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "clipper", *arguments]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import clipper.resources as r; print(r.ROOT)"
    root = subprocess.run([sys.executable, "-c", where], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert Path(root.stdout.strip()) == installed / "clipper" / "_resources"
    (tmp_path / "mention.txt").write_text("Ports close, CBC News, May 3, 2021\n", encoding="utf-8")
    run("add", "mention.txt")
    assert "is sound: 1 clipping." in run("check")
    run("report", "--month", "2017-12", "--out", str(tmp_path / "report.pdf"))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_licences_of_fonts_and_icons_lie_beside_them(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for family in ("Inter", "SourceSerif4", "Noto"):
        assert any(name.startswith(f"clipper/_resources/fonts/LICENSE-{family}") for name in names)
    assert "clipper/_resources/icons/LICENSE-Lucide.txt" in names
