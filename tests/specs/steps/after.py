"""After the decision: payments traced, opinions granted, the file archived checked elsewhere, portfolios (M40–M55)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from pytest_bdd import given, parsers, then, when

from liuhen.kit import clock, money
from liuhen.ledger import access, guards
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.answerable import lines_of
from liuhen.mechanisms.decisions.exporting import export_dossier
from liuhen.mechanisms.decisions.papers.dossier import dossier_form
from liuhen.mechanisms.decisions.reads import trace
from liuhen.mechanisms.decisions.reads.stances import opinions_of
from liuhen.mechanisms.decisions.untraced import untraced_of
from liuhen.organs import actions as organs
from liuhen.organs import reads as organs_reads
from liuhen.organs.kinds import Core
from tests.depth import DEEP
from tests.specs.story import Story


@given(parsers.re(r"安置房项目已由常委会表决通过(?P<more>，会议记录已封存|，档案已导出)?"))
def _(story: Story, more: str | None) -> None:
    story.begin("sealed" if more else "decided")
    if more == "，档案已导出":
        export(story)


def link(story: Story, kind: str, fen: int, motion: Any) -> None:
    """The housing commission enters what it paid or lost."""
    entry = actions.link_consequence(
        by=story.cast.actor("housing-head"),
        organ=story.cast.district.organs["housing"],
        kind=kind,
        category="works",
        motion=motion,
        reference="安置房二期工程款",
        amount_fen=fen,
    )
    story.kept["consequence"] = entry


@given("区住建委付出第一笔工程款800万元，写明依据这项决定")
def _(story: Story) -> None:
    link(story, "payment", money.fen("8,000,000.00"), story.motion)


@when("区住建委登记项目损失120万元，写明依据这项决定")
def _(story: Story) -> None:
    link(story, "loss", money.fen("1,200,000.00"), story.motion)


@when(parsers.re(r"区住建委付出一笔资金10万元(?P<cent>1分)?，没有写明依据哪项决定"))
def _(story: Story, cent: str | None) -> None:
    story.begin()
    link(story, "payment", money.fen("100,000.01" if cent else "100,000.00"), None)


@then(parsers.re(r"当天这笔付款就在住建委的“未挂决策”清单上，(?P<above>并注明|没有)超过限额"))
def _(story: Story, above: str) -> None:
    [found] = untraced_of(story.cast.district.organs["housing"])
    assert str(found.row.id) == story.kept["consequence"].body["public"]["consequence"]
    assert clock.local(found.row.recorded).date() == clock.local(clock.now()).date()
    assert found.above == (above == "并注明"), found.sentence


@when("有人拿着这笔付款问“谁决定的”")
def _(story: Story) -> None:
    story.kept["behind"] = trace.decision_behind(story.kept["consequence"].subject[1])


@then("看到区委常委会、会议日期、动议人常务副区长和结果“通过”")
def _(story: Story) -> None:
    found = story.kept["behind"]
    assert found.group == story.cast.district.groups["standing"]
    assert found.mover == story.person("常务副区长")
    assert found.outcome == "passed"
    assert clock.local(found.decided_at).date() == date(2026, 11, 22)


@then("从这项决定也找得回这笔付款")
def _(story: Story) -> None:
    [found] = trace.consequences_of(story.motion)
    assert found.entry == story.kept["consequence"].id


@when(parsers.parse("{word}要看各人意见，用途是“{purpose}”"))
def _(story: Story, word: str, purpose: str) -> None:
    by = story.actor(word)

    def look() -> Any:
        permits.require_may_read_opinions(story.row, by, purpose)
        return opinions_of(story.room.item, by=by, purpose=purpose)

    story.kept["opinions"] = story.attempt(look)


@when(parsers.parse("书记授权审计局长查阅，用途是“{purpose}”"))
def _(story: Story, purpose: str) -> None:
    actions.grant_opinions(
        motion=story.motion,
        by=story.actor("书记"),
        person=story.person("审计局长"),
        until="2026-12-31",
        purpose=purpose,
    )


@then("九个人的意见都看得到")
def _(story: Story) -> None:
    assert [one.stance for one in story.kept["opinions"]] == ["agree"] * 9


@then(parsers.parse("每一次查看都记着审计局长和“{purpose}”"))
def _(story: Story, purpose: str) -> None:
    for opinion in story.kept["opinions"]:
        looks = [look for look in access.looks_at(opinion.entry) if look.person == story.person("审计局长")]
        assert looks and all(look.granted and look.purpose == purpose for look in looks)


def export(story: Story) -> None:
    """The chief takes the dossier home."""
    folder = Path(settings.LIUHEN_DATA) / "carried-away"
    for path, data in export_dossier(story.motion, by=story.actor("书记")).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    story.kept["folder"] = folder


def verify(folder: Path, script: Path) -> subprocess.CompletedProcess[str]:
    """A bare Python with an empty environment, as on another machine."""
    return subprocess.run(
        [sys.executable, "-I", "-S", script, folder], capture_output=True, text=True, cwd="/", env={}, timeout=60
    )


def chosen(folder: Path) -> list[Path]:
    """One file of each kind, in `make deep` every file; not the checker, of which everybody uses a copy of his own."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "verify.py"]
    kinds = {(path.parent, path.suffix): path for path in found}
    assert len(kinds) >= 8
    return found if DEEP else list(kinds.values())


