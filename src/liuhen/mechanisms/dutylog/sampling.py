"""抽样文件 The file of a drawn sample: everything `draw.py` needs to draw again, and nothing about persons."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from liuhen.kit import clock
from liuhen.mechanisms.dutylog import draw
from liuhen.mechanisms.dutylog.models import Share

PROGRAM = Path(draw.__file__)
"""抽样程序 The one file that draws again on a bare Python."""
MEDIA = "application/json"
PORTION = 1_000  # lines in one entry: far below 64 KB


def new_share(words: str) -> str:
    """一份种子 32 random bytes, stirred with whatever the person adds (dice, a newspaper's figures); hexadecimal."""
    return sha256(secrets.token_bytes(32) + words.encode()).hexdigest()


def file_of(
    *,
    sample: UUID,
    organ: UUID,
    month: str,
    month_ends: datetime,
    committed: Iterable[Share],
    shares: Sequence[str],
    population: list[str],
    portion: str,
) -> dict[str, object]:
    """抽样文件 The sample as it is published; drawing is done here and nowhere else."""
    seed = draw.seed_of(list(shares))
    return {
        "protocol": draw.PROTOCOL,
        "sample": str(sample),
        "organ": str(organ),
        "month": month,
        "month_ends": clock.rfc3339(month_ends),
        "commitments": [
            {"share": str(one.pk), "sha256": one.commitment, "committed": clock.rfc3339(one.recorded)}
            for one in committed
        ],
        "shares": list(shares),
        "seed": seed,
        "share": portion,
        "population_sha256": draw.population_sha256(population),
        "population": population,
        "lines": draw.draw(seed, population, portion),
    }


def written(sample: dict[str, object]) -> bytes:
    """文件内容 UTF-8, one line an item, so that it can be read by eye."""
    return json.dumps(sample, ensure_ascii=False, indent=1).encode() + b"\n"
