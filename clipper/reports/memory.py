"""How much memory a process holds, on each platform in its own way."""

import sys
from pathlib import Path

_BYTES = 1_000_000


def megabytes() -> float:
    """Return what this process holds in MB; the most that it ever held where the platform tells no more."""
    if sys.platform == "win32":
        return _on_windows() / _BYTES
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        # macOS counts in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _BYTES
    return pages * resource.getpagesize() / _BYTES


def _on_windows() -> int:
    """Ask GetProcessMemoryInfo for the working set; ten fields of PROCESS_MEMORY_COUNTERS, the first two of 4 bytes."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            ("peak", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 6),
        )

    counters = Counters()
    counters.size = ctypes.sizeof(counters)
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.working_set)
