"""命令行 The command `liuhen`: what whoever runs the machine does at its terminal."""

from __future__ import annotations

import sys


def main() -> None:
    """入口 Runs one command and leaves with its exit code: 0 done, 1 refused or faults found, 2 called wrongly."""
    from liuhen.doors.cli.commands import cli

    cli.main(args=sys.argv[1:], prog_name="liuhen")
