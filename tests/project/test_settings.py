"""What an installation starts with: a durable database, strict headers, and no start on a half-made configuration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import ConnectionHandler

from liuhen.config import environment


def start(tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Starts the program with these settings and nothing else; it prints the secret it signs sessions with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN_", "DJANGO_"))}
    given = {"DJANGO_SETTINGS_MODULE": "liuhen.config.settings", "LIUHEN_DATA": str(tmp_path), **given}
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.SECRET_KEY)"]
    return subprocess.run(command, env={**kept, **given}, capture_output=True, text=True)


def test_real_installation_needs_its_secret(tmp_path: Path) -> None:
    done = start(tmp_path, LIUHEN_BOOK="test.example")
    assert done.returncode != 0
    assert "请设置 LIUHEN_SECRET" in done.stderr
    assert not any(tmp_path.iterdir())


def test_real_installation_names_its_book(tmp_path: Path) -> None:
    done = start(tmp_path, LIUHEN_SECRET="x" * 50)
    assert done.returncode != 0
    assert "请设置 LIUHEN_BOOK" in done.stderr


def test_demo_makes_its_secret_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = start(tmp_path, LIUHEN_DEMO="1"), start(tmp_path, LIUHEN_DEMO="1")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout == second.stdout
    assert len(first.stdout.strip()) >= 50
    assert (tmp_path / "keys" / "sessions.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("given", [{"LIUHEN_DEMO": "perhaps"}, {"LIUHEN_DATABASE": "mysql://x"}])
def test_unreadable_setting_stops_the_start(tmp_path: Path, given: dict[str, str]) -> None:
    done = start(tmp_path, LIUHEN_SECRET="x" * 50, LIUHEN_BOOK="test.example", **given)
    assert done.returncode != 0
    assert next(iter(given)) in done.stderr


def test_postgres_address_is_read_whole() -> None:
    found = environment.database("postgres://li:a%40b@db:5433/liuhen?sslmode=require", Path("/data"))
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("li", "a@b", "db", 5433)
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert environment.database("postgres:///liuhen?host=/run/pg", Path("/data"))["HOST"] == "/run/pg"
    with pytest.raises(ImproperlyConfigured):
        environment.database("oracle", Path("/data"))


@pytest.mark.django_db
def test_sqlite_keeps_a_commit_through_a_power_cut(tmp_path: Path) -> None:
    connection = ConnectionHandler({"default": environment.sqlite(tmp_path / "one.sqlite3")})["default"]

    def pragma(name: str) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1
    assert connection.transaction_mode == "IMMEDIATE"
    connection.close()


@pytest.mark.django_db
def test_every_answer_carries_the_strict_headers(client) -> None:
    headers = client.get("/no-such-page").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
