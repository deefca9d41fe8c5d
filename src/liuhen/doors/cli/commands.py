"""全部命令 Every command of `liuhen`, in the order in which an installation needs them."""

from __future__ import annotations

import click

from liuhen.doors.cli import backup, checks, demonstration, joint, notices, papers, service, tokens
from liuhen.doors.cli.tool import Tool


@click.group(cls=Tool)
def cli() -> None:
    """留痕命令行。设置取自环境变量 LIUHEN_…；每个命令都可加 --help。

    退出码：0 办成或无差错，1 被拒绝或查出差错，2 用法或设置不对。
    """


for command in (
    service.migrate,
    service.found,
    papers.import_divisions,
    papers.import_organs,
    service.open_account,
    service.serve,
    service.sequence,
    notices.notices,
    checks.audit,
    checks.rebuild,
    checks.verify,
    backup.backup,
    checks.rules,
    papers.export,
    joint.epoch,
    joint.redact,
    joint.erase_person,
    tokens.token,
    demonstration.demo,
):
    cli.add_command(command)
