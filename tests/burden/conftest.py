"""The demonstration district, founded once and copied for every test."""

from __future__ import annotations

from tests.decisions.conftest import cast, time  # noqa: F401
