"""默克尔树 Our tree against the definition of RFC 6962, against pymerkle, and at its edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from liuhen.ledger.verify import merkle
from liuhen.ledger.verify.merkle import EMPTY_ROOT, Frontier, ProofError
from tests import depth  # noqa: F401 (loads the profile)

SIZES = st.integers(1, 200)


def mth(leaves):
    """The definition in RFC 6962, section 2.1, word for word, over leaf hashes."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return merkle.node_hash(mth(leaves[:split]), mth(leaves[split:]))


def leaves_of(size):
    return [merkle.leaf_hash(b"leaf %d" % number) for number in range(size)]


def hash_at_of(leaves):
    def hash_at(level, index):
        assert (index + 1) << level <= len(leaves), "asked for a subtree that is not complete"
        return mth(leaves[index << level : (index + 1) << level])

    return hash_at


@given(st.integers(0, 300))
def test_root_and_frontier_follow_the_definition(size):
    leaves = leaves_of(size)
    frontier = Frontier()
    frontier.extend(leaves)
    assert merkle.root(leaves) == frontier.root() == mth(leaves)
    assert frontier.size == size
    read_back = Frontier.at(size, hash_at_of(leaves))
    assert (read_back.hashes, read_back.root()) == (frontier.hashes, frontier.root())


@given(SIZES, SIZES)
def test_a_frontier_goes_on_where_it_was_stored(old, more):
    leaves = leaves_of(old + more)
    stored = Frontier.at(old, hash_at_of(leaves[:old]))
    going_on = stored.copy()
    going_on.extend(leaves[old:])
    assert going_on.root() == mth(leaves)
    assert stored.root() == mth(leaves[:old])


@given(st.data())
def test_every_inclusion_proof_holds_and_no_changed_one_does(data):
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    root, path = mth(leaves), merkle.inclusion_proof(index, size, hash_at_of(leaves))
    merkle.verify_inclusion(leaves[index], index, size, path, root)
    for wrong in changed_proofs(path):
        with pytest.raises(ProofError):
            merkle.verify_inclusion(leaves[index], index, size, wrong, root)
    other = data.draw(st.integers(0, size + 3).filter(lambda one: one != index))
    with pytest.raises(ProofError):
        merkle.verify_inclusion(leaves[index], other, size, path, root)


@given(st.data())
def test_every_consistency_proof_holds_and_no_changed_one_does(data):
    new = data.draw(SIZES)
    old = data.draw(st.integers(1, new))
    leaves = leaves_of(new)
    roots, path = (mth(leaves[:old]), mth(leaves)), merkle.consistency_proof(old, new, hash_at_of(leaves))
    merkle.verify_consistency(old, new, path, *roots)
    for wrong in changed_proofs(path):
        with pytest.raises(ProofError):
            merkle.verify_consistency(old, new, wrong, *roots)
    if old < new:
        with pytest.raises(ProofError):
            merkle.verify_consistency(old, new, path, roots[0], merkle.leaf_hash(roots[1]))
        with pytest.raises(ProofError):
            merkle.verify_consistency(old, new, path, merkle.leaf_hash(roots[0]), roots[1])


def changed_proofs(path):
    yield [*path, EMPTY_ROOT]
    yield [EMPTY_ROOT, *path]
    if path:
        yield path[:-1]
        yield path[1:]
        yield [bytes([path[0][0] ^ 1]) + path[0][1:], *path[1:]]
        yield [path[0][:31], *path[1:]]
    if len(set(path)) > 1:
        yield path[::-1]


@given(st.integers(1, 80), st.data())
def test_pymerkle_builds_the_same_tree_and_the_same_proofs(size, data):
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(b"leaf %d" % number)
    leaves = leaves_of(size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert tree.get_root() == merkle.root(leaves)
    # Theirs holds the leaf too, and folds from the rule; ours leaves both to the checker.
    theirs = tree.prove_inclusion(index + 1, size)
    assert theirs.path[1:] == merkle.inclusion_proof(index, size, hash_at_of(leaves))
    theirs = tree.prove_consistency(old, size)
    merkle.verify_consistency(
        old,
        size,
        merkle.consistency_proof(old, size, hash_at_of(leaves)),
        theirs.retrieve_prior_state(),
        tree.get_root(),
    )


def test_the_empty_tree():
    assert merkle.root([]) == Frontier().root() == EMPTY_ROOT
    merkle.verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    assert merkle.consistency_proof(0, 5, hash_at_of(leaves_of(5))) == []
    for old_root, new_root in ((EMPTY_ROOT, bytes(32)), (bytes(32), bytes(32))):
        with pytest.raises(ProofError):
            merkle.verify_consistency(0, 0, [], old_root, new_root)
    with pytest.raises(ProofError, match="proves nothing"):
        merkle.verify_consistency(0, 1, [], EMPTY_ROOT, mth(leaves_of(1)))
    with pytest.raises(ProofError):
        merkle.verify_inclusion(EMPTY_ROOT, 0, 0, [], EMPTY_ROOT)


def test_what_cannot_be_proved_is_not_asked_for():
    hash_at = hash_at_of(leaves_of(4))
    for index, size in ((4, 4), (-1, 4), (0, 0)):
        with pytest.raises(ProofError):
            merkle.inclusion_proof(index, size, hash_at)
    for old, new in ((5, 4), (-1, 4)):
        with pytest.raises(ProofError):
            merkle.consistency_proof(old, new, hash_at)


def test_a_frontier_must_fit_its_size():
    for size, hashes in ((3, leaves_of(1)), (1, [b"short"]), (-1, [])):
        with pytest.raises(ProofError):
            Frontier(size, hashes)
    with pytest.raises(ProofError):
        Frontier().append(b"a leaf, not its hash")
