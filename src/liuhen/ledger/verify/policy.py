"""信任策略 Which logs, which witnesses, and how many of them (c2sp.org/tlog-policy)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .checkpoint import Checkpoint, open_checkpoint
from .cosignature import ED25519_COSIGNATURE, MLDSA44_COSIGNATURE
from .keys import parse_vkey
from .merkle import ProofError
from .note import Ed25519Key, Key, Verified

NONE = "none"
LOG_KINDS = (Ed25519Key.kind, MLDSA44_COSIGNATURE)
WITNESS_KINDS = (ED25519_COSIGNATURE, MLDSA44_COSIGNATURE)


@dataclass(frozen=True)
class Group:
    """见证组 Witnessed when at least `threshold` of its members are."""

    threshold: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """信任策略 Keys of logs (key, URL), of witnesses by name, groups, and the one quorum."""

    logs: list[tuple[Key, str]] = field(default_factory=list)
    witnesses: dict[str, tuple[Key, str]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    @classmethod
    def parse(cls, text: str) -> Policy:
        """Read a policy; the message of a ProofError names the line."""
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            raise ProofError("policy has control characters other than tab and newline")
        policy = cls()
        for number, line in enumerate(text.split("\n"), 1):
            words = [word for word in re.split("[ \t]+", line) if word]
            if words and not words[0].startswith("#"):
                try:
                    policy._read(words)
                except ProofError as broken:
                    raise ProofError(f"policy line {number}: {broken}") from None
        if not policy.quorum:
            raise ProofError("policy has no quorum line")
        return policy

    def _read(self, words: list[str]) -> None:
        readers = {"log": self._log, "witness": self._witness, "group": self._group, "quorum": self._quorum}
        if words[0] not in readers:
            raise ProofError(f"unknown word {words[0]!r}")
        readers[words[0]](words[1:])

    def _log(self, words: list[str]) -> None:
        _count(words, 1, 2)
        key = _unique(parse_vkey(words[0]), LOG_KINDS, (one for one, _ in self.logs))
        self.logs.append((key, "".join(words[1:])))

    def _witness(self, words: list[str]) -> None:
        _count(words, 2, 3)
        key = _unique(parse_vkey(words[1]), WITNESS_KINDS, (one for one, _ in self.witnesses.values()))
        self.witnesses[self._new(words[0])] = (key, "".join(words[2:]))

    def _group(self, words: list[str]) -> None:
        _count(words, 3, 99)
        members = tuple(words[2:])
        used = [member for group in self.groups.values() for member in group.members]
        if any(not self._defined(one) for one in members) or len({*members, *used}) != len(members) + len(used):
            raise ProofError("group members must be defined above and used once")
        threshold = {"any": "1", "all": str(len(members))}.get(words[1], words[1])
        if not re.fullmatch("[1-9][0-9]?", threshold) or int(threshold) > len(members):
            raise ProofError(f"threshold {words[1]!r} is not between 1 and {len(members)}")
        self.groups[self._new(words[0])] = Group(int(threshold), members)

    def _quorum(self, words: list[str]) -> None:
        _count(words, 1, 1)
        if self.quorum or not (words[0] == NONE or self._defined(words[0])):
            raise ProofError("quorum must be given once and name something defined above")
        self.quorum = words[0]

    def _defined(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _new(self, name: str) -> str:
        if name == NONE or self._defined(name):
            raise ProofError(f"name {name!r} is taken")
        return name

    def keys(self) -> list[Key]:
        """Every key, logs' first."""
        return [key for key, _ in self.logs] + [key for key, _ in self.witnesses.values()]

    def log_keys(self, origin: str) -> list[Key]:
        """The keys of one log."""
        return [key for key, _ in self.logs if key.name == origin]

    def witnessed(self, held: Iterable[Verified]) -> bool:
        """够数 True when the signatures that held satisfy the quorum."""
        signed = {(one.key.name, one.key.id) for one in held}

        def reached(name: str) -> bool:
            if name in self.witnesses:
                key = self.witnesses[name][0]
                return (key.name, key.id) in signed
            group = self.groups[name]
            return sum(map(reached, group.members)) >= group.threshold

        return self.quorum == NONE or reached(self.quorum)

    def open(self, data: bytes) -> tuple[Checkpoint, list[Verified]]:
        """核验检查点 Verify a checkpoint note against this policy, quorum included."""
        checkpoint, held = open_checkpoint(data, self.keys())
        if not any((one.key.name, one.key.kind) == (checkpoint.origin, Ed25519Key.kind) for one in held):
            raise ProofError(f"checkpoint lacks the mandatory Ed25519 line of {checkpoint.origin!r}")
        if not self.witnessed(held):
            raise ProofError(f"checkpoint does not reach the quorum {self.quorum!r}")
        return checkpoint, held


def _count(words: list[str], least: int, most: int) -> None:
    if not least <= len(words) <= most:
        raise ProofError(f"takes {least} to {most} words, not {len(words)}")


def _unique(key: Key, kinds: tuple[int, ...], others: Iterable[Key]) -> Key:
    if key.kind not in kinds:
        raise ProofError(f"signature type 0x{key.kind:02x} does not serve here")
    if any(other.public == key.public for other in others):
        raise ProofError("the same public key stands twice")
    return key
