"""Documents point to what exists, and name commands that there are."""

from __future__ import annotations

import re

import pytest

from liuhen.doors.cli.commands import cli
from tests.docs.text import IMAGES, ROOT, anchors, code, documents, links

MAKE = re.compile(r"^\s*make ([a-z]+)", re.MULTILINE)
LIUHEN = re.compile(r"(?:^|/bin/)liuhen ([a-z][a-z-]+)", re.MULTILINE)
WORKSHOP = re.compile(r"\b[Ii]ssue #?\d|\b[Ss]print\b|\bTODO\b|\bFIXME\b|/[w]ork/")


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    lost = []
    for link in links(path):
        place, _, anchor = link.partition("#")
        if "://" in place:
            continue
        target = (path.parent / place).resolve() if place else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_make_command_shown_exists():
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {(path.name, name) for path in documents() for name in MAKE.findall(code(path))}
    assert {(name, command) for name, command in shown if command not in there} == set()


def test_readme_begins_with_the_two_commands():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line.split("#")[0].strip() for line in lines if line.startswith("make ")][:2] == ["make demo", "make test"]
    assert lines.index("```sh") < 5


def test_every_liuhen_command_shown_exists():
    shown = {(path.name, name) for path in documents() for name in LIUHEN.findall(code(path))}
    assert {(name, command) for name, command in shown if command not in cli.commands} == set()


def test_every_liuhen_command_is_documented():
    text = (ROOT / "docs" / "manual" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"liuhen {name}" not in text] == []


def test_every_picture_of_the_manual_is_shown_and_there():
    shown = {link.rpartition("/")[2] for path in documents() for link in links(path) if link.endswith(".png")}
    assert shown == {path.name for path in IMAGES.glob("*.png")}


def test_documents_speak_of_the_product_only():
    found = {str(path.relative_to(ROOT)): WORKSHOP.findall(path.read_text(encoding="utf-8")) for path in documents()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_package_has_its_screen():
    parts = ["kit", "ledger", "ui", "organs", "rules", "mechanisms/decisions", "config"]
    parts += ["doors/accounts", "doors/web", "doors/api", "doors/cli"]
    screens = {part: ROOT / "src" / "liuhen" / part / "README.md" for part in parts}
    assert [part for part, path in screens.items() if not path.exists()] == []
