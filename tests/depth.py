"""How long the random tests go on: short in `make test`, long in `make deep`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

DEEP = os.environ.get("LIUHEN_DEEP", "") == "1"

# A database stands behind most examples: their time says nothing about a defect.
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("quick", max_examples=40, stateful_step_count=25, derandomize=True, **_COMMON)
settings.register_profile("deep", max_examples=1000, stateful_step_count=60, **_COMMON)
settings.load_profile("deep" if DEEP else "quick")


def depth(usual: int, deep: int) -> int:
    """The number of tries: `usual` in `make test`, `deep` in `make deep`."""
    return deep if DEEP else usual
