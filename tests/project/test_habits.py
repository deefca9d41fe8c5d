"""Habits a machine can look at: sizes, pinned hashes, no foreign addresses, nothing of the workshop in the product."""

from __future__ import annotations

import re
import tomllib

from tests.project.files import ROOT, SRC, modules, texts

LONGEST = 400  # lines
# Written so that this file does not hold them itself.
WORKSHOP = re.compile(
    r"\b([c]laude|[c]hatgpt|[c]opilot|[a]nthropic|as an [a]i|this [s]ession|sub[a]gent)\b|/[w]ork/|/[f]arm/", re.I
)
LOCKS = ("package.json", "package-lock.json", ".npmrc")
DELIVERY = re.compile(r"(?:src|href|url|from|import)\s*[=(]?\s*[\"']?\s*(?:https?:)?//(?!www\.w3\.org)[a-z]", re.I)


def test_files_are_short_enough_to_read() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules(ROOT / "src")}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_no_package_address_is_recorded() -> None:
    files = [*(ROOT / "requirements").iterdir(), *(ROOT / name for name in LOCKS if (ROOT / name).exists())]
    assert [path.name for path in files if "://" in path.read_text(encoding="utf-8")] == []


def test_every_locked_package_has_its_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        packages = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
        loose = [package.split()[0] for package in packages if "==" in package and "--hash=sha256:" not in package]
        assert loose == [], lock.name


def test_every_direct_requirement_has_a_lower_bound() -> None:
    lines = [line for file in (ROOT / "requirements").glob("*.in") for line in file.read_text("utf-8").splitlines()]
    wanted = [line for line in lines if line.strip() and not line.startswith(("#", "-"))]
    assert [line for line in wanted if ">=" not in line] == []


def test_pages_load_nothing_from_elsewhere() -> None:
    pages = [(path, text) for path, text in texts() if SRC in path.parents and path.suffix in {".html", ".css", ".js"}]
    assert [str(path.relative_to(ROOT)) for path, text in pages if DELIVERY.search(text)] == []


def test_no_page_holds_script_or_style_of_its_own() -> None:
    """The content policy would refuse it; better to say so before a browser does."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son[a-z]+=\"", re.I)
    pages = [(path, text) for path, text in texts() if SRC in path.parents and path.suffix == ".html"]
    assert [str(path.relative_to(ROOT)) for path, text in pages if inline.search(text)] == []


def test_nothing_of_the_workshop_is_in_the_product() -> None:
    found = [f"{path.relative_to(ROOT)}: {hit.group()}" for path, text in texts() if (hit := WORKSHOP.search(text))]
    assert found == []


def test_version_is_named_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", project["version"])
