"""接口令牌 Tokens with which a machine acts for one person."""

from __future__ import annotations

from uuid import UUID

import click

from liuhen.doors.cli.tool import Command, Tool, fail

LOGIN = click.argument("login", metavar="账号")


@click.group(cls=Tool)
def token() -> None:
    """接口令牌：让一台机器以某人的名义调用接口，权限随其任职。"""


@token.command(cls=Command)
@LOGIN
@click.option("--label", metavar="用途", required=True, help="用在哪里，例如“会议室大屏”")
@click.option("--days", metavar="天数", type=click.IntRange(1, 366), default=90, show_default=True, help="有效天数")
def new(login: str, label: str, days: int) -> None:
    """发一个新令牌。只显示这一次，系统不保存。"""
    from liuhen.doors.api import tokens
    from liuhen.doors.cli.hands import acting

    click.echo(tokens.issue(acting(login).person, label, days))


@token.command(cls=Command)
@LOGIN
@click.argument("id", metavar="[令牌标识]", required=False, type=click.UUID)
def revoke(login: str, id: UUID | None) -> None:
    """收回此人的一个令牌；不写标识则全部收回。"""
    from liuhen.doors.api import tokens
    from liuhen.doors.cli.hands import acting

    count = tokens.revoke(acting(login).person, id)
    if not count:
        fail("没有可以收回的令牌")
    click.echo(f"已收回 {count} 个令牌")


@token.command(name="list", cls=Command)
@LOGIN
def listed(login: str) -> None:
    """列出此人的令牌：标识、用途、到期日、是否已收回。"""
    from liuhen.doors.api.models import ApiToken
    from liuhen.doors.cli.hands import acting
    from liuhen.kit import clock

    for row in ApiToken.of(acting(login).person):
        state = "已收回" if row.revoked_at else "已到期" if row.expires_at <= clock.now() else "有效"
        click.echo(f"{row.id}　{row.label}　{clock.local(row.expires_at):%Y-%m-%d} 到期　{state}")
