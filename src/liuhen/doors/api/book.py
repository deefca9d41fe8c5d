"""存证簿接口 One entry with its exact bytes and proof; the latest checkpoint; whose keys to believe."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from liuhen.doors.web import entries
from liuhen.kit.refusals import NotFound
from liuhen.ledger import checkpoints, proofs
from liuhen.ledger.book import Actor, Entry
from liuhen.organs.reads import book_of
from liuhen.ui.api import Instant, answers

router = Router(tags=["存证簿"])


class EntryShape(Schema):
    """存证记录 `leaf` are the exact bytes the leaf hash is over; `proof` is a C2SP tlog-proof once there is one."""

    id: UUID
    book: str
    log: str
    kind: str
    leaf: str
    leaf_hash: str
    occurred: Instant
    recorded: Instant
    index: int | None
    proof: str | None


class CheckpointShape(Schema):
    """检查点"""

    origin: str
    size: int
    root: str
    signed_at: Instant
    note: str


class PolicyShape(Schema):
    """信任策略"""

    book: str
    policy: str
    witness: str


class LogAsked(Schema):
    """哪一本日志"""

    log: Literal["public", "internal", "sealed"] = "internal"


@router.get("/entries/{uuid:entry}", response=answers(EntryShape))
def entry_show(request: HttpRequest, entry: UUID) -> Any:
    """存证记录 Within the person's reach; sealed values stand in it as commitments only."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found, _sight = entries.require_seen(entry, by)
    index, proof = _proof(found)
    return {
        **{name: getattr(found, name) for name in ("id", "book", "log", "kind", "occurred", "recorded")},
        "leaf": found.leaf.decode(),
        "leaf_hash": found.leaf_hash.hex(),
        "index": index,
        "proof": proof,
    }


def _proof(entry: Entry) -> tuple[int | None, str | None]:
    try:
        index = proofs.index_of(entry)
        return index, proofs.proof_of(entry).decode()
    except NotFound:
        return proofs.indices_of([entry]).get(entry.id), None


@router.get("/checkpoint", response=answers(CheckpointShape))
def checkpoint(request: HttpRequest, asked: Query[LogAsked]) -> Any:
    """检查点 The latest signed one."""
    book = book_of(request.actor.organ)  # type: ignore[attr-defined]
    row = checkpoints.latest(book.origin, asked.log)
    if row is None:
        raise NotFound("platform.not-found", "还没有签发检查点")
    plain = {name: getattr(row, name) for name in ("origin", "size", "signed_at", "note")}
    return plain | {"root": bytes(row.root).hex()}


@router.get("/policy", response=answers(PolicyShape))
def policy(request: HttpRequest) -> Any:
    """信任策略 The keys of the logs, to check proofs with."""
    origin = book_of(request.actor.organ).origin  # type: ignore[attr-defined]
    return {"book": origin, "policy": proofs.policy(origin), "witness": proofs.witness_age(origin)}
