"""依规删除 Destroying a value for good, openly: the entry and every proof of it stay, the value and its salt go.

Two approvers from different organs and the provision relied on stand in the book. The default for statutory records
is sealing; this is for what the law orders to be erased.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, WrongState
from liuhen.ledger import following, rebuild, vault
from liuhen.ledger.book import Book
from liuhen.ledger.book_records import FieldRedacted, PersonErased
from liuhen.ledger.entries import Entry
from liuhen.ledger.models import EntryRow, VaultKey, VaultRow
from liuhen.ledger.records import Actor, Record, applier, record_class
from liuhen.ledger.replay import record_of

R = TypeVar("R", bound=Record)
Hook = Callable[[Any, Entry, frozenset[str]], None]
_hooks: dict[type[Record], Hook] = {}


def on_redacted(cls: type[R]) -> Callable[[Hook], Hook]:
    """删后入表 Declares how a mechanism's tables lose the values of a redacted record of this class.

    The function is given the record with blanks, its entry and the fields' names; what it does must be what a replay
    would give. Without one the tables are rebuilt, which is always right and takes longer.
    """

    def register(function: Hook) -> Hook:
        if cls in _hooks:
            raise TypeError(f"{cls.spec.kind} has a redaction hook already")
        _hooks[cls] = function
        return function

    return register


def redact(
    book: Book, entry: UUID, fields: Sequence[str], *, legal_basis: str, approvers: tuple[Actor, Actor]
) -> Entry:
    """依规删除 Destroys fields of an entry; the first approver acts. Whether they may approve is the caller's question.

    Raises NotPermitted unless the approvers are two persons of two organs, BadInput without a legal basis,
    NotFound for a field that has no vaulted value, WrongState when it is gone already.
    """
    _require_approval(approvers, legal_basis)
    with book.writing("redaction", entry):
        _require_there(book, entry, fields)
        written = book.append(_redaction(entry, fields, legal_basis, approvers), by=approvers[0])
        for name in fields:
            VaultRow.objects.filter(entry=entry, field=name).update(blob=None)
        _blank_tables(Entry.of(EntryRow.objects.get(id=entry)), frozenset(fields))
    return written


def erase_person(book: Book, person: UUID, *, legal_basis: str, approvers: tuple[Actor, Actor]) -> Entry:
    """销毁个人数据 Destroys the data key of a person, and with it every sealed value about them in this database.

    Only for a whole person's data: single fields are redacted. Raises as `redact` does.
    """
    _require_approval(approvers, legal_basis)
    owner = f"person:{person}"
    with book.writing("person", person):
        if not VaultKey.objects.filter(owner=owner, wrapped__isnull=False).exists():
            raise NotFound("platform.not-found", "没有用此人数据密钥封存的内容，或已经销毁")
        first, second = approvers
        record = PersonErased(
            person=person,
            legal_basis=legal_basis,
            approver=first.person,
            approver_organ=first.organ,
            second_approver=second.person,
            second_organ=second.organ,
        )
        written = book.append(record, by=first)
        VaultKey.objects.filter(owner=owner).update(wrapped=None)
        VaultRow.objects.filter(owner=owner).update(blob=None)
        rebuild.rebuild()
    transaction.on_commit(vault.forget_cached_keys)
    return written


def _require_approval(approvers: tuple[Actor, Actor], legal_basis: str) -> None:
    first, second = approvers
    if first.person == second.person or first.organ == second.organ:
        raise NotPermitted("platform.second-approver", "依规删除须由不同单位的两人批准")
    if not legal_basis.strip():
        raise BadInput("platform.input", "请写明法律依据", fields={"legal_basis": "不能为空"})


def _require_there(book: Book, entry: UUID, fields: Sequence[str]) -> None:
    if not fields or not EntryRow.objects.filter(book=book.origin, id=entry).exists():
        raise NotFound("platform.not-found", "没有这条记录，或没有指明字段")
    stored = dict(VaultRow.objects.filter(entry=entry, field__in=fields).values_list("field", "blob"))
    for name in fields:
        if name not in stored:
            raise NotFound("platform.not-found", f"这条记录没有可删除的字段 {name}")
        if stored[name] is None:
            raise WrongState("platform.wrong-state", f"字段 {name} 已依规删除")


def _redaction(entry: UUID, fields: Sequence[str], legal_basis: str, approvers: tuple[Actor, Actor]) -> FieldRedacted:
    first, second = approvers
    return FieldRedacted(
        entry=entry,
        fields=sorted(set(fields)),
        legal_basis=legal_basis.strip(),
        approver=first.person,
        approver_organ=first.organ,
        second_approver=second.person,
        second_organ=second.organ,
    )


def _blank_tables(target: Entry, fields: frozenset[str]) -> None:
    cls = record_class(target.kind)
    if cls in _hooks:
        _hooks[cls](record_of(target), target, fields)
    elif applier(cls):
        rebuild.rebuild()
    following.again(target)
