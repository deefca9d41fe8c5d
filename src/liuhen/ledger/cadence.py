"""节拍 How often and in what portions the book signs, as this installation sets it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

AT_LEAST = timedelta(days=1)
"""A log that has been silent for so long signs once more."""


def poll() -> timedelta:
    """轮询 Between two looks for new entries; `LIUHEN_POLL` in milliseconds."""
    return timedelta(milliseconds=getattr(settings, "LIUHEN_POLL", 20))


def tick() -> timedelta:
    """一拍 Between two checkpoints of the public and internal logs, when something is new; `LIUHEN_TICK`, 1 to 60 s."""
    return timedelta(seconds=min(60, max(1, getattr(settings, "LIUHEN_TICK", 5))))


def sealed_tick() -> timedelta:
    """密封一拍 Between two portions of the sealed log, whether anything happened or not; `LIUHEN_SEALED_TICK` in s."""
    return timedelta(seconds=getattr(settings, "LIUHEN_SEALED_TICK", 600))


def batch(log: str) -> int:
    """一份 Leaves in one portion of the internal or sealed log."""
    return int(getattr(settings, f"LIUHEN_{log.upper()}_BATCH", 8))
