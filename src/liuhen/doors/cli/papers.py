"""进出 Sheets and tables in, dossiers out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from liuhen.doors.cli.talk import bar, pieces
from liuhen.doors.cli.tool import DONE, FAULTY, SINCE, Command, day

SHEET = click.Path(exists=True, dir_okay=False, path_type=Path)
AS = click.option("--as", "login", metavar="账号", help="以谁的名义办理（建库期间可不填）")
UNDER = click.option("--under", metavar="代码", default="", help="放在哪个单位之下（默认首级单位）")


@click.command(cls=Command)
@click.argument("motion", metavar="动议")
@click.argument("out", metavar="输出.zip", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--as", "login", metavar="账号", required=True, help="以谁的名义导出；能看到什么由其权限决定")
def export(motion: str, out: Path, login: str) -> None:
    """导出一件动议的决策档案。导出本身先记入存证簿，披露的密封内容逐项记入查阅日志。

    “动议”是其标识（网页地址中的一段）或编号。
    """
    from liuhen.doors.cli.hands import acting
    from liuhen.mechanisms.decisions.exporting import export_zip

    by = acting(login)
    with bar("导出决策档案", None):
        content = export_zip(_motion(motion, by), by=by)
    out.write_bytes(content)
    click.echo(f"已导出：{out}（{len(content) / 1_000_000:.1f} MB）；核验：liuhen verify {out}")


@click.command(cls=Command, name="import-organs")
@click.argument("sheet", metavar="表格.xlsx", type=SHEET)
@click.option("--kind", type=click.Choice(["organs", "people", "portfolios"]), default="organs", help="表格种类")
@click.option("--check", is_flag=True, help="只检查，不写入")
@UNDER
@AS
def import_organs(sheet: Path, kind: str, check: bool, under: str, login: str | None) -> int:
    """导入单位（或人员、分工）表格。任何一行有错就一行也不写入，错处按行号列出。"""
    from liuhen.doors.cli.hands import acting, root
    from liuhen.organs.imports import plan, run

    given = {"by": acting(login), "kind": kind, "root": root(under), "content": sheet.read_bytes()}
    with bar("检查表格", None):
        made = plan(**given)
    for error in made.errors:
        click.echo(f"第{error.number}行 {error.heading}：{error.words}")
    if made.errors:
        click.echo(f"结论：{len(made.errors)} 处错误，没有写入任何一行")
        return FAULTY
    if not check:
        with bar("导入", None):
            made = run(**given)
    counts = "，".join(f"{word} {number}" for word, number in made.counts.items())
    click.echo(f"{'检查通过' if check else '已导入'}：{len(made.rows)} 行（{counts or '无变化'}）")
    return DONE


@click.command(cls=Command, name="import-divisions")
@click.option("--province", metavar="代码", default="", help="只导入这个代码（省、市、县均可）及以下的区划")
@UNDER
@SINCE
@AS
def import_divisions(province: str, under: str, since: datetime | None, login: str | None) -> None:
    """导入全国行政区划（随附的表，2023-06-30）。中断后再运行会接着导入。"""
    from liuhen.doors.cli.hands import acting, root
    from liuhen.organs.divisions import divisions
    from liuhen.organs.divisions import import_divisions as run

    total = sum(1 for _ in divisions(province))
    if not total:
        raise click.BadParameter(f"区划表中没有代码 {province}", param_hint="--province")
    with pieces("导入区划", total) as told:
        done = run(by=acting(login), root=root(under), prefix=province, since=day(since), told=told)
    click.echo(f"已导入 {done} 个区划（其余 {total - done} 个原已在册）")


def _motion(named: str, by: object) -> UUID:
    """The motion with this id, or with this number among those the person may see."""
    from liuhen.kit.refusals import NotFound
    from liuhen.mechanisms.decisions.reads import motions

    try:
        return UUID(named)
    except ValueError:
        found = list(motions.visible_to(by).filter(number=named).values_list("pk", flat=True)[:2])  # type: ignore[arg-type]
    if len(found) != 1:
        raise NotFound("platform.not-found", f"没有编号为“{named}”的动议，或不止一件")
    id: UUID = found[0]
    return id
