"""How long reading may take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_time(seconds: float = 6) -> Iterator[None]:
    """What is done meanwhile takes at most so much of the processor's time, which is ample on a slow machine."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds
