"""核验 Commands that look and change nothing (but the rebuild that was asked for)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from liuhen.doors.cli.talk import bar, pieces
from liuhen.doors.cli.tool import DONE, FAULTY, Command, Tool

FILE = click.Path(exists=True, path_type=Path)
VERIFIER = Path(__file__).parents[2] / "ledger" / "verify" / "verify.py"


@click.command(cls=Command)
@click.option("--skip-tables", is_flag=True, help="不比对读数表（大库较快）")
def audit(skip_tables: bool) -> int:
    """全面审计存证簿：原文、树、检查点、锁库、保险柜、附件、数据库护栏和读数表。

    有差错时逐条列出，退出码为 1。
    """
    from liuhen.ledger import audit as auditing
    from liuhen.ledger import founding

    founding.require_database()
    with bar("审计", auditing.parts()) as shown:
        faults = auditing.check_all(tables=False, guards=True, told=shown.step)
    found = [str(fault) for fault in faults]
    if not skip_tables:
        found += [f"【读数表】{difference}" for difference in _differences()]
    for line in found:
        click.echo(line)
    entries, books = _counted()
    click.echo(f"结论：{len(found)} 处差错" if found else f"结论：无差错（{books} 本簿，{entries} 条记录）")
    return FAULTY if found else DONE


@click.command(cls=Command)
@click.option("--check", is_flag=True, help="只比对，不改动任何表")
def rebuild(check: bool) -> int:
    """清空由存证簿派生的表，重放存证簿，得到同样的表。"""
    from liuhen.ledger import founding
    from liuhen.ledger import rebuild as rebuilding

    founding.require_database()
    if not check:
        with pieces("重放", _counted()[0]) as told:
            done = rebuilding.rebuild(told)
        click.echo(f"已重建：重放 {done} 条记录")
        return DONE
    found = _differences()
    for difference in found:
        click.echo(difference)
    click.echo(f"结论：{len(found)} 处不符" if found else "结论：表与存证簿一致")
    return FAULTY if found else DONE


@click.command(cls=Command, installed=False)
@click.argument("dossier", metavar="档案", type=FILE)
@click.option("--policy", metavar="文件", type=FILE, help="另行取得的信任策略（默认用档案中的）")
def verify(dossier: Path, policy: Path | None) -> int:
    """核验一份决策档案（文件夹或 .zip），只用 Python 自带的库，不用本系统的任何数据。"""
    extra = ["--policy", str(policy)] if policy else []
    return subprocess.run([sys.executable, "-I", "-S", str(VERIFIER), str(dossier), *extra], check=False).returncode


@click.group(cls=Tool)
def rules() -> None:
    """规则库。"""


@rules.command(cls=Command)
def check() -> int:
    """读全部规则和议事规则文件，运行其中每个例子。"""
    from liuhen.kit.refusals import BadInput
    from liuhen.rules import actions, bodies, rulebook
    from liuhen.rules.loader import RuleFileError

    try:
        found = [*rulebook.rules(), *bodies.body_sets()]
    except RuleFileError as error:
        click.echo(str(error))
        return FAULTY
    faults = []
    with bar("规则", len(found)) as shown:
        for name in found:
            shown.step(name)
            try:
                actions.read(actions.installed(name))
            except BadInput as error:
                faults.append(f"{name}：{error.message}")
    for fault in faults:
        click.echo(fault)
    click.echo(f"结论：{len(faults)} 处差错" if faults else f"结论：{len(found)} 个文件，例子全部相符")
    return FAULTY if faults else DONE


def _differences() -> list[str]:
    from liuhen.ledger import rebuild as rebuilding

    with pieces("比对读数表", _counted()[0]) as told:
        return [str(difference) for difference in rebuilding.check(told)]


def _counted() -> tuple[int, int]:
    """How many entries in how many books."""
    from liuhen.ledger import audit as auditing

    return auditing.counted()
