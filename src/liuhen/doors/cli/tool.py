"""命令工具 Commands that speak Chinese, load the installation only when they run, and refuse in plain words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

import click

DONE, FAULTY, MISUSED = 0, 1, 2
"""退出码 Done · refused, or faults were found · called wrongly, or the installation is not set up."""

SINCE = click.option(
    "--since", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), help="设立日期，例如 2026-01-01（默认今天）"
)


def day(given: datetime | None) -> date | None:
    """日期 The day of a date option, None when it was left out."""
    return given.date() if given else None


def options(command: click.Command, ctx: click.Context | None = None) -> list[click.Option]:
    """选项 A command's options, with `--help` where there is a context; arguments explain themselves in the usage."""
    given = command.get_params(ctx) if ctx else command.params
    return [one for one in given if isinstance(one, click.Option)]


class _Chinese(click.Command):
    """中文说明 Headings of the help text, and the option that asks for it."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for one in options(self, ctx) if (record := one.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)


class Command(_Chinese):
    """命令 One command. `installed`: it needs the settings, and loads them when it runs (never for its help)."""

    def __init__(self, *given: Any, installed: bool = True, settings: str = "", **more: Any) -> None:
        super().__init__(*given, options_metavar="[选项]", **more)
        self.installed, self.settings = installed, settings

    def invoke(self, ctx: click.Context) -> Any:
        if self.installed:
            set_up(self.settings)
        return super().invoke(ctx)


class Tool(_Chinese, click.Group):
    """命令组 `liuhen` itself: finds the command, and turns what it raises into words and an exit code."""

    command_class = Command

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, subcommand_metavar="命令 …", options_metavar="[选项]", **more)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, command.get_short_help_str(60)) for name, command in self.commands.items()]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *given: Any, standalone_mode: bool = True, **more: Any) -> NoReturn:  # type: ignore[override]
        """运行 Always ends in SystemExit."""
        sys.exit(_plainly(lambda: super(Tool, self).main(*given, standalone_mode=False, **more)))


Tool.group_class = Tool


def set_up(settings: str = "") -> None:
    """装载设置 Reads the installation's settings, once. `settings`: the module, where the command is bound to one."""
    import django
    from django.apps import apps

    if not apps.ready:
        if settings:
            os.environ["DJANGO_SETTINGS_MODULE"] = settings
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.config.settings")
        django.setup()


def fail(words: str, *further: str) -> NoReturn:
    """不能办 Says why on the error stream and ends with exit code 1."""
    for line in (words, *further):
        if line:
            click.echo(line, err=True)
    raise SystemExit(FAULTY)


def _plainly(run: Callable[[], Any]) -> int:
    try:
        return int(run() or DONE)
    except click.UsageError as error:
        return _say(MISUSED, _misused(error), f"说明：{error.ctx.command_path} --help" if error.ctx else "")
    except (click.Abort, KeyboardInterrupt):
        return _say(130, "已中止")
    except click.ClickException as error:
        return _say(FAULTY, error.format_message())
    except Exception as error:
        found = _known(error)
        if found is None:
            raise
        return _say(*found)


def _say(code: int, *lines: str) -> int:
    for line in lines:
        if line:
            click.echo(line, err=True)
    return code


def _misused(error: click.UsageError) -> str:
    """What was typed wrongly, in Chinese where click has a class for it."""
    if isinstance(error, click.MissingParameter) and error.param:
        return f"缺少：{error.param.make_metavar(error.ctx) if error.ctx else error.param.name}"
    if isinstance(error, click.NoSuchOption):
        return f"没有这个选项：{error.option_name}"
    if isinstance(error, click.BadParameter) and error.param:
        return f"{error.param.human_readable_name} 不对：{error.message}"
    return f"用法不对：{error.message}"


def _known(error: Exception) -> Sequence[Any] | None:
    """Exit code and words for what an installation can be expected to say; None for a mistake of our own."""
    from django.core.exceptions import ImproperlyConfigured

    if isinstance(error, ImproperlyConfigured):
        return MISUSED, str(error)
    from liuhen.kit.refusals import Refusal
    from liuhen.ledger.checkpoints import RefusedToSign
    from liuhen.ledger.founding import MissingDatabase
    from liuhen.ledger.keys import MissingKey
    from liuhen.ledger.lockstore import LockStoreError
    from liuhen.ledger.rebuild import ReplayFailed

    if isinstance(error, Refusal):
        fields = [f"  {words}" for words in error.fields.values() if words != error.message]
        return FAULTY, f"不能办理：{error.message}", *fields, error.next_step, f"（规则 {error.rule}）"
    if isinstance(error, (RefusedToSign, MissingDatabase, MissingKey, LockStoreError, ReplayFailed)):
        return FAULTY, str(error)
    return None
