"""接口共用 What the machine doors of every mechanism share: who acts, uploads, and the answer to what was written."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import Field, StringConstraints

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger import files
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.organs.reads.staff import names
from liuhen.ui.api import Given, Instant


class Written(Schema):
    """已入簿 The entry that was written, and the thing it made, if it made one."""

    entry: UUID
    kind: str
    leaf_hash: str
    occurred: Instant
    recorded: Instant
    id: UUID | None = None


class Upload(Given):
    """附件 A file in base64; all of a request together stays below the limit of its body."""

    media: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]{1,90}$")] = "application/octet-stream"
    content: Annotated[str, StringConstraints(min_length=4, max_length=8_000_000)]


Uploads = Annotated[list[Upload], Field(max_length=20)]


def actor_of(request: HttpRequest) -> Actor:
    """行为人 Whose token it is. Raises NotPermitted for a stranger."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotPermitted("platform.signed-in", "请用本人的令牌")
    return actor


def written(entry: Entry, makes: str = "") -> Status:
    """答复已入簿 201 with the entry; `makes` names the public field that holds the id of what was made."""
    made = entry.body["public"].get(makes) if makes else None
    return Status(
        201,
        {
            "entry": entry.id,
            "kind": entry.kind,
            "leaf_hash": entry.leaf_hash.hex(),
            "occurred": entry.occurred,
            "recorded": entry.recorded,
            "id": UUID(made) if made else None,
        },
    )


def taken(uploads: Iterable[Upload]) -> list[FileRef]:
    """收附件 Stored by digest. Raises BadInput when one is not base64."""
    return [files.put(content_of(one), one.media) for one in uploads]


def content_of(upload: Upload) -> bytes:
    """附件内容 Raises BadInput."""
    try:
        return base64.b64decode(upload.content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput("platform.input", "附件内容不是 base64", fields={"content": "请用 base64"}) from error


def occurred(at: datetime | None) -> datetime | None:
    """发生时间 Not ahead of the clock. Raises BadInput."""
    if at is not None and at > clock.now():
        raise BadInput("platform.clock", "发生时间不能晚于现在", fields={"at": "不能晚于现在"})
    return at


def require_known(**people: UUID | Sequence[UUID] | None) -> None:
    """须为已登记人员 Raises BadInput naming every field that names nobody."""
    asked = {name: [one] if isinstance(one, UUID) else list(one or ()) for name, one in people.items()}
    known = names(person for found in asked.values() for person in found)
    wrong = {name: "没有登记此人" for name, found in asked.items() if any(person not in known for person in found)}
    if wrong:
        raise BadInput("platform.input", "没有登记此人", fields=wrong)


def require_new(taken_already: bool) -> None:
    """须未用过 Raises WrongState when the id a client chose is in use: the request came twice."""
    if taken_already:
        raise WrongState(
            "platform.stale", "这个编号已经用过：同一请求可能已经办过", next_step="请先查看，再决定是否另办"
        )