@then("逐个改动每个文件的一个字节，校验都不通过，并说出是哪个文件")
def _(story: Story) -> None:
    folder = story.kept["folder"]
    script = shutil.copy(folder / "verify.py", folder.parent / "verify.py")
    for path in chosen(folder):
        sound = path.read_bytes()
        place = len(sound) // 2
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        said = verify(folder, script)
        assert said.returncode != 0, path
        assert path.name in said.stdout + said.stderr, (path, said.stdout, said.stderr)
        path.write_bytes(sound)
    assert verify(folder, script).returncode == 0


@when("密钥、存证簿和文件库全部丢失")
def _(story: Story) -> None:
    for name in ("LIUHEN_KEYS", "LIUHEN_LOCKS", "LIUHEN_FILES"):
        shutil.rmtree(getattr(settings, name))
    with guards.lifted(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("ledger_", "decisions_")):
                cursor.execute(f'DELETE FROM "{table}"')


@then("另一台机器上只有Python，档案校验通过")
def _(story: Story) -> None:
    folder = story.kept["folder"]
    said = verify(folder, folder / "verify.py")
    assert said.returncode == 0, said.stdout + said.stderr


@then("档案里读得到动议原文和九个人的表态")
def _(story: Story) -> None:
    folder = story.kept["folder"]
    told = "".join(path.read_text() for path in folder.rglob("*.json"))
    text = json.dumps("总投资三千二百万元", ensure_ascii=False).strip('"')
    assert text in told
    assert (folder / "档案.pdf").read_bytes().startswith(b"%PDF")
    assert told.count('"field":"stance"') == 9 or told.count('"stance"') >= 9


@when(parsers.parse("记录员要把案卷按“{retention}”归档"))
def _(story: Story, retention: str) -> None:
    by = story.actor("记录员")
    story.attempt(
        lambda: actions.archive_file(motion=story.motion, by=by, content_digest="0" * 64, retention=retention)
    )


@when("书记签名说明“过程监审”和“结果查究”为什么空着")
def _(story: Story) -> None:
    for stage in ("过程监审", "结果查究"):
        signed = story.cast.sign("party-secretary", story.motion, "环节豁免", stage)
        actions.waive_stage(
            motion=story.motion, by=story.actor("书记"), stage=stage, reason="项目尚未开工", signed=signed
        )


@then("案卷已归档")
def _(story: Story) -> None:
    assert story.row.state == "archived"


@then("四个环节依次是:")
def _(story: Story, datatable: list[list[str]]) -> None:
    assert [[stage.name, stage.state] for stage in trace.chain_of(story.row)] == datatable[1:]


@when(parsers.parse("组织部长核对记录时提出更正“{words}”"))
def _(story: Story, words: str) -> None:
    sitting = story.sitting
    story.kept["sealed"] = sitting.record_sha256
    signed = story.cast.sign_file("organisation-head", sitting.id, "核对会议记录", sitting.record_sha256)
    actions.confirm_record(meeting=sitting.id, by=story.actor("组织部长"), signed=signed, correction=words)


@then("封存的记录一字未动，更正附在后面")
def _(story: Story) -> None:
    assert story.sitting.record_sha256 == story.kept["sealed"]
    [one] = story.sitting.confirmations.all()
    assert (one.person, one.correction) == (story.person("组织部长"), "我的原话是分期拨付")


@then("责任清单第一位是常务副区长“初始动议人”，附有签名记录")
def _(story: Story) -> None:
    first = lines_of(story.row, by=story.actor("书记"), purpose="追责")[0]
    assert (first.person, first.standing) == (story.person("常务副区长"), "初始动议人")
    assert first.entry is not None


@then("清单上看得到动议原文和签名日期")
def _(story: Story) -> None:
    shown = str(dossier_form(story.row, by=story.actor("书记"), opinions=False))
    assert "总投资三千二百万元" in shown
    signed = story.row.confirmations.get(role="mover")
    assert clock.local(signed.at).date() == date(2026, 11, 20)


def assign(story: Story, items: dict[str, list[str]]) -> None:
    """The organisation department writes down who looks after what in the water authority."""
    story.begin()
    organs.assign_portfolio(
        by=story.cast.actor("personnel-officer"),
        group=story.cast.district.groups["water"],
        since=date(2026, 11, 20),
        items={story.cast.person(key): held for key, held in items.items()},
    )


@when("组织部把水务局的财务分给局长")
def _(story: Story) -> None:
    assign(story, {"water-head": [Core.FINANCE], "gate-officer": [Core.PERSONNEL, Core.PROJECTS, Core.PROCUREMENT]})


@when("组织部把水务局的审批和工程都分给一名副职")
def _(story: Story) -> None:
    assign(story, {"gate-officer": [Core.APPROVALS, Core.PROJECTS]})


@then(parsers.re(r"分管表上注明“(?P<words>[^”]+)”(，上级看得到)?"))
def _(story: Story, words: str) -> None:
    group, day = story.cast.district.groups["water"], date(2026, 11, 20)
    assert words in [mark.words for mark in organs_reads.portfolio_on(group, day).marks]
    above = organs_reads.organ(story.cast.district.organs["government"]).path
    assert group in {found.group for found in organs_reads.portfolio_marks(above, day)}
