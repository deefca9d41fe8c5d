"""Runs the benches: `python -m tests.bench [SECTION…]`. Each section has a process and an empty database of its own.

A section is a module with `run() -> list[(what, figure, bar)]`. Absolute rates swing with the disk: read the ratios.
"""

from __future__ import annotations

import subprocess
import sys

# Section, module, and the command before it (a PostgreSQL of its own).
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ledger": ("tests.bench.ledger", ()),
    "writers": ("tests.bench.writers", ("-m", "tests.database", sys.executable)),
    "organs": ("tests.bench.organs", ()),
}


def main(wanted: list[str]) -> int:
    """Runs the sections asked for, or all of them; not zero when one broke."""
    broken = 0
    for name in wanted or SECTIONS:
        module, before = SECTIONS[name]
        broken |= subprocess.run([sys.executable, *before, "-m", "tests.bench.one", module], check=False).returncode
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
