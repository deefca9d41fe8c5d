"""凭据与附件 Signature evidence and files: there, unchanged, named by an entry, and signatures that hold."""

from __future__ import annotations

import hashlib

from liuhen.kit.refusals import NotFound
from liuhen.ledger import files
from liuhen.ledger.audit.faults import Findings
from liuhen.ledger.audit.scan import Seen
from liuhen.ledger.models import Evidence
from liuhen.ledger.signatures import registry

PART = "签名凭据"


def check_evidence(seen: list[Seen], findings: Findings) -> None:
    """查凭据 Every signature of every book, by its evidence, over its document; and evidence that nobody named."""
    stored = {row.sha256: bytes(row.content) for row in Evidence.objects.iterator(500)}
    for digest, content in stored.items():
        if hashlib.sha256(content).hexdigest() != digest:
            findings.add(PART, digest, "内容与摘要不符，已被改动")
    named = set()
    documents = {name: digest for one in seen for name, digest in one.documents.items()}
    for signature in (signature for one in seen for signature in one.signed):
        named.add(signature.evidence)
        content = stored.get(signature.evidence, b"")
        if not content:
            findings.add(PART, signature.evidence, f"缺失，{signature.name}引用了它")
        elif hashlib.sha256(content).hexdigest() == signature.evidence:
            document = documents.get(signature.name)
            verdict = registry.verify(signature.provider, content, document, signature.at)
            if not verdict.ok:
                findings.add(PART, signature.evidence, f"{signature.name}的签名不成立：{verdict.note}")
    for digest in stored.keys() - named:
        findings.add(PART, digest, "没有任何记录引用它")


def check_files(seen: list[Seen], findings: Findings) -> None:
    """查附件 Every file an entry names: present, of that size, with both digests."""
    for name, file in {file["sha256"] + str(file): (name, file) for one in seen for name, file in one.files}.values():
        digest = file["sha256"]
        try:
            content = files.get(digest)
        except NotFound:
            findings.add("附件", digest, f"缺失，{name}引用了它")
            continue
        stated = (digest, file["sm3"], file["size"])
        if stated != (hashlib.sha256(content).hexdigest(), hashlib.new("sm3", content).hexdigest(), len(content)):
            findings.add("附件", digest, f"内容已变，与{name}所记不符")
