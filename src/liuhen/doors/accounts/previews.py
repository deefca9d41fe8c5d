"""办理前的预告 What an act of two persons is about and what it would do, in sentences; never a value that would go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from liuhen.doors import wording
from liuhen.doors.accounts import joint
from liuhen.ledger import epochs, proofs, showing
from liuhen.organs import reads
from liuhen.rules import rulebook
from liuhen.rules.titles import title_of
from liuhen.ui import filters

RULES = {joint.EPOCH: "platform.epoch", joint.REDACT: joint.RULE, joint.ERASE: joint.RULE}


@dataclass(frozen=True)
class About:
    """所涉事项 The facts of what is at hand, and the fields one may choose."""

    facts: list[tuple[str, str]]
    fields: list[tuple[str, str]] = field(default_factory=list)
    broken: str = ""
    logs: list[epochs.LogStanding] = field(default_factory=list)
    rule: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Preview:
    """预告 What it is about, what would happen, and what stays."""

    about: About
    chosen: list[tuple[str, str]]
    happens: list[str]
    stays: list[str]
    permanent: bool = False


def about(kind: str, facts: dict[str, Any]) -> About:
    """所涉事项 For the page on which the first person fills in the rest."""
    rule = RULES[kind], title_of(rulebook.rule(RULES[kind]))
    if kind == joint.EPOCH:
        book = str(facts["book"])
        pairs = [(_("存证簿"), book), (_("见证"), str(proofs.witness_age(book)))]
        return About(pairs, broken=epochs.broken(book), logs=epochs.compared(book), rule=rule)
    if kind == joint.ERASE:
        return About(_of_person(UUID(str(facts["person"]))), rule=rule)
    return _of_entry(UUID(str(facts["entry"])), rule)


def of(kind: str, facts: dict[str, Any]) -> Preview:
    """预告 Of a whole proposal."""
    found = about(kind, facts)
    if kind == joint.EPOCH:
        return Preview(found, [(_("原因"), str(facts["reason"]))], *_epoch_does())
    chosen = [(_("法律依据"), str(facts["legal_basis"]))]
    if kind == joint.REDACT:
        known = showing.find(UUID(str(facts["entry"]))).kind
        words = [wording.field_word(known, name) for name in facts["fields"]]
        chosen.insert(0, (_("要删除的字段"), "、".join(words)))
    return Preview(found, chosen, *_removal_does(kind), permanent=joint.is_permanent(kind, facts))


def _of_entry(id: UUID, rule: tuple[str, str]) -> About:
    entry = showing.find(id)
    left = [
        (one.field, f"{wording.field_word(entry.kind, one.field)}（{_(wording.MARK_WORDS[one.mark])}）")
        for one in showing.vaulted_of(entry)
        if not one.gone
    ]
    pairs = [
        (_("存证记录"), str(entry.id)),
        (_("记录类别"), f"{wording.record_word(entry.kind)} {entry.kind}"),
        (_("单位"), reads.organ_names([entry.organ]).get(entry.organ, _("未知"))),
        (_("入簿时间"), filters.when(entry.recorded)),
    ]
    return About(pairs, left, rule=rule)


def _of_person(id: UUID) -> list[tuple[str, str]]:
    person, sealed = reads.person(id), showing.sealed_about(id)
    counted = "；".join(f"{wording.record_word(kind)} {number}" for kind, number in sealed.items())
    return [
        (_("人员"), f"{person.name} {person.number}".strip() or _("已删除")),
        (_("登记单位"), person.organ.name),
        (_("现任职务"), "、".join(one.title for one in reads.posts_of(id)) or _("无")),
        (_("以此人密钥封存的内容"), counted or _("无")),
    ]


def _epoch_does() -> tuple[list[str], list[str]]:
    happens = [
        _("为三个日志各制新密钥、起新名称，从数据库现有的记录接着编号；"),
        _("原检查点、断点、原因和两名管理员永久写在公开日志里；"),
        _("见证人和持有旧策略的人会看到日志换了名称，须另行告知。"),
    ]
    return happens, [_("旧检查点和旧密钥原样保留；已经丢失的记录不会因此回来。")]


def _removal_does(kind: str) -> tuple[list[str], list[str]]:
    what = _("此人的数据密钥销毁，用它封存的全部内容") if kind == joint.ERASE else _("所选字段的内容和盐")
    happens = [
        _("{what}永久销毁，不能恢复；").format(what=what),
        _("读数表中相应内容变为空白，必要时整体重建，期间其他写入稍候；"),
        _("删除本身作为一条存证记录，写明法律依据和两名批准人。"),
    ]
    stays = [
        _("存证记录、承诺值、序号和全部证明不变，照常可以校验；"),
        _("已经导出的档案和离线备份不在系统之内，须另行清理。"),
    ]
    return happens, stays
