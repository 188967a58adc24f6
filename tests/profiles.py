"""How many examples hypothesis tries: few in CI, many where a person asks for them.

`HYPOTHESIS_PROFILE=long python -m pytest tests/library`, or `--hypothesis-profile=long`, takes forty times as many
examples, and longer walks of state machines, as the short profile, which is the usual one.
"""

import os

from hypothesis import HealthCheck, settings

_USUAL, _LONG = 100, 4_000
# Nothing here is about how long an example takes: machines are shared, and a slow one is no failure.
_SAME = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}


def register() -> None:
    """Make both profiles known, and load the one that the environment names."""
    settings.register_profile("short", max_examples=_USUAL, stateful_step_count=14, **_SAME)
    settings.register_profile("long", max_examples=_LONG, stateful_step_count=40, **_SAME)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def of_hundred(count: int) -> settings:
    """Return the settings of a test that takes so many examples where a usual one takes a hundred."""
    return settings(max_examples=max(1, count * settings.default.max_examples // _USUAL))
