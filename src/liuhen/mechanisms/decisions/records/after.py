"""决定之后 D5, D6 and D10, and what came of a decision; execution and inquiry come through links."""

from __future__ import annotations

from uuid import UUID

from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record, sealed
from liuhen.mechanisms.decisions.records.motion import MOTION

LINKED = DutyLine(EvidenceKind.PROGRESS, Category.AREA, "登记一项决策的执行情况")
FOUND = DutyLine(EvidenceKind.INSPECTION, Category.OTHER, "作出一项认定")  # about whom and what stays on its own file


@record("decisions.final-text-sealed/1", log="internal", subject=MOTION)
class FinalTextSealed(Record):
    """定稿 The final text after 原则通过, with its difference to the text voted on and both digests."""

    motion: UUID = public()
    item: UUID = public()
    voted_sha256: str = public()
    final_sha256: str = public()
    object_until: str = public()
    text: str = internal()
    difference: str = internal()


@record("decisions.final-text-objected/1", log="internal", subject=MOTION)
class FinalTextObjected(Record):
    """定稿异议 Within the window a member says that the final text is not what was agreed in principle."""

    motion: UUID = public()
    final: UUID = public()
    person: UUID = public()
    reason: str = internal()


@record("decisions.reconsideration-opened/1", log="internal", subject=MOTION)
class ReconsiderationOpened(Record):
    """复议 More than half of the members consent to take a decided matter up again."""

    motion: UUID = public()
    consenting: list[UUID] = public()
    members: int = public()
    reason: str = internal()


@record("decisions.publication-decided/1", log="internal", subject=MOTION)
class PublicationDecided(Record):
    """报告与公布 Reported upward, published, or the legal ground for not publishing."""

    motion: UUID = public()
    published: bool = public()
    reported_to: str = internal()
    ground: str = internal()


@record("decisions.act-confirmed/1", log="internal", subject=MOTION)
class ActConfirmed(Record):
    """事后确认 A person confirms by own signature what was entered for him from paper."""

    motion: UUID = public()
    entry: UUID = public()
    person: UUID = public()
    document: str = internal()


@record("decisions.consequence-linked/1", log="internal", subject=("consequence", "consequence"), duty_line=LINKED)
class ConsequenceLinked(Record):
    """后果关联 A payment, contract, result or loss from outside, tied to its decision or to none (M40, M41)."""

    consequence: UUID = public()
    organ: UUID = public()
    kind: str = public()
    category: str = public()
    motion: UUID | None = public()
    reference: str = internal()
    amount_fen: int | None = internal()
    words: str = internal()


@record("decisions.impropriety-found/1", log="internal", subject=MOTION, duty_line=FOUND)
class ImproprietyFound(Record):
    """违规认定 A competent organ finds that the mover's original text was 明显违规违纪 (M49)."""

    motion: UUID = public()
    by_organ: UUID = public()
    final: bool = public()
    original_sha256: str = public()
    appeal_told: bool = public()
    grounds: str = internal()


@record("decisions.impropriety-overturned/1", log="internal", subject=MOTION)
class ImproprietyOverturned(Record):
    """认定撤销 The finding falls, and with it everything derived from it."""

    motion: UUID = public()
    grounds: str = internal()


@record("decisions.silence-answered/1", log="internal", subject=MOTION)
class SilenceAnswered(Record):
    """陈述 What a person under derivation says about his silence; attached, never edited (M49)."""

    motion: UUID = public()
    person: UUID = public()
    words: str = sealed(about="person")


@record("decisions.stage-waived/1", log="internal", subject=MOTION)
class StageWaived(Record):
    """环节豁免 A signed waiver for closing with an empty stage of the chain of four (M52)."""

    motion: UUID = public()
    stage: str = public()
    reason: str = internal()
    document: str = internal()


@record("decisions.file-archived/1", log="internal", subject=MOTION)
class FileArchived(Record):
    """归档 The decision file goes to the archive, permanent (D10, M46)."""

    motion: UUID = public()
    content_digest: str = public()
    retention: str = public()


@record("decisions.opinions-granted/1", log="internal", subject=MOTION)
class OpinionsGranted(Record):
    """查阅授权 A person outside the meeting may open its opinions, for a purpose and until a day (M40)."""

    motion: UUID = public()
    person: UUID = public()
    until: str = public()
    purpose: str = internal()


@record("decisions.stage-signed/1", log="internal", subject=MOTION)
class StageSigned(Record):
    """补签 After the outcome somebody signs for a stage he left without a word, or refuses before a witness (M38).

    It completes the file; the sealed record goes on naming what was missing then, and no vote is counted by it.
    """

    motion: UUID = public()
    item: UUID = public()
    stage: str = public()
    person: UUID = public()
    refused: bool = public()
    witness: UUID | None = public()
    reason: str = internal()
    document: str = internal()
