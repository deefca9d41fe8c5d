"""卷宗核验 verify.py finds every single change in a dossier and names the file."""

import ast
import random
import subprocess
import sys
from hashlib import sha256

import pytest

from liuhen.kit import canonical
from liuhen.ledger.verify import dossier, verify
from liuhen.ledger.verify.note import Note
from tests.depth import depth
from tests.ledger_verify import build
from tests.ledger_verify.build import Maker, pack, sample, seed, write
from tests.ledger_verify.tampering import tamper

SOURCE = verify.__file__


@pytest.fixture(scope="module")
def files():
    return sample()


@pytest.fixture
def verdict(tmp_path):
    """Lay the files out as a zip and check it."""

    def check(files, **more):
        path = tmp_path / "卷宗.zip"
        path.write_bytes(pack(files))
        return verify.check(path, **more)

    return check


def broken(steps):
    return [step for step in steps if not step.ok]


def relist(files):
    """What an attacker does who knows the manifest: list the files as they are now."""
    head = {name: value for name, value in canonical.decode(files["manifest.json"]).items() if name != "files"}
    listed = [dossier.Listed.of(*one) for one in files.items() if one[0] != "manifest.json"]
    return files | {"manifest.json": dossier.manifest(head, listed)}


def test_a_sound_dossier_passes_every_step_as_folder_and_as_zip(files, tmp_path, verdict):
    steps = verdict(files)
    assert not broken(steps)
    assert [step.step for step in steps] == list(verify.STEPS)
    assert verify.check(write(files, tmp_path / "folder")) == steps


def test_a_dossier_without_anchor_says_so_and_rests_on_the_witness_of_its_own_log(verdict):
    steps = verdict(sample(anchor=False))
    assert not broken(steps)
    assert any("未附对外锚定" in step.detail for step in steps)


def test_a_thousand_random_changes_are_each_found_and_named(files, verdict):
    dice = random.Random(20261122)
    for number in range(depth(1_000, 10_000)):
        changed, kind, named = tamper(files, dice)
        found = broken(verdict(changed))
        assert any(named in step.detail for step in found), f"{number}: {kind} {named} {found}"


def test_a_left_out_record_is_found_though_the_manifest_was_rewritten(files, verdict):
    last = max(path for path in files if path.startswith("entries/"))
    less = {path: data for path, data in files.items() if last[8:-5] not in path}
    found = broken(verdict(relist(less)))
    assert any("之前另有未收入本卷的记录" in step.detail or "不符" in step.detail for step in found)
    assert "出卷登记" in {step.step for step in found}


def test_a_left_out_record_in_the_middle_breaks_the_chain_by_name(files, verdict):
    paths = sorted(path for path in files if path.startswith("entries/"))
    less = {path: data for path, data in files.items() if paths[2][8:-5] not in path}
    found = broken(verdict(relist(less)))
    assert any(step.step == "前后衔接" and paths[3] in step.detail for step in found)


@pytest.mark.parametrize("path", ["卷宗.pdf", "disclosed.json"])
def test_content_is_bound_by_the_export_though_the_manifest_was_rewritten(files, verdict, path):
    found = broken(verdict(relist(files | {path: b"{}"})))
    assert "出卷登记" in {step.step for step in found}


def test_a_value_that_does_not_open_its_commitment_is_named(files, verdict):
    values = canonical.decode(files["disclosed.json"])
    id = next(id for id, fields in values.items() if "stance" in fields)
    values[id]["stance"]["value"] = "against"
    found = broken(verdict(relist(files | {"disclosed.json": canonical.encode(values)})))
    assert any(step.step == "披露内容" and id in step.detail and "stance" in step.detail for step in found)


def entries(files):
    return sorted(path for path in files if path.startswith("entries/"))


def test_evidence_is_compared_with_the_document_disclosed(files, verdict):
    """Three opinions are signed; the second one's document is withheld, and so not compared."""
    [step] = [step for step in verdict(files) if step.step == "凭据附件"]
    assert "2 条所签文件相符" in step.detail


