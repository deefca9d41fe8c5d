"""动议记录 D0 to D3: a matter is drafted, moved, checked and put on an agenda."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record, sealed

MOTION = ("motion", "motion")


@record("decisions.motion-drafted/1", log="internal", subject=MOTION, names="title")
class MotionDrafted(Record):
    """动议起草 A matter is written down with its source; this first text stays for good (M42)."""

    motion: UUID = public()
    organ: UUID = public()
    group: UUID = public()
    number: str = public()
    category: str = public()
    kind: str = public()
    catalogue_code: str = public()
    amends: UUID | None = public()
    source: str = public()
    source_detail: str = internal()
    title: str = internal()
    text: str = internal()
    amount_fen: int | None = internal()


@record("decisions.motion-placeheld/1", log="internal", subject=MOTION)
class MotionPlaceheld(Record):
    """涉密占位 A classified matter: number and reference to the paper file only; nothing else may enter."""

    motion: UUID = public()
    organ: UUID = public()
    group: UUID = public()
    number: str = public()
    paper_reference: str = public()


@record("decisions.motion-revised/1", log="internal", subject=MOTION, names="title")
class MotionRevised(Record):
    """动议修改 A further version; the earlier ones remain readable."""

    motion: UUID = public()
    version: int = public()
    title: str = internal()
    text: str = internal()
    amount_fen: int | None = internal()


@record("decisions.self-check-answered/1", log="internal", subject=MOTION)
class SelfCheckAnswered(Record):
    """动议自查 The mover's four answers (M48): law, public interest, personal interest, real need."""

    motion: UUID = public()
    mover: UUID = public()
    lawful: bool = internal()
    public_interest: bool = internal()
    personal_interest: bool = internal()
    real_need: bool = internal()
    words: str = internal()


@record("decisions.mover-signed/1", log="internal", subject=MOTION)
class MoverSigned(Record):
    """动议人签名 The mover signs for the motion by name and date; takes the place of a default (M42, M44)."""

    motion: UUID = public()
    mover: UUID = public()
    text_sha256: str = public()
    document: str = internal()


@record("decisions.mover-defaulted/1", log="internal", subject=MOTION)
class MoverDefaulted(Record):
    """默认动议人 Nobody is named: the presiding chief is the mover by default, told before the meeting (M43)."""

    motion: UUID = public()
    meeting: UUID = public()
    chief: UUID = public()


@record("decisions.mover-missing/1", log="internal", subject=MOTION)
class MoverMissing(Record):
    """动议人缺失 Nobody is named and a deputy presides: no default applies, and an earlier one falls (M43)."""

    motion: UUID = public()
    meeting: UUID = public()


@record("decisions.chair-confirmed/1", log="internal", subject=MOTION)
class ChairConfirmed(Record):
    """同意上会 The presiding officer confirms that the motion may come to the meeting; no stance (M44)."""

    motion: UUID = public()
    chair: UUID = public()
    text_sha256: str = public()
    document: str = internal()


@record("decisions.confirmation-refused/1", log="internal", subject=MOTION)
class ConfirmationRefused(Record):
    """拒绝确认 Mover or chair refuses to confirm, before a witness; it satisfies M44 and is shown."""

    motion: UUID = public()
    role: str = public()
    person: UUID = public()
    witness: UUID = public()
    reason: str = internal()


@record("decisions.motion-not-tabled/1", log="internal", subject=MOTION)
class MotionNotTabled(Record):
    """不予上会 A motion that does not come to a meeting stays on record with the reason."""

    motion: UUID = public()
    reason: str = internal()


@record("decisions.motion-withdrawn/1", log="internal", subject=MOTION)
class MotionWithdrawn(Record):
    """撤回动议 The mover withdraws, before the chief has concluded."""

    motion: UUID = public()
    reason: str = internal()


@record("decisions.gate-recorded/1", log="internal", subject=MOTION)
class GateRecorded(Record):
    """前置程序 One gate: done, not applicable or shortened, with reason, paper and the person responsible."""

    motion: UUID = public()
    gate: str = public()
    result: str = public()
    opinion: str = public()
    responsible: UUID = public()
    began: date | None = public()
    ended: date | None = public()
    reason: str = internal()


@record("decisions.item-tabled/1", log="internal", subject=MOTION)
class ItemTabled(Record):
    """列入议题 The motion stands on the agenda of a meeting, with a reporter who is not the chief."""

    motion: UUID = public()
    meeting: UUID = public()
    item: UUID = public()
    order: int = public()
    reporter: UUID = public()


@record("decisions.papers-sent/1", log="internal", subject=MOTION)
class PapersSent(Record):
    """材料送达 The papers of an item went out to these people."""

    motion: UUID = public()
    item: UUID = public()
    to: list[UUID] = public()


@record("decisions.papers-read/1", log="internal", subject=MOTION)
class PapersRead(Record):
    """圈阅 A recipient opened the papers: proof of delivery and nothing more; it is never a stance (M39)."""

    motion: UUID = public()
    item: UUID = public()
    person: UUID = public()


@record("decisions.worry-lodged/1", log="sealed", subject=("worry", "worry"))
class WorryLodged(Record):
    """私下反映 A member tells the stationed group of a worry, unseen by the room; excludes any derivation (M49).

    It has a file of its own, so that the decision's file can be shown complete without it. Its actor is a name for
    this once, and its key the organ's: neither the entry nor the vault's rows say who lodged it.
    """

    worry: UUID = public()
    motion: UUID = public()
    person: UUID = sealed()
    words: str = sealed()
