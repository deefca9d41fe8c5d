"""Other people's RFC 6962 proofs, put to our verifier: how many it judges as their authors do.

What we hold of sizes and lengths at the edges is written in `ledger/verify/merkle.py`.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from liuhen.ledger.verify import merkle
from tests.bench.figures import Figure

RFC6962 = Path(__file__).parent.parent / "vectors/transparency-dev-merkle/testdata"
WANTED = 98


def run() -> list[Figure]:
    """One line for each kind of proof, and where the faults of whole processes and disks are tried."""
    return [
        _count("inclusion", _inclusion),
        _count("consistency", _consistency),
        Figure("SIGKILL, a failing disk: no fork, no lost entry", "tests/ledger/test_crashes.py", "in `make test`"),
        Figure("database and log key stolen: a witness refuses", "no witness is built yet", "a witness refuses"),
    ]


def _count(kind: str, check: Callable[[dict[str, Any]], None]) -> Figure:
    cases = [json.loads(file.read_bytes()) for file in sorted((RFC6962 / kind).rglob("*.json"))]
    right = sum(_refuses(check, case) == case["wantErr"] for case in cases)
    met = right == len(cases) == WANTED
    return Figure(f"RFC 6962 {kind} vectors judged rightly", f"{right} of {len(cases)}", f"{WANTED} of {WANTED}", met)


def _refuses(check: Callable[[dict[str, Any]], None], case: dict[str, Any]) -> bool:
    try:
        check(case)
    except merkle.ProofError:
        return True
    return False


def _inclusion(case: dict[str, Any]) -> None:
    leaf, root = b64decode(case["leafHash"]), b64decode(case["root"])
    merkle.verify_inclusion(leaf, case["leafIdx"], case["treeSize"], _path(case), root)


def _consistency(case: dict[str, Any]) -> None:
    old, new = b64decode(case["root1"]), b64decode(case["root2"])
    merkle.verify_consistency(case["size1"], case["size2"], _path(case), old, new)


def _path(case: dict[str, Any]) -> list[bytes]:
    return [b64decode(value) for value in case["proof"] or []]