FORGED = {
    "over another text": {"signed": "甲 不同意"},
    "over a text that differs by a space": {"document": "甲 同意", "signed": "甲 同意 "},
}


@pytest.mark.parametrize("how", FORGED.values(), ids=list(FORGED))
def test_evidence_over_another_document_is_refused_by_the_name_of_the_entry(verdict, how):
    """What only the keeper of the book could have done: everything else about this dossier is sound."""
    maker = Maker()
    maker.story()
    maker.opinion(7, shown=True, **how)
    made = maker.close()
    [step] = broken(verdict(made))
    assert step.step == "凭据附件"
    assert step.detail == f"{entries(made)[-1]}：所签不是所披露的 document"


@pytest.mark.parametrize("evidence", [b"no json", b"[1]", b'{"digest":1}', b'{"v":1}'])
def test_evidence_that_names_no_digest_stands_under_no_document(verdict, evidence):
    maker = Maker()
    maker.story()
    sig = [{"provider": "pin", "key": "k", "evidence": sha256(evidence).hexdigest()}]
    maker.files[f"evidence/{sha256(evidence).hexdigest()}"] = evidence
    maker.enter("decisions.opinion-signed/1", build.MOTION, {}, {"document": ("甲 同意", True)}, sig=sig)
    made = maker.close()
    assert [(step.step, entries(made)[-1] in step.detail) for step in broken(verdict(made))] == [("凭据附件", True)]


def test_exchanged_documents_are_refused_though_the_manifest_was_rewritten(files, verdict):
    values = canonical.decode(files["disclosed.json"])
    one, other = [id for id, fields in values.items() if "document" in fields]
    values[one]["document"], values[other]["document"] = values[other]["document"], values[one]["document"]
    details = [step.detail for step in broken(verdict(relist(files | {"disclosed.json": canonical.encode(values)})))]
    for id in (one, other):
        assert f"disclosed.json：{id} 的 document 与承诺不符" in details
        assert any(id in detail and "所签不是" in detail for detail in details)


def test_exchanged_evidence_is_refused_though_the_manifest_was_rewritten(files, verdict):
    one, other, *_ = sorted(path for path in files if path.startswith("evidence/"))
    swapped = relist(files | {one: files[other], other: files[one]})
    details = [step.detail for step in broken(verdict(swapped))]
    assert all(any(path in detail for detail in details) for path in (one, other))
    assert any(path.startswith("entries/") and path in detail for path in files for detail in details)


def test_another_policy_does_not_believe_these_logs(files, verdict):
    foreign = files["policy.txt"].replace(b"demo.liuhen", b"fake.liuhen")
    found = broken(verdict(files, policy=foreign))
    assert {"存证记录", "检查点"} <= {step.step for step in found}


def test_a_missing_witness_fails_the_quorum(files, verdict):
    unwitnessed = Maker()
    unwitnessed.story()
    unwitnessed.public.witnesses = []
    found = broken(verdict(unwitnessed.close()))
    assert [(step.step, "见证不足" in step.detail) for step in found] == [("见证", True)]


def test_a_forged_witness_line_is_refused(files, verdict):
    path = "anchor/proof.tlog-proof"
    note = Note.parse(files[path].partition(b"\n\n")[2])
    last = note.signatures[-1]
    forged = str(last)[:-10] + ("A" if str(last)[-10] != "A" else "B") + str(last)[-9:]
    found = broken(verdict(relist(files | {path: files[path].replace(str(last).encode(), forged.encode())})))
    assert any(step.step == "存证记录" and path in step.detail for step in found)


def test_a_checkpoint_of_the_log_without_its_ed25519_line_is_refused(files, verdict):
    note = Note.parse(files["checkpoint.txt"])
    bare = Note(note.text, note.signatures[1:]).encode()
    found = broken(verdict(relist(files | {"checkpoint.txt": bare})))
    assert [step.step for step in found] == ["检查点"]


