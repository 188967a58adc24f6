"""Timing in milliseconds, and the statements of a run, so that sqlite3 alone can run the same ones."""

import json
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

_LONGEST = 60.0
"""Seconds after which a process that was started hangs."""
_LONGEST_TALK = 900.0
"""The same for one that measures by itself."""

Statement = tuple[str, Any, bool]
"""The SQL, its parameters, and whether they are for many rows."""


def milliseconds(work: Callable[[], Any]) -> float:
    """The time of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def summary(times: Iterable[float]) -> dict[str, float]:
    """The median and the slow end of some times."""
    ordered = sorted(times)
    if len(ordered) < 20:
        return {"median": round(statistics.median(ordered), 2), "best": round(ordered[0], 2)}
    cuts = statistics.quantiles(ordered, n=100)
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "p99": round(cuts[98], 2)}


def beside(clipper: Iterable[float], bare: Iterable[float]) -> dict[str, Any]:
    """Two summaries in milliseconds, and how many times as long Clipper takes in the middle."""
    ours, theirs = summary(clipper), summary(bare)
    middle = "p50" if "p50" in ours else "median"
    ratio = ours[middle] / (theirs.get(middle) or next(iter(theirs.values())) or 0.001)
    return {"clipper_ms": ours, "bare_ms": theirs, "ratio": round(ratio, 2)}


def process_time(command: Sequence[str], environment: dict[str, str], until_line: bool = False) -> float:
    """The time from the start of a process to its end, or to its first line."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        limit = threading.Timer(_LONGEST, process.kill)
        limit.start()
        line = process.stdout.readline() if until_line else process.stdout.read()
        taken = (time.perf_counter() - start) * 1000
        _, errors = process.communicate()
        limit.cancel()
    if process.returncode or (until_line and not line):
        raise RuntimeError(f"{command} ended with {process.returncode}: {errors.decode()}")
    return taken


def told_by(command: Sequence[str], environment: dict[str, str]) -> Any:
    """What a process says as JSON in its one line."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_LONGEST_TALK)
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def resident_megabytes() -> float:
    """The memory that this process holds, shared libraries included; 0 where there is no /proc."""
    return _megabytes("self", "VmRSS")


def peak_megabytes(process: int | None) -> float:
    """The most memory that a process ever held; 0 where there is no /proc."""
    return _megabytes(process, "VmHWM")


def _megabytes(process: int | str | None, field: str) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    # A process that just ended has no such line any more.
    found = [int(line.split()[1]) for line in status.splitlines() if line.startswith(field)]
    return round(sum(found) / 1024, 1)


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Collect every statement that SQLAlchemy runs inside the block."""
    statements: list[Statement] = []

    def note(connection: Any, cursor: Any, sql: str, values: Any, context: Any, many: bool) -> None:
        statements.append((sql, values, many))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def replay(connection: Any, statements: Iterable[Statement]) -> None:
    """Run statements through sqlite3 alone and fetch what they give."""
    for sql, values, many in statements:
        if many:
            connection.executemany(sql, values)
        else:
            connection.execute(sql, values or ()).fetchall()
