"""Looking for damage, and repairing it."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from clipper.library.checking import Examination
from clipper.library.library import Library
from clipper.library.repair import repair


def full_check(library: Library) -> dict[str, Any]:
    """Look at everything, as when nobody works; a few pieces are single statements, which can be interrupted."""
    times = [time.process_time()]
    begin = time.perf_counter()
    flaws = Examination.full(library).run(lambda _done, _total: times.append(time.process_time()))
    end = time.process_time()
    pieces = sorted(later - earlier for earlier, later in zip(times, [*times[1:], end], strict=True))
    return {
        "seconds": round(time.perf_counter() - begin, 1),
        "cpu_seconds": round(end - times[0], 1),
        "ms_of_all_pieces_but_one_in_a_hundred": round(pieces[len(pieces) * 99 // 100] * 1000, 1),
        "found": len(flaws),
    }


def repair_of_a_row(path: Path) -> dict[str, Any]:
    """Repair a copy of the library in which a text was changed and an index is missing."""
    copy = path.with_name("damaged.clipper")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE clippings SET body = 'other words' WHERE id = 1")
        connection.execute("DROP INDEX ix_clippings_url_key")
    wall, cpu = time.perf_counter(), time.process_time()
    repaired = repair(copy)
    result = {
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "told": len(repaired.told),
    }
    for file in path.parent.glob("damaged*.clipper"):
        file.unlink()
    return result
