"""外部核验 How other people's verifiers are asked; each takes cases and says of each whether it holds."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from liuhen.ledger.verify import merkle
from tests.ledger_verify.outside.cases import Case

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
GO_CODE = Path("/usr/share/gocode")
SPKI = bytes.fromhex("302a300506032b6570032100")


@dataclass(frozen=True)
class Outsider:
    """外部核验者 `missing()` says what this machine lacks; `grows`: it checks consistency proofs too."""

    name: str
    ask: Callable[[Sequence[Case]], list[bool]]
    missing: Callable[[], str]
    grows: bool = False
    in_ci: bool = True

    def __str__(self) -> str:
        return self.name


def _python(module: str) -> Callable[[], str]:
    return lambda: "" if importlib.util.find_spec(module) else f"the Python package {module}"


def _held(check: Callable[[Case], None], cases: Sequence[Case]) -> list[bool]:
    answers = []
    for case in cases:
        try:
            check(case)
            answers.append(True)
        except Exception:
            answers.append(False)
    return answers


def _sigstore(case: Case) -> None:
    from sigstore._internal.merkle import verify_merkle_inclusion
    from sigstore._internal.rekor.checkpoint import verify_checkpoint
    from sigstore._internal.trust import Keyring
    from sigstore.models import TransparencyLogEntry
    from sigstore_models.common.v1 import PublicKey
    from sigstore_models.rekor import v1

    def text(data: bytes) -> str:
        return b64encode(data).decode()

    key = PublicKey.from_json(json.dumps({"rawBytes": text(SPKI + case.key.public), "keyDetails": "PKIX_ED25519"}))
    proof = {
        "logIndex": str(case.index),
        "treeSize": str(case.head.size),
        "rootHash": text(case.head.root),
        "hashes": [text(one) for one in case.path],
        "checkpoint": {"envelope": case.checkpoint.decode()},
    }
    inner = v1.TransparencyLogEntry.from_dict(
        {
            "logIndex": str(case.index),
            "logId": {"keyId": text(case.key.id)},
            "kindVersion": {"kind": "hashedrekord", "version": "0.0.1"},
            "inclusionProof": proof,
            "canonicalizedBody": text(case.entry),
        }
    )
    entry = TransparencyLogEntry(inner)
    verify_checkpoint(Keyring([key]), entry)
    verify_merkle_inclusion(entry)


def _scales(case: Case) -> None:
    from tlog_scales.signing import Vkey, VkeySet
    from tlog_scales.tlog import Checkpoint, ConsistencyProof, InclusionProof

    checkpoint = Checkpoint.from_text(case.checkpoint.decode())
    vkeys = VkeySet(*(Vkey.from_string(str(key)) for key in case.keys))
    assert {one.sig_type for one, _ in vkeys.verify(checkpoint.signatures, checkpoint)} == {1, 4, 6}
    inclusion = InclusionProof(case.index, checkpoint.size, list(case.path))
    inclusion.check(merkle.leaf_hash(case.entry), checkpoint.root_hash)
    growth = ConsistencyProof(case.old_size, checkpoint.size, list(case.consistency))
    growth.check(case.old_root, checkpoint.root_hash)


def _program(command: list[str], environment: dict[str, str]) -> Callable[[Sequence[Case]], list[bool]]:
    def ask(cases: Sequence[Case]) -> list[bool]:
        lines = "\n".join(json.dumps(case.plain()) for case in cases)
        done = subprocess.run(
            command,
            input=lines,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return [line == "true" for line in done.stdout.splitlines()]

    return ask


def _npm() -> str:
    found = shutil.which("node") and (ROOT / "node_modules/@sigstore/verify").is_dir()
    return "" if found else "Node.js or the npm package @sigstore/verify"


def _go() -> str:
    found = shutil.which("go") and (GO_CODE / "src/golang.org/x/mod/sumdb/note").is_dir()
    return "" if found else "Debian's golang-go or golang-golang-x-mod-dev"


ALL = [
    Outsider("sigstore (Python)", lambda cases: _held(_sigstore, cases), _python("sigstore")),
    Outsider("tlog-scales (Python)", lambda cases: _held(_scales, cases), _python("tlog_scales"), grows=True),
    Outsider("@sigstore/verify (npm)", _program(["node", str(HERE / "sigstore_npm.mjs")], {}), _npm),
    Outsider(
        "golang.org/x/mod/sumdb (Debian)",
        _program(["go", "run", str(HERE / "sumdb.go")], {"GO111MODULE": "off", "GOPATH": str(GO_CODE), "GOFLAGS": ""}),
        _go,
        grows=True,
        in_ci=False,
    ),
]


def present() -> list[Outsider]:
    """Those on this machine. CI must have the first three: there, a missing one is an error."""
    required = os.environ.get("CI") == "true"
    lacking = [one.missing() for one in ALL if required and one.in_ci and one.missing()]
    if lacking:
        raise RuntimeError(f"CI needs {', '.join(lacking)}")
    return [one for one in ALL if not one.missing()]
