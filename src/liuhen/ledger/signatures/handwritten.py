"""手写签名 A page signed by hand: its scan, where the paper lies, who entered it and who saw it.

It is later confirmed by the person, who signs the same digest with a PIN or a passkey.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from liuhen.kit import canonical, clock
from liuhen.kit.refusals import BadInput
from liuhen.ledger import files
from liuhen.ledger.files import FileRef
from liuhen.ledger.signatures.base import Document, Signature
from liuhen.ledger.signatures.models import SignerKey
from liuhen.ledger.signatures.registry import EvidenceError, Grade, parse

FIELDS = {"v", "provider", "person", "digest", "scan", "archive", "recorder", "witness", "at", "verdict"}
SCANS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def record(
    document: Document, *, person: UUID, scan: FileRef, archive: str, recorder: UUID, witness: UUID
) -> Signature:
    """录入手签 The signature of `person` on paper, as recorder and witness vouch for it. Raises BadInput.

    `archive`: the number under which the paper is kept. The scan is named in the entry's files as well.
    """
    wrong = _wrong(archive, person, recorder, witness)
    if wrong:
        raise BadInput("signatures.handwritten", next(iter(wrong.values())), fields=wrong)
    now = clock.rfc3339(clock.now())
    evidence = canonical.encode(
        {
            "v": 1,
            "provider": "handwritten",
            "person": str(person),
            "digest": document.digest.hex(),
            "scan": scan.sha256,
            "archive": archive.strip(),
            "recorder": str(recorder),
            "witness": str(witness),
            "at": now,
            "verdict": {"ok": True, "checked": now, "grade": Grade.HANDWRITTEN.value},
        }
    )
    return Signature("handwritten", scan.sha256, evidence)


def store_scan(content: bytes) -> FileRef:
    """存扫描件 Keeps a scan (PDF, JPEG or PNG). Raises BadInput for anything else."""
    for magic, media in SCANS.items():
        if content.startswith(magic):
            return files.put(content, media)
    raise BadInput("signatures.handwritten", "扫描件须为 PDF、JPEG 或 PNG", fields={"scan": "格式不对"})


def confirms(paper: bytes, later: Signature) -> bool:
    """是否本人确认 Whether a later PIN or passkey signature is the same person's over the same digest."""
    try:
        first, second = parse(paper, "handwritten"), parse(later.evidence, later.provider)
    except EvidenceError:
        return False
    if later.provider == "handwritten":
        return False
    return bool(first["digest"] == second["digest"] and first["person"] == second["person"])


class Handwritten:
    """手写 The provider as the registry knows it: paper has no key, its scan stands for it."""

    name = "handwritten"
    grade = Grade.HANDWRITTEN
    keyed = False

    def check(self, evidence: dict[str, Any], key: SignerKey | None) -> str:
        """查验 Raises EvidenceError unless all parts are there and the scan still has its digest."""
        if set(evidence) != FIELDS or not all(isinstance(evidence[name], str) for name in FIELDS - {"v", "verdict"}):
            raise EvidenceError("手写签名凭据的内容不全或多余")
        try:
            person, recorder, witness = (UUID(evidence[name]) for name in ("person", "recorder", "witness"))
        except ValueError as error:
            raise EvidenceError("手写签名凭据的人员标识不能读取") from error
        wrong = _wrong(evidence["archive"], person, recorder, witness)
        if wrong:
            raise EvidenceError(next(iter(wrong.values())))
        if trouble := files.check(evidence["scan"]):
            raise EvidenceError(f"手写签名的扫描件{trouble}")
        return "手写签名，由记录人和见证人证明"


def _wrong(archive: str, person: UUID, recorder: UUID, witness: UUID) -> dict[str, str]:
    wrong = {}
    if not 1 <= len(archive.strip()) <= 60:
        wrong["archive"] = "请填写原件的档号（60 字以内）"
    if witness in (recorder, person):
        wrong["witness"] = "见证人不能是签名人或记录人"
    return wrong
