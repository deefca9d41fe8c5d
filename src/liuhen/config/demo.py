"""演示设置 The settings of a demonstration: its own folder, no TLS, one-click log-in; nothing in it is real."""

from __future__ import annotations

import os
from pathlib import Path

# Set before the settings are read, so that there is one place where each of them is decided.
os.environ["LIUHEN_DEMO"] = "1"
os.environ.setdefault("LIUHEN_DATA", str(Path(__file__).resolve().parents[3] / "var" / "demo"))

from liuhen.config.settings import *  # noqa: F403
from liuhen.doors.cli.demo.words import PIN as LIUHEN_DEMO_PIN  # noqa: F401  # shown on the log-in page

# Some thirty people sign and log in before the first page opens; PIN and password are printed beside the address.
PASSWORD_HASHERS = ["liuhen.doors.cli.demo.hashing.Quick"]
LIUHEN_PIN_COST = (1, 1024)  # argon2 rounds and KiB
