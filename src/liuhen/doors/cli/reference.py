"""命令手册 The page of the manual that lists every command, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from liuhen.doors.cli.commands import cli
from liuhen.doors.cli.tool import options


def reference() -> str:
    """命令手册 Every command with its options, as Markdown."""
    return "\n\n".join(_section(name, command) for name, command in commands(cli, "liuhen"))


def commands(group: click.Group, above: str) -> Iterator[tuple[str, click.Command]]:
    """全部命令 Each command with its whole name, those of groups too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")
        else:
            yield f"{above} {name}", command


def _section(name: str, command: click.Command) -> str:
    with click.Context(command, info_name=name) as ctx:
        usage = " ".join([name, *command.collect_usage_pieces(ctx)])
        rows = [record for one in options(command) if (record := one.get_help_record(ctx))]
    told = [line.strip() for line in (command.help or "").split("\n\n")]
    listed = "\n".join(f"- `{option}` {words}" for option, words in rows)
    return "\n\n".join(part for part in (f"## {name}", *told, f"```sh\n{usage}\n```", listed) if part)
