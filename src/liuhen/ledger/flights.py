"""同行 Several prepared statements in one flight to PostgreSQL and back, through psycopg's own door to libpq.

Each statement of a flight sees what was committed before it began: a lock taken by the first is honoured by the second.
What psycopg's cursors do besides (adapting types, counting uses, keeping names) costs more than the flight itself.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from psycopg import Connection, DataError
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Step = tuple[str, Sequence[Any]]
"""一步 A statement with $1, $2, … and its values: text, numbers, bytes or None."""
Call = tuple[bytes, list[bytes | None], list[int]]
"""一呼 The name of a prepared statement, its values as they travel, and their formats."""
BEGIN: Step = ("BEGIN", ())
_GOOD = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
_BINARY = 1
_names = count()


def fly(connection: Connection[Any], steps: list[Step]) -> list[tuple[Any, ...]]:
    """同行 Runs the steps in order; answers with the rows of the last. Begins the transaction that is due, if any.

    Raises psycopg's error for the first step that was refused; none after it was run then.
    """
    wire = connection.pgconn
    if not connection.autocommit and wire.transaction_status == TransactionStatus.IDLE:
        steps = [BEGIN, *steps]
    known = _known(connection)
    try:
        names = [known.get(statement) or _prepare(wire, known, statement) for statement, _ in steps]
        calls = [(name, *_spelled(values)) for name, (_, values) in zip(names, steps, strict=True)]
        for result in (results := _answers(connection, calls)):
            _require_good(wire, result)
    except Exception:
        known.clear()  # the name may have been what was wrong
        raise
    return _rows(results[-1])


def _known(connection: Any) -> dict[str, bytes]:
    """The statements prepared on this connection, by their text."""
    if not hasattr(connection, "_liuhen_prepared"):
        connection._liuhen_prepared = {}
    found: dict[str, bytes] = connection._liuhen_prepared
    return found


def _prepare(wire: PGconn, known: dict[str, bytes], statement: str) -> bytes:
    name = b"liuhen_%d" % next(_names)
    _require_good(wire, wire.prepare(name, statement.encode()))
    known[statement] = name
    return name


def _spelled(values: Sequence[Any]) -> tuple[list[bytes | None], list[int]]:
    """The values as they travel, and of which of them only the length says where they end."""
    spelled = [value if value is None or type(value) is bytes else _written(value) for value in values]
    return spelled, [int(type(value) is bytes) for value in values]


def _written(value: Any) -> bytes:
    """A value as text. What libpq takes as text ends at a NUL: it would be cut, not refused."""
    raw = str(value).encode()
    if b"\0" in raw:
        raise DataError("text has a NUL, which no table can keep")
    return raw


def _answers(connection: Connection[Any], calls: list[Call]) -> list[PGresult]:
    """One result for each call. What breaks off in between leaves a connection nobody can use any more."""
    try:
        return _alone(connection.pgconn, calls[0]) if len(calls) == 1 else _together(connection.pgconn, calls)
    except BaseException:
        connection.close()
        raise


def _alone(wire: PGconn, call: Call) -> list[PGresult]:
    wire.send_query_prepared(*call, _BINARY)
    results = [_result(wire)]
    _result(wire)
    return results


def _together(wire: PGconn, calls: list[Call]) -> list[PGresult]:
    wire.enter_pipeline_mode()
    for call in calls:
        wire.send_query_prepared(*call, _BINARY)
    wire.pipeline_sync()
    results = []
    for _ in calls:
        results.append(_result(wire))
        _result(wire)  # the end of this step
    _result(wire)  # the end of the flight
    wire.exit_pipeline_mode()
    return results


def _result(wire: PGconn) -> Any:
    """The next result, once it is here; other threads run meanwhile (one of them may hold the lock we wait for)."""
    while wire.flush():
        select.select([wire.socket], [wire.socket], [])
        wire.consume_input()
    while wire.is_busy():
        select.select([wire.socket], [], [])
        wire.consume_input()
    return wire.get_result()


def _require_good(wire: PGconn, result: PGresult) -> None:
    if result.status not in _GOOD:
        raise error_from_result(result, "utf-8")


def _rows(result: PGresult) -> list[tuple[Any, ...]]:
    readers = [_READERS[result.ftype(column)] for column in range(result.nfields)]
    return [
        tuple(read(result.get_value(row, column)) for column, read in enumerate(readers))
        for row in range(result.ntuples)
    ]


def _number(raw: bytes | None) -> int | None:
    return None if raw is None else int.from_bytes(raw, "big", signed=True)


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode()


def _same(raw: bytes | None) -> bytes | None:
    return raw


# By PostgreSQL's numbers for types: bytea, int8, int2, int4, text, varchar, void.
_READERS: dict[int, Callable[[bytes | None], Any]] = {
    17: _same, 20: _number, 21: _number, 23: _number, 25: _text, 1043: _text, 2278: _same,
}  # fmt: skip
