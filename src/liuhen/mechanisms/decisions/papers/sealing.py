"""封存稿 The record as it is sealed, whole, and the same for each recused person with his items left out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from liuhen.ledger import files
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.papers.record import abridge, edited_form, record_form
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import recused_in
from liuhen.ui import paper

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Sealing:
    """封存稿 The record first, then what it was edited in, then what recused persons read of it."""

    files: list[FileRef]
    abridged: dict[UUID, str]


def sealing_of(sitting: Meeting, *, by: Actor, edited: bytes | None = None) -> Sealing:
    """编制封存稿 As drafted, or as edited in the .docx that came back. Ask permits.require_may_seal_now first."""
    form, annexes = record_form(sitting, by=by), []
    if edited is not None:
        form = edited_form(form, edited)
        annexes.append(files.put(edited, DOCX))
    whole = files.put(paper.render("record", form).pdf, PDF)
    numbers = {item.id: number for number, item in enumerate(meetings.items_of(sitting.id))}
    partly: dict[UUID, FileRef] = {}
    for person, items in recused_in(sitting.id).items():
        hidden = {numbers[item] for item in items if item in numbers}
        partly[person] = files.put(paper.render("record", abridge(form, hidden)).pdf, PDF)
    refs = {ref.sha256: ref for ref in (whole, *annexes, *partly.values())}
    return Sealing(list(refs.values()), {person: ref.sha256 for person, ref in partly.items()})
