"""双人办理 The three acts of two persons from a terminal: each of the two types the own password, after the preview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from liuhen.doors.cli.tool import DONE, Command, fail

BY = click.option("--by", "logins", metavar="账号", multiple=True, required=True, help="办理人的账号，写两次，共两人")
BASIS = click.option("--basis", metavar="依据", required=True, help="法律依据，写明法律名称和条款")


@click.command(cls=Command)
@BY
@click.option("--reason", metavar="原因", required=True, help="不少于十个字，写在公开日志里")
def epoch(logins: tuple[str, ...], reason: str) -> int:
    """开新纪元：数据库恢复自旧备份、接不上最后的检查点时，由两名不同的管理员开新纪元。

    先列出断点和后果；两人各自输入密码后才办理。
    """
    from django.conf import settings

    from liuhen.doors.accounts import joint

    return _both(joint.EPOCH, joint.epoch_facts(settings.LIUHEN_BOOK, reason), logins)


@click.command(cls=Command)
@click.argument("entry", metavar="存证记录编号", type=click.UUID)
@click.argument("fields", metavar="字段…", nargs=-1, required=True)
@BASIS
@BY
def redact(entry: UUID, fields: tuple[str, ...], basis: str, logins: tuple[str, ...]) -> int:
    """依规删除一条记录中的字段：内容和盐销毁，记录和全部证明不变。由不同单位的两名有权人员办理。"""
    from liuhen.doors.accounts import joint

    return _both(joint.REDACT, joint.redact_facts(entry, fields, basis), logins)


@click.command(cls=Command, name="erase-person")
@click.argument("number", metavar="人员编号")
@BASIS
@BY
def erase_person(number: str, basis: str, logins: tuple[str, ...]) -> int:
    """销毁一名离任人员的全部数据：销毁其数据密钥。由不同单位的两名有权人员办理。"""
    from liuhen.doors.accounts import joint
    from liuhen.organs.models import Person

    found = list(Person.objects.filter(number=number)[:2]) if number else []
    if len(found) != 1:
        fail(f"没有编号为 {number} 的人员，或不止一人")
    return _both(joint.ERASE, joint.erase_facts(found[0].pk, basis), logins)


def _both(kind: str, facts: dict[str, Any], logins: tuple[str, ...]) -> int:
    """Preview, two passwords, the act."""
    from liuhen.doors.accounts import joint, previews
    from liuhen.doors.accounts.models import Event
    from liuhen.doors.cli.hands import acting

    if len(set(logins)) != 2:
        fail("须由两人办理：--by 甲 --by 乙", "（规则 platform.second-approver）")
    for line in _said(previews.of(kind, facts)):
        click.echo(line)
    for login in logins:
        _ask(login)
    entry = joint.perform(kind, facts, *(acting(login) for login in logins))
    Event.log(f"确认{joint.KIND_WORDS[kind]}", note=f"命令行，{'、'.join(logins)}")
    click.echo(f"已办结：{joint.KIND_WORDS[kind]}，存证记录 {entry.id}")
    return DONE


def _said(preview: Any) -> list[str]:
    about = preview.about
    logs = [f"  {one.origin}　已签发到 {one.signed}，数据库现有 {one.stored}" for one in about.logs]
    facts = [f"{word}：{value}" for word, value in [*about.facts, *preview.chosen]]
    rule = f"所依规则：{about.rule[1]}（{about.rule[0]}）"
    does = ["会发生：", *(f"  {one}" for one in preview.happens), "不变：", *(f"  {one}" for one in preview.stays)]
    return [*facts, *logs, *([about.broken] if about.broken else []), rule, *does]


def _ask(login: str) -> None:
    """Each types the own password; whoever runs the machine cannot lend himself a second pair of hands."""
    from liuhen.doors.accounts.models import Event, User

    user = User.objects.filter(login=login, is_active=True).first()
    typed = click.prompt(f"{login} 的密码", hide_input=True, err=True)
    if user is None or not user.check_password(typed):
        Event.log("登录失败", user=user, note="命令行双人办理")
        fail(f"{login} 的密码不正确", "（规则 platform.login）")
