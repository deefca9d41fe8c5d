"""Code of others: what is kept is what was built, with its licence, and nothing is asked of another host."""

from __future__ import annotations

import hashlib
import json

from tests.ui.conftest import SOURCE, UI

VENDOR = UI / "static/ui/vendor"
ROOT = SOURCE.parent.parent


def test_every_file_has_its_digest() -> None:
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in (VENDOR / "SHA256SUMS").read_text().splitlines()}
    kept = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in VENDOR.iterdir() if p.name != "SHA256SUMS"}
    assert listed == kept


def test_versions_are_those_of_the_package_file() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    for line in (VENDOR / "VERSIONS.txt").read_text().splitlines():
        name, version, _licence, file = line.split(" ", 3)
        assert wanted[name] == version
        assert (VENDOR / file).read_text().startswith(f"/* {name} {version} ")
        assert (VENDOR / file.replace(".min.js", ".LICENSE.txt")).stat().st_size > 300


def test_no_registry_address_in_the_lock_file() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text()
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()


def test_all_versions_are_exact() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
