"""导出档案 Which fields and papers of a decision leave the house, for whom, in a dossier that verifies by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from liuhen.kit import canonical
from liuhen.ledger import dossiers
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.records import Mark, record_class
from liuhen.mechanisms.decisions import permits
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.papers.dossier import PURPOSE, dossier_form
from liuhen.mechanisms.decisions.reads import motions
from liuhen.organs.reads.tree import book_of
from liuhen.ui import paper

OPINIONS = ("stance", "words", "document", "choice")
OPINIONS_IN = {"stance", "choice"}
WITHHELD = {
    ("decisions.objection-lodged/1", "person"),
    ("decisions.objection-lodged/1", "words"),
    ("decisions.record-sealed/1", "sentences"),
}
"""不披露 Who objected is not shown in the room, so neither here; the whole meeting's gaps belong to its own record."""


def export_dossier(motion: UUID, *, by: Actor) -> dict[str, bytes]:
    """导出决策档案 All files of the dossier by path. Opinions and votes go in only when `by` may read them.

    What is still held (opinions in a round, votes until the vote ends) stays out for everybody, and the paper says so.
    Raises NotFound outside the person's reach. Every sealed field that goes in is logged as a look.
    """
    row = motions.require_visible(motion, by)
    excerpts = tuple(_meeting_entries(row))
    own = dossiers.entries_for(book_of(row.organ), "motion", row.id)
    readable = permits.items_open_to(row, by)
    held = book_of(row.organ).still_held(entry.id for entry in (*own, *excerpts))
    disclosed = tuple(one for one in _disclosed([*own, *excerpts], row, readable) if one not in held)
    form = dossier_form(row, by=by, opinions=True)
    printed = paper.render("dossier", form)
    request = dossiers.Request(
        kind="motion",
        subject=row.id,
        title=f"{row.number} {row.title or '涉密占位'}",
        organ=row.organ,
        excerpts=excerpts,
        disclosed=disclosed,
        kept_back=_kept_back(own, {entry for entry, field in disclosed if field in OPINIONS}),
        papers={"档案.pdf": printed.pdf, "档案.json": json.dumps(form, ensure_ascii=False, indent=1).encode()},
    )
    return dossiers.export(book_of(row.organ), request, by=by, purpose=PURPOSE)


def _kept_back(own: list[Entry], shown: set[UUID]) -> frozenset[UUID]:
    # One page may carry many signatures: as long as one of them is kept back, so is the page.
    closed = {entry.id for entry in own if entry.id not in shown and OPINIONS_IN & set(entry.body["sealed"])}
    pages = {digest for entry in own if entry.id in closed for digest in entry.files}
    return frozenset(entry.id for entry in own if entry.id in closed or pages & set(entry.files))


def digest_of(parts: dict[str, bytes]) -> str:
    """内容摘要 The content digest under which an export stands in the book."""
    return str(canonical.decode(parts["export/entry.json"])["public"]["content_digest"])


def export_zip(motion: UUID, *, by: Actor) -> bytes:
    """导出为压缩包 The same as one zip."""
    return dossiers.zipped(export_dossier(motion, by=by))


def _meeting_entries(motion: Motion) -> Iterator[Entry]:
    book = book_of(motion.organ)
    for meeting in motion.items.order_by("opened_at").values_list("meeting", flat=True).distinct():
        yield from dossiers.entries_for(book, "meeting", meeting)


def _disclosed(entries: list[Entry], motion: Motion, readable: set[UUID]) -> Iterator[tuple[UUID, str]]:
    opened = set(motion.items.filter(stances_open=True).values_list("pk", flat=True)) & readable
    for entry in entries:
        for spec in record_class(entry.kind).spec.fields:
            if spec.mark is Mark.PUBLIC or (entry.kind, spec.name) in WITHHELD:
                continue
            item = entry.body["public"].get("item")
            held = spec.name in OPINIONS and item and UUID(item) not in opened
            if spec.mark is Mark.INTERNAL or (readable and not held):
                yield entry.id, spec.name
