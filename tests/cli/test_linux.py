"""What is asked of the command line on Linux only."""

from pathlib import Path

from tests.cli.test_process import clipper


def test_a_screen_that_does_not_answer_is_named_in_a_sentence(tmp_path: Path) -> None:
    done = clipper(tmp_path, DISPLAY=":987", QT_QPA_PLATFORM="", WAYLAND_DISPLAY="")
    assert done.returncode == 3
    assert ":987" in done.stderr
