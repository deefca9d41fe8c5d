"""护栏 Triggers that say to the database what the book says to everyone: log tables only grow.

They are a defence, not a proof: whoever may drop a trigger may pass it. The proof is the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

INSERT_ONLY = (
    "ledger_entry",
    "ledger_leaf",
    "ledger_tile",
    "ledger_checkpoint",
    "ledger_release",
    "ledger_evidence",
)
# A redaction may blank these columns and touch nothing else; rows are never deleted.
BLANK_ONLY = {
    "ledger_vault": ("blob", ("entry", "field", "mark", "hold", "owner")),
    "ledger_vault_key": ("wrapped", ("owner",)),
}
_FUNCTION = "ledger_guard_refuse"


def sql(vendor: str) -> list[str]:
    """建护栏 The statements that put every guard up, for `sqlite` or `postgresql`."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def drop_sql(vendor: str) -> list[str]:
    """撤护栏 The statements that take every guard down (tests that empty tables, nothing else)."""
    on = "" if vendor == "sqlite" else " ON {table}"
    names = [
        f"DROP TRIGGER IF EXISTS {_name(table, event)}{on.format(table=table)}"
        for table in (*INSERT_ONLY, *BLANK_ONLY)
        for event in ("update", "delete", "truncate")
    ]
    return names if vendor == "sqlite" else [*names, f"DROP FUNCTION IF EXISTS {_FUNCTION}()"]


@contextmanager
def lifted() -> Iterator[None]:
    """暂撤护栏 Runs a block without guards; only tests that play the attacker or empty the tables may."""
    _run(drop_sql(connection.vendor))
    try:
        yield
    finally:
        _run(sql(connection.vendor))


def missing() -> list[str]:
    """缺失护栏 Names of the guards that should stand in this database and do not."""
    wanted = {statement.split()[2] for statement in sql(connection.vendor) if statement.startswith("CREATE TRIGGER")}
    ask = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(ask[connection.vendor])
        return sorted(wanted - {name for (name,) in cursor.fetchall()})


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _name(table: str, event: str) -> str:
    return f"ledger_guard_{table.removeprefix('ledger_')}_{event}"


def _sqlite() -> list[str]:
    return [_sqlite_trigger(table, event, condition) for table, event, condition in _rules("IS NOT")]


def _sqlite_trigger(table: str, event: str, condition: str) -> str:
    when = f" WHEN {condition}" if condition else ""
    refuse = f"SELECT RAISE(ABORT, '存证簿只增不改：{table}')"
    return f"CREATE TRIGGER {_name(table, event)} BEFORE {event.upper()} ON {table}{when} BEGIN {refuse}; END"


def _postgresql() -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '存证簿只增不改：%', TG_TABLE_NAME; END $$"
    )
    rows = [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event.upper()} ON {table} FOR EACH ROW"
        f"{f' WHEN ({condition})' if condition else ''} EXECUTE FUNCTION {_FUNCTION}()"
        for table, event, condition in _rules("IS DISTINCT FROM")
    ]
    whole = [
        f"CREATE TRIGGER {_name(table, 'truncate')} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {_FUNCTION}()"
        for table in (*INSERT_ONLY, *BLANK_ONLY)
    ]
    return [function, *rows, *whole]


def _rules(differs: str) -> Iterator[tuple[str, str, str]]:
    """Table, event and the condition under which it is refused ("" for always)."""
    for table in INSERT_ONLY:
        yield table, "update", ""
        yield table, "delete", ""
    for table, (blank, kept) in BLANK_ONLY.items():
        changed = [f"NEW.{column} {differs} OLD.{column}" for column in kept]
        yield table, "update", " OR ".join([f"NEW.{blank} IS NOT NULL", *changed])
        yield table, "delete", ""
