"""The bounds on PySide6 hold: some versions lose a reference on every call that returns None, and abort."""

import os
import subprocess
import sys

PROGRAM = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
for _ in range(20_000):
    application.processEvents()
"""


def test_twenty_thousand_void_calls_end_well() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
