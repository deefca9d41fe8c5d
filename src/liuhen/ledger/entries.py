"""存证记录 An entry as its readers see it: the parsed leaf beside its exact bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from liuhen.kit import canonical, clock
from liuhen.ledger.models import EntryRow
from liuhen.ledger.records import Actor


@dataclass(frozen=True)
class Entry:
    """存证记录 One accepted entry. `leaf` are the stored bytes; nothing here is re-serialised."""

    serial: int
    book: str
    log: str
    leaf: bytes
    leaf_hash: bytes

    @classmethod
    def of(cls, row: EntryRow) -> Entry:
        """读行 The entry in a stored row."""
        return cls(row.serial, row.book, row.log, bytes(row.leaf), bytes(row.leaf_hash))

    @classmethod
    def made(cls, **known: Any) -> Entry:
        """成文 An entry just made: its fields, and what else is known of it and need not be parsed. No serial yet."""
        entry = object.__new__(cls)
        entry.__dict__.update(known)
        return entry

    def accepted(self, serial: int) -> Entry:
        """已收 The same with the serial the database gave it."""
        self.__dict__["serial"] = serial
        return self

    @cached_property
    def body(self) -> dict[str, Any]:
        """正文 The parsed leaf."""
        parsed: dict[str, Any] = canonical.decode(self.leaf)
        return parsed

    @cached_property
    def id(self) -> UUID:
        """编号 The entry's UUIDv7."""
        return UUID(self.body["id"])

    @property
    def kind(self) -> str:
        """类别 The record kind, such as decisions.motion-drafted/1."""
        return str(self.body["type"])

    @cached_property
    def actor(self) -> Actor:
        """行为人 Who acted, in which post, of which organ."""
        actor = self.body["actor"]
        post = actor["post"]
        return Actor(UUID(actor["person"]), UUID(actor["organ"]), UUID(post) if post else None)

    @property
    def organ(self) -> UUID:
        """单位 The organ whose file this is."""
        return UUID(self.body["org"])

    @property
    def subject(self) -> tuple[str, str]:
        """卷宗 Kind and id of the file."""
        return self.body["subject"]["kind"], self.body["subject"]["id"]

    @cached_property
    def occurred(self) -> datetime:
        """发生时间 When it happened, as the actor says (UTC)."""
        return clock.parse(self.body["occurred"])

    @cached_property
    def recorded(self) -> datetime:
        """入簿时间 When the book took it (UTC)."""
        return clock.parse(self.body["recorded"])

    @property
    def rules(self) -> list[str]:
        """所依规则 The rules applied, each "id@version"."""
        return list(self.body["rule"])

    @property
    def files(self) -> list[str]:
        """附件 SHA-256 digests of the files it carries."""
        return [item["sha256"] for item in self.body["files"]]

    @property
    def signatures(self) -> list[dict[str, str]]:
        """签名 Provider, key and evidence digest of every personal signature."""
        return list(self.body["sig"])
