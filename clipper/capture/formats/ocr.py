"""Reads pictures of pages with Tesseract, where it is installed: a program of its own, asked page by page."""

import os
import re
import shutil
import subprocess  # an installed program by its path, with fixed arguments
from collections.abc import Sequence

_SECONDS = 90
_WANTED = ("eng", "fra")
_FULL = 0.6
_BROKEN = re.compile(r"[^\W\d_]-$")


def command() -> list[str] | None:
    """Return how Tesseract is called, None where it is not installed."""
    program = shutil.which("tesseract")
    return [program] if program else None


def languages(tesseract: Sequence[str]) -> list[str]:
    """Return which of the wanted languages are installed; none where Tesseract does not answer."""
    try:
        done = subprocess.run(  # noqa: S603
            [*tesseract, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return []
    installed = (done.stdout + done.stderr).decode("utf-8", "replace").split()
    return [language for language in _WANTED if language in installed]


def _environment() -> dict[str, str]:
    """One page is read faster by one thread: https://tesseract-ocr.github.io/tessdoc/FAQ.html"""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def paragraphs_in(tesseract: Sequence[str], picture: bytes, spoken: Sequence[str]) -> list[str] | None:
    """Return the paragraphs of a picture, None where Tesseract fails on it or takes too long."""
    chosen = ["-l", "+".join(spoken)] if spoken else []
    try:
        done = subprocess.run(  # noqa: S603
            [*tesseract, "stdin", "stdout", *chosen, "--psm", "1"],
            input=picture, capture_output=True, timeout=_SECONDS, check=True, env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return _paragraphs_of(done.stdout.decode("utf-8", "replace").replace("\r\n", "\n").replace("\f", "\n\n"))


def _paragraphs_of(text: str) -> list[str]:
    """Return paragraphs, each on one line; a line that ends early ends its paragraph, unless the sentence goes on."""
    longest = max(map(len, text.split("\n")))
    paragraphs: list[str] = []
    before, goes_on = "", False
    for line in (" ".join(line.split()) for line in text.split("\n")):
        if line and paragraphs and (goes_on or (before and line[0].islower())):
            broken = _BROKEN.search(paragraphs[-1]) and line[0].islower()
            paragraphs[-1] = f"{paragraphs[-1][:-1]}{line}" if broken else f"{paragraphs[-1]} {line}"
        elif line:
            paragraphs.append(line)
        before, goes_on = line, bool(line) and len(line) >= _FULL * longest
    return paragraphs
