"""Work in a process of its own, whose memory and time are measured."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_MEASURED = """
import json, resource, sys
from pathlib import Path
from tests.hostile import bombs
said = {name: getattr(bombs, name)() for name in sys.argv[1:]}
used = resource.getrusage(resource.RUSAGE_SELF)
held = used.ru_maxrss / 1024 ** 2
if sys.platform == "linux":
    # There the other figure begins with what the parent held when it made the child.
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    held = int(line.split()[1]) / 1024
print(json.dumps([said, held, used.ru_utime + used.ru_stime]))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was said of each, the megabytes that were held at most, and the seconds that a processor worked."""

    said: dict[str, str]
    megabytes: float
    seconds: float


def measured(names: Sequence[str]) -> Measured:
    """Do functions of tests.hostile.bombs in a child, one after the other, and measure it."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *names], cwd=root, capture_output=True, text=True, check=True
    )
    return Measured(*json.loads(done.stdout.splitlines()[-1]))
