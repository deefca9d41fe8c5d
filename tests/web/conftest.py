"""The district with its leading group, as the tests of decisions know it."""

from __future__ import annotations

from tests.decisions.conftest import cast, scene, time

__all__ = ["cast", "scene", "time"]
