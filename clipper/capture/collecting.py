"""Reading a long text without stops for Python's collector of garbage."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let no garbage be collected meanwhile, where the main thread reads.

    A long page becomes some million objects, all of which are needed until the end. The collector looks through them
    again and again, which takes as long as the reading itself. Beside a window another thread reads, and the window
    collects by itself: where Python's collector is off already, it stays off.
    """
    pauses = gc.isenabled() and threading.current_thread() is threading.main_thread()
    if pauses:
        gc.disable()
    try:
        yield
    finally:
        if pauses:
            gc.enable()
