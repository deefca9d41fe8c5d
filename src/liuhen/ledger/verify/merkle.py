"""默克尔树 The RFC 6962 SHA-256 tree: roots, proofs, and the checks of proofs.

Policy, written down because RFC 6962 leaves it open:

* every hash that goes into a hash is 32 bytes; anything else is refused, an empty one too;
* a tree of size 0 has one root, SHA-256 of nothing; no entry is included in it;
* consistency 0 -> 0 holds with that root on both sides and an empty proof;
* consistency n -> n (n > 0) says only "the two roots are the same bytes" and needs an empty proof;
* consistency 0 -> n (n > 0) is refused: it would prove nothing. Who meets a log for the first time
  (a witness with no state) must decide that by itself, not call it a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

HashAt = Callable[[int, int], bytes]
"""`hash_at(level, index)`: hash of the complete subtree of 2**level leaves, number `index` from the left."""


class ProofError(ValueError):
    """证明不成立 A proof, signature or file of the book does not hold; the message says what broke."""


def leaf_hash(data: bytes) -> bytes:
    """叶哈希 Hash of one entry's exact bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """节点哈希 Hash of two neighbouring subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """前沿 Compact range from leaf 0: roots of the complete subtrees that make up a tree of `size`, largest first."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if size < 0 or len(self.hashes) != size.bit_count():
            raise ProofError(f"frontier of size {size} needs {max(size, 0).bit_count()} hashes, got {len(self.hashes)}")
        for value in self.hashes:
            _check_hash(value, "frontier hash")

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash on the right."""
        value, size = _check_hash(leaf, "leaf hash"), self.size
        while size & 1:
            value = node_hash(self.hashes.pop(), value)
            size >>= 1
        self.hashes.append(value)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaf hashes, in order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """Root of the tree so far."""
        if not self.hashes:
            return EMPTY_ROOT
        value = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            value = node_hash(left, value)
        return value

    def copy(self) -> Frontier:
        """An independent copy."""
        return Frontier(self.size, self.hashes)

    @classmethod
    def at(cls, size: int, hash_at: HashAt) -> Frontier:
        """Read the frontier of a stored tree of `size` back from its complete subtrees."""
        return cls(size, [hash_at(level, index) for level, index in subtrees(0, size)])


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """树根 Root of the tree over these leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaf_hashes)
    return frontier.root()


def subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """Complete subtrees `(level, index)`, left to right, of leaves `start` to `end`, when `start` is aligned as in
    RFC 6962 (a multiple of the largest of them)."""
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def range_root(start: int, end: int, hash_at: HashAt) -> bytes:
    """Hash MTH(D[start:end]) of an aligned range, its last subtree possibly incomplete."""
    return Frontier(end - start, [hash_at(level, index) for level, index in subtrees(start, end)]).root()


def inclusion_proof(index: int, size: int, hash_at: HashAt) -> list[bytes]:
    """收录证明 Audit path of leaf `index` in the tree of `size`, from the leaf's sibling upwards."""
    if not 0 <= index < size:
        raise ProofError(f"index {index} is not below size {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_root(middle, end, hash_at))
            end = middle
        else:
            path.append(range_root(start, middle, hash_at))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, hash_at: HashAt) -> list[bytes]:
    """一致性证明 Proof that the tree of `old` leaves is the beginning of the tree of `new` leaves."""
    if not 0 <= old <= new:
        raise ProofError(f"old size {old} is not between 0 and {new}")
    if old in (0, new):
        return []
    path, start, end = [], 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_root(middle, end, hash_at))
            end = middle
        else:
            path.append(range_root(start, middle, hash_at))
            start = middle
    if start:
        path.append(range_root(start, end, hash_at))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> None:
    """核验收录 Raise ProofError unless `leaf` (a leaf hash) is number `index` of the tree of `size` with that root."""
    if not 0 <= index < size:
        raise ProofError(f"index {index} is not below size {size}")
    _check_hashes(proof, leaf=leaf, root=expected_root)
    inner = (index ^ (size - 1)).bit_length()
    wanted = inner + (index >> inner).bit_count()
    if len(proof) != wanted:
        raise ProofError(f"inclusion proof has {len(proof)} hashes, needs {wanted}")
    value = leaf
    for level, sibling in enumerate(proof):
        left = level >= inner or index >> level & 1
        value = node_hash(sibling, value) if left else node_hash(value, sibling)
    if value != expected_root:
        raise ProofError("inclusion proof does not lead to the root")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """核验一致性 Raise ProofError unless the tree (old, old_root) is the beginning of the tree (new, new_root)."""
    if not 0 <= old <= new:
        raise ProofError(f"old size {old} is not between 0 and {new}")
    if old == 0 or old == new:
        _verify_trivial(old, new, proof, old_root, new_root)
        return
    _check_hashes(proof, old_root=old_root, new_root=new_root)
    shift = (old & -old).bit_length() - 1
    inner = ((old - 1) ^ (new - 1)).bit_length()
    above = inner - shift
    seed, path = (old_root, list(proof)) if old == 1 << shift else (proof[0] if proof else b"", list(proof[1:]))
    wanted = above + ((old - 1) >> inner).bit_count()
    if not seed or len(path) != wanted:
        raise ProofError(f"consistency proof has {len(proof)} hashes, not what sizes {old} and {new} need")
    first = second = seed
    for level, sibling in enumerate(path):
        if level >= above or (old - 1) >> (shift + level) & 1:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
        else:
            second = node_hash(second, sibling)
    if first != old_root:
        raise ProofError("consistency proof does not lead to the old root")
    if second != new_root:
        raise ProofError("consistency proof does not lead to the new root")


def _verify_trivial(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    if old != new:
        raise ProofError("consistency with an empty tree proves nothing")
    if proof:
        raise ProofError("equal sizes need an empty consistency proof")
    if old_root != new_root:
        raise ProofError(f"two different roots for one size {old}")
    if old == 0 and old_root != EMPTY_ROOT:
        raise ProofError("an empty tree's root is SHA-256 of nothing")


def _split(size: int) -> int:
    """The largest power of two below `size` (size > 1)."""
    return 1 << (size - 1).bit_length() - 1


def _check_hash(value: bytes, what: str) -> bytes:
    if len(value) != HASH_SIZE:
        raise ProofError(f"{what} has {len(value)} bytes, not {HASH_SIZE}")
    return value


def _check_hashes(proof: Sequence[bytes], **named: bytes) -> None:
    for name, value in named.items():
        _check_hash(value, name.replace("_", " "))
    for number, value in enumerate(proof):
        _check_hash(value, f"proof hash {number}")
