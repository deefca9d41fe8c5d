"""网页核验 verify.js says word for word what verify.py says, of sound dossiers and of changed ones."""

import json
import random
import subprocess
import zipfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from liuhen.ledger.verify import verify
from tests.depth import depth
from tests.ledger_verify.build import MOTION, Maker, pack, sample
from tests.ledger_verify.conftest import NODE
from tests.ledger_verify.tampering import tamper

HERE = Path(__file__).parent


def node(script, text=""):
    command = [NODE, str(HERE / script)]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_browser(zips, policy=None):
    """Verdicts of verify.js as verify.py's Steps."""
    asked = [{"zip": b64encode(data).decode(), "name": "卷宗.zip", "policy": policy} for data in zips]
    lines = "\n".join(json.dumps({name: value for name, value in one.items() if value is not None}) for one in asked)
    answers = node("run_verify.mjs", lines).splitlines()
    return [[verify.Step(one["ok"], one["step"], one["detail"]) for one in json.loads(line)] for line in answers]


@pytest.fixture(scope="module")
def files():
    return sample()


@pytest.fixture
def in_python(tmp_path):
    def check(data, policy=None):
        path = tmp_path / "卷宗.zip"
        path.write_bytes(data)
        return verify.check(path, policy)

    return check


def test_our_own_sha_and_ed25519_agree_with_openssl():
    assert node("run_primitives.mjs") == "ok\n"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_sound_dossier_gets_the_same_words(files, in_python, compression):
    data = pack(files, compression)
    [steps] = in_browser([data])
    assert steps == in_python(data)
    assert all(step.ok for step in steps)


def test_without_anchor_and_with_the_checkers_own_policy(in_python):
    policy = Maker().policy("none")
    data = pack(sample(anchor=False))
    [steps] = in_browser([data], policy.decode())
    assert steps == in_python(data, policy)
    assert all(step.ok for step in steps)


def test_changed_dossiers_get_the_same_words(files, in_python):
    dice = random.Random(20261123)
    zips, kinds = [], []
    for _ in range(depth(80, 300)):
        changed, kind, named = tamper(files, dice)
        zips.append(pack(changed))
        kinds.append((kind, named))
    for kind, data, found in zip(kinds, zips, in_browser(zips), strict=True):
        assert found == in_python(data), kind
        assert not all(step.ok for step in found), kind


@pytest.mark.parametrize(
    "evidence", [b"no json", b"[1]", b'{"digest":1}', b'{"digest":[]}', b'{"digest":null}', b'{"v":1}']
)
@pytest.mark.parametrize("document", ["甲 同意", 7, None])
def test_odd_evidence_gets_the_same_words(in_python, evidence, document):
    maker = Maker()
    maker.story()
    maker.opinion(5, shown=True, signed="甲 不同意")
    sig = [{"provider": "pin", "key": "k", "evidence": sha256(evidence).hexdigest()}]
    maker.files[f"evidence/{sha256(evidence).hexdigest()}"] = evidence
    maker.enter("decisions.opinion-signed/1", MOTION, {}, {"document": (document, True)}, sig=sig)
    data = pack(maker.close())
    [steps] = in_browser([data])
    assert steps == in_python(data)
    assert len([step for step in steps if not step.ok]) == 2


def test_changed_bytes_of_the_zip_itself_are_never_taken_for_a_sound_dossier(files, in_python):
    dice, whole = random.Random(20261124), pack(files)
    cut = [whole[: dice.randrange(len(whole))] for _ in range(10)]
    for data, found in zip(cut, in_browser(cut), strict=True):
        assert not all(step.ok for step in found)
        assert not all(step.ok for step in in_python(data))