def test_a_zip_with_two_files_of_one_name_is_refused(files, tmp_path):
    path = tmp_path / "two.zip"
    data = pack(files | {"卷宗.pdg": b"other"})
    path.write_bytes(data.replace("卷宗.pdg".encode(), "卷宗.pdf".encode()))
    assert any("同名" in step.detail for step in broken(verify.check(path)))


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"no zip at all"])
def test_what_is_no_zip_is_refused_in_words(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert any("x.zip" in step.detail for step in broken(verify.check(path)))


def test_one_record_with_its_proof_is_checked_alone(files, tmp_path):
    folder = write(files, tmp_path)
    stem = sorted(path for path in files if path.startswith("entries/"))[0][8:-5]
    own = f"{stem[5:]}"
    values = canonical.encode({own: canonical.decode(files["disclosed.json"])[own]})
    proof = folder / f"proofs/{stem}.tlog-proof"
    # No witness signs the internal log itself: whoever checks one record alone says whom he trusts.
    policy = Maker().policy("none")
    steps = verify.check(proof, policy, entry=files[f"entries/{stem}.json"], disclosed=values)
    assert [(step.step, step.ok) for step in steps] == [
        (name, True) for name in ("信任策略", "存证记录", "见证", "披露内容")
    ]
    wrong = files[f"entries/{stem}.json"].replace(b"2026-11", b"2026-10")
    assert broken(verify.check(proof, policy, entry=wrong, disclosed=values))


def run(*arguments):
    command = [sys.executable, "-I", "-S", SOURCE, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8"}, timeout=60)


def test_the_file_runs_alone_on_bare_python(files, tmp_path):
    sound = run(write(files, tmp_path / "sound"), "--policy", tmp_path / "sound/policy.txt")
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "结论：全部通过" in sound.stdout
    changed = run(write(files | {"卷宗.pdf": b"other"}, tmp_path / "changed"))
    assert changed.returncode == 1
    assert "不符　清单　卷宗.pdf" in changed.stdout
    assert run().returncode == 1
    for mistaken in (["--policy"], ["--polcy", tmp_path / "sound/policy.txt"]):
        refused = run(tmp_path / "sound", *mistaken)
        assert (refused.returncode, refused.stdout) == (1, "")


def test_the_file_is_short_old_fashioned_and_needs_nothing_but_python():
    with open(SOURCE, encoding="utf-8") as file:
        text = file.read()
    assert len(text.splitlines()) <= 250
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= set(sys.stdlib_module_names)


SMALL = [
    bytes(32),
    b"\x01" + bytes(31),
    b"\xec" + b"\xff" * 30 + b"\x7f",
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
]
ODD = [b"\xed" + b"\xff" * 30 + b"\x7f", b"\xff" * 32, b"\x01" + bytes(30) + b"\x80", b"\x02" + bytes(31), b"\x05" * 31]


@pytest.mark.parametrize("key", SMALL + ODD, ids=lambda key: key.hex()[:8] + key.hex()[-2:])
def test_weak_and_odd_points_are_refused(key):
    with pytest.raises((AssertionError, IndexError)):
        verify.point(key)


def test_pure_python_ed25519_agrees_with_openssl(files):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    order = verify.L
    for number in range(20):
        private = Ed25519PrivateKey.from_private_bytes(seed(f"key {number}"))
        public, message = private.public_key().public_bytes_raw(), b"message" * number
        signature = private.sign(message)
        verify.check_ed25519(public, message, signature)
        shifted = int.from_bytes(signature[32:], "little") + order
        for wrong in (
            (public, message + b".", signature),
            (public, message, signature[:-1] + bytes([signature[-1] ^ 1])),
            (public, message, bytes([signature[0] ^ 1]) + signature[1:]),
            (public, message, signature[:32] + shifted.to_bytes(32, "little")),
            (sha256(public).digest(), message, signature),
        ):
            with pytest.raises(AssertionError):
                verify.check_ed25519(*wrong)
