"""单位 Establish, rename, move and close organs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor, Book, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import bad, in_order, text
from liuhen.organs.kinds import OrganKind
from liuhen.organs.models import MAX_DEPTH, Group, Organ, Post
from liuhen.organs.permits import require_may, require_may_found, require_open
from liuhen.organs.reads import tree
from liuhen.organs.spans import on_day, today


def establish_organ(
    *,
    by: Actor,
    name: str,
    kind: OrganKind | str,
    parent: UUID | None = None,
    code: str = "",
    since: date | None = None,
    book: str = "",
    id: UUID | None = None,
) -> Entry:
    """设立单位 A new organ below `parent`, or the root of a tree. `book`: origin of the book that begins here."""
    since, id = since or today(), id or uuid7()
    record = r.OrganEstablished(
        organ=id,
        parent=parent,
        kind=organ_kind(kind),
        code=text(code, "code", "单位代码", 40, required=False),
        name=text(name, "name", "单位名称", 120),
        since=since,
        book=book.strip(),
    )
    if parent is None:
        require_may_found(by)
        return Book(book or tree.default_origin()).append(record, by=by, organ=id)
    above = tree.organ(parent)
    require_may(by, "organ.edit", above)
    place = Book(book or above.book)
    with place.writing("organ", parent):  # sisters come one after another, or two could bear one name
        require_open(tree.organ(parent), since)
        require_new(record, above)
        return place.append(record, by=by, organ=id)


def require_new(record: r.OrganEstablished, above: Organ) -> None:
    """须为新设 Raises when a sister bears the name or code already, or the tree would grow too deep."""
    if above.depth >= MAX_DEPTH:
        raise BadInput("platform.input", f"单位层级最多{MAX_DEPTH}级")
    sisters = tree.children(above.pk)
    if sisters.filter(name=record.name).exists():
        raise _taken("name", f"“{above.name}”下已有“{record.name}”")
    if record.code and sisters.filter(code=record.code).exists():
        raise _taken("code", f"“{above.name}”下已有代码{record.code}")


def _taken(field: str, message: str) -> WrongState:
    return WrongState("organs.name-taken", message, fields={field: message})


def rename_organ(*, by: Actor, organ: UUID, name: str, since: date | None = None) -> Entry:
    """单位更名 The organ bears another name from a day on."""
    found, since = tree.organ(organ), since or today()
    require_may(by, "organ.edit", found)
    book = tree.book_of(found)
    with book.writing("organ", organ):
        found = tree.organ(organ)
        require_open(found, since)
        in_order(found.settled, since, "since", f"上次变更在{found.settled:%Y年%m月%d日}，本次不能更早")
        record = r.OrganRenamed(organ=organ, name=text(name, "name", "单位名称", 120), since=since)
        return book.append(record, by=by, organ=organ)


def move_organ(*, by: Actor, organ: UUID, parent: UUID, since: date | None = None) -> Entry:
    """隶属调整 The organ, with all below it, belongs to another superior from a day on."""
    found, above, since = tree.organ(organ), tree.organ(parent), since or today()
    require_may(by, "organ.edit", found)
    require_may(by, "organ.edit", above)
    book = tree.book_of(found)
    with book.writing("tree", found.ancestors[0]), book.writing("organ", organ):  # two moves at once could close a ring
        found, above = tree.organ(organ), tree.organ(parent)
        if above.path.startswith(found.path):
            raise WrongState("organs.no-cycle", f"“{above.name}”是“{found.name}”自身或其下级，不能作它的上级")
        if above.book != found.book:
            raise WrongState("organs.one-book", "两个单位分属不同的存证簿，不能直接划转；请撤销后另行设立")
        require_open(found, since)
        require_open(above, since)
        in_order(found.settled, since, "since", f"上次变更在{found.settled:%Y年%m月%d日}，本次不能更早")
        return book.append(r.OrganMoved(organ=organ, parent=parent, since=since), by=by, organ=organ)


def close_organ(*, by: Actor, organ: UUID, until: date | None = None, successor: UUID | None = None) -> Entry:
    """撤销单位 The organ ends; what it still has below it or in office must have ended first."""
    found, until = tree.organ(organ), until or today()
    require_may(by, "organ.edit", found)
    if successor:
        require_open(tree.organ(successor), until)
    book = tree.book_of(found)
    with book.writing("organ", organ):
        found = tree.organ(organ)
        if found.until is not None:
            raise WrongState("organs.closed-organ", f"“{found.name}”已经撤销")
        in_order(found.settled, until, "until", "撤销不能早于设立或上次变更")
        _require_empty(found, until)
        return book.append(r.OrganClosed(organ=organ, until=until, successor=successor), by=by, organ=organ)


def _require_empty(found: Organ, day: date) -> None:
    held = {
        "下级单位": tree.children(found.pk, day).exists(),
        "职务": Post.objects.filter(on_day(day), organ=found).exists(),
        "领导班子": Group.objects.filter(on_day(day), organ=found).exists(),
    }
    if left := [word for word, there in held.items() if there]:
        raise WrongState(
            "organs.empty-before-closing", f"“{found.name}”还有{'、'.join(left)}", next_step="请先逐一撤销或划转"
        )


def organ_kind(kind: OrganKind | str) -> OrganKind:
    """单位类别 The kind as one of the closed list. Raises BadInput."""
    try:
        return OrganKind(kind)
    except ValueError as error:
        raise bad("kind", f"没有“{kind}”这类单位") from error
