"""Work in a process of its own, whose memory and time are measured."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_MEASURED = """
import json, resource, sys
from tests.hostile import bombs
said = bombs.{name}()
used = resource.getrusage(resource.RUSAGE_SELF)
held = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 ** 2)
print(json.dumps([said, held, used.ru_utime + used.ru_stime]))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it, the megabytes that were held at most, and the seconds that a processor worked."""

    said: str
    megabytes: float
    seconds: float


def measured(name: str) -> Measured:
    """Do one of the functions of tests.hostile.bombs in a child, and measure it."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(name=name)], cwd=root, capture_output=True, text=True, check=True
    )
    return Measured(*json.loads(done.stdout.splitlines()[-1]))
