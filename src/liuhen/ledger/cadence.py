"""节拍 How often and in what portions the book signs, as this installation sets it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

AT_LEAST = timedelta(days=1)
"""A log that has been silent for so long signs once more."""


def poll() -> float:
    """轮询 Seconds between two looks for new entries."""
    return float(getattr(settings, "LIUHEN_POLL", 0.02))


def tick() -> float:
    """一拍 Seconds between two checkpoints of the public and internal logs, when there is something new (1 to 60)."""
    return float(min(60, max(1, getattr(settings, "LIUHEN_TICK", 5))))


def sealed_tick() -> float:
    """密封一拍 Seconds between two portions of the sealed log, whether anything happened or not."""
    return float(getattr(settings, "LIUHEN_SEALED_TICK", 600))


def batch(log: str) -> int:
    """一份 Leaves in one portion of the internal or sealed log."""
    return int(getattr(settings, f"LIUHEN_{log.upper()}_BATCH", 8))
