"""Every command says in Chinese what it does, needs no installation to say it, and stands in the manual."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from liuhen.doors.cli.commands import cli
from liuhen.doors.cli.reference import commands, reference

MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "cli.md"
COMMANDS = dict(commands(cli, "liuhen"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself(name: str, call: Callable[..., Result]) -> None:
    answer = call(*name.split()[1:], "--help")
    assert answer.exit_code == 0
    assert answer.output.startswith(f"用法：{name}")
    assert CHINESE.search(COMMANDS[name].help or "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    options = [one for one in COMMANDS[name].params if isinstance(one, click.Option)]
    assert [one.name for one in options if not CHINESE.search(one.help or "")] == []


def test_the_manual_lists_every_command_as_it_is() -> None:
    assert reference() in MANUAL.read_text(encoding="utf-8")


def test_the_list_of_commands_is_complete(call: Callable[..., Result]) -> None:
    said = call("--help").output
    assert [name for name in cli.commands if name not in said] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such-thing"], "no-such-thing"),
        (["audit", "--nope"], "没有这个选项：--nope"),
        (["export"], "缺少：动议"),
        (["verify", "not/there.zip"], "档案 不对"),
        (["serve", "--port", "99999"], "不对"),
    ],
)
def test_a_wrong_call_says_so_and_ends_with_2(words: list[str], said: str, call: Callable[..., Result]) -> None:
    answer = call(*words)
    assert answer.exit_code == 2
    assert said in answer.output


def test_help_needs_no_installation(shell: Callable[..., object]) -> None:
    assert shell("audit", "--help").returncode == 0  # type: ignore[attr-defined]


def test_without_an_installation_a_command_says_what_to_set(shell: Callable[..., object]) -> None:
    answer = shell("audit")
    assert (answer.returncode, answer.stderr.strip()) == (2, "请设置 LIUHEN_BOOK")  # type: ignore[attr-defined]
