"""A new installation, step by step: found, fill, open the first account, check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from django.conf import settings

from liuhen.doors.accounts.models import Duty, User
from liuhen.doors.api import tokens
from liuhen.doors.cli.hands import acting, founder
from liuhen.kit.refusals import BadInput
from liuhen.ledger.book import Book
from liuhen.organs import imports
from liuhen.organs.models import Organ
from liuhen.ui import sheets

pytestmark = pytest.mark.django_db
Call = Callable[..., Result]
NEW_STREET = {"code": "110199001", "name": "试街道", "above": "110199", "kind": "乡镇（街道）"}


@pytest.fixture
def founded(call: Call) -> Call:
    assert call("found", "--unit", "试区", "--code", "110199", "--since", "2025-01-01").exit_code == 0
    return call


def sheet(folder: Path, kind: str, *rows: dict[str, object]) -> Path:
    """A sheet of one kind on the disk."""
    file = folder / f"{kind}.xlsx"
    file.write_bytes(sheets.write(imports.KINDS[kind].columns, rows))
    return file


def entries() -> int:
    return sum(1 for _ in Book(settings.LIUHEN_BOOK).entries())


def test_founding_makes_the_book_and_its_first_unit(founded: Call) -> None:
    assert Organ.objects.get().name == "试区"
    assert Organ.objects.get().pk == founder().organ


def test_a_book_is_never_founded_twice(founded: Call) -> None:
    before = entries()
    again = founded("found", "--unit", "又一区")
    assert again.exit_code == 1
    assert "不能重新立簿" in again.output
    assert entries() == before


def test_divisions_go_in_once(founded: Call) -> None:
    assert "已导入 27 个" in founded("import-divisions", "--province", "110106").output
    assert "已导入 0 个" in founded("import-divisions", "--province", "110106").output


def test_an_unknown_division_is_a_wrong_call(founded: Call) -> None:
    answer = founded("import-divisions", "--province", "999999")
    assert answer.exit_code == 2
    assert "999999" in answer.output


def test_a_checked_sheet_writes_nothing(founded: Call, tmp_path: Path) -> None:
    before = entries()
    answer = founded("import-organs", sheet(tmp_path, "organs", NEW_STREET), "--check")
    assert (answer.exit_code, entries()) == (0, before), answer.output
    assert "检查通过：1 行" in answer.output


def test_a_good_sheet_goes_in(founded: Call, tmp_path: Path) -> None:
    answer = founded("import-organs", sheet(tmp_path, "organs", NEW_STREET))
    assert answer.exit_code == 0, answer.output
    assert Organ.objects.filter(code="110199001").exists()


def test_one_bad_row_keeps_the_whole_sheet_out(founded: Call, tmp_path: Path) -> None:
    before = entries()
    bad = NEW_STREET | {"code": "110199002", "above": "000"}
    answer = founded("import-organs", sheet(tmp_path, "organs", NEW_STREET, bad))
    assert (answer.exit_code, entries()) == (1, before)
    assert "第3行" in answer.output


def test_a_file_that_is_no_sheet_is_refused(founded: Call, tmp_path: Path) -> None:
    file = tmp_path / "letter.xlsx"
    file.write_text("not a sheet", encoding="utf-8")
    answer = founded("import-organs", file)
    assert answer.exit_code == 1
    assert "不能办理" in answer.output


def test_a_unit_nobody_knows_is_refused(founded: Call, tmp_path: Path) -> None:
    answer = founded("import-organs", sheet(tmp_path, "organs", NEW_STREET), "--under", "404")
    assert answer.exit_code == 1
    assert "organs.unknown-organ" in answer.output


def test_nobody_acts_under_an_account_that_is_not_there(founded: Call) -> None:
    with pytest.raises(BadInput):
        acting("nobody")
    answer = founded("import-divisions", "--province", "110106", "--as", "nobody")
    assert (answer.exit_code, "没有这个账号" in answer.output) == (1, True)


def test_the_first_account_is_a_system_administrators_and_the_only_one(founded: Call, tmp_path: Path) -> None:
    here = {"organ": "110199", "since": "2026-01-01"}
    administrator = here | {"number": "P-1", "name": "甲系统", "kind": "系统管理员"}
    secretary = here | {"number": "P-2", "name": "乙秘书", "kind": "秘书（记录员）"}
    answer = founded("import-organs", sheet(tmp_path, "people", administrator, secretary), "--kind", "people")
    assert answer.exit_code == 0, answer.output
    assert founded("open-account", "P-9", "nobody").exit_code == 1
    assert "不是系统管理员" in founded("open-account", "P-2", "secretary").output
    assert founded("open-account", "P-1", "admin").exit_code == 0
    user = User.objects.get()
    assert (user.login, user.duty, user.must_change) == ("admin", Duty.SYSTEM, True)
    assert founded("open-account", "P-2", "second").exit_code == 1


def test_a_token_is_shown_once_and_can_be_taken_back(founded: Call, tmp_path: Path) -> None:
    row = {"organ": "110199", "since": "2026-01-01", "number": "P-1", "name": "甲系统", "kind": "系统管理员"}
    founded("import-organs", sheet(tmp_path, "people", row), "--kind", "people")
    founded("open-account", "P-1", "admin")
    token = founded("token", "new", "admin", "--label", "试用").output.strip()
    assert tokens.recognise(token)
    assert "试用" in founded("token", "list", "admin").output
    assert token not in founded("token", "list", "admin").output
    assert "已收回 1 个" in founded("token", "revoke", "admin").output
    assert tokens.recognise(token) is None
    assert founded("token", "revoke", "admin").exit_code == 1
    assert founded("token", "new", "nobody", "--label", "试用").exit_code == 1


def test_a_fresh_installation_is_whole(founded: Call) -> None:
    said = founded("audit")
    assert (said.exit_code, "无差错（1 本簿，" in said.output) == (0, True), said.output
    assert founded("rebuild", "--check").output.strip() == "结论：表与存证簿一致"
    assert founded("rebuild").exit_code == 0


@pytest.mark.tampers
def test_an_audit_names_what_is_missing_and_ends_with_1(founded: Call, tmp_path: Path) -> None:
    founded("import-organs", sheet(tmp_path, "organs", NEW_STREET))
    [kept] = [one for one in Path(settings.LIUHEN_FILES).rglob("*") if one.is_file()]
    kept.unlink()
    said = founded("audit", "--skip-tables")
    assert said.exit_code == 1
    assert f"【附件】{kept.name}" in said.output or "附件" in said.output


@pytest.mark.tampers
def test_a_table_that_does_not_follow_from_the_book_is_named(founded: Call) -> None:
    Organ.objects.update(name="改名区")
    assert founded("rebuild", "--check").exit_code == 1
    assert founded("audit").exit_code == 1
    assert founded("rebuild").exit_code == 0
    assert Organ.objects.get().name == "试区"


def test_the_rulebook_is_read_whole(call: Call) -> None:
    said = call("rules", "check")
    assert (said.exit_code, "例子全部相符" in said.output) == (0, True), said.output


def test_no_book_no_sequencer(call: Call) -> None:
    said = call("sequence")
    assert (said.exit_code, "liuhen found" in said.output) == (1, True)


def test_the_demo_never_goes_into_another_book(call: Call) -> None:
    said = call("demo", "--fresh")
    assert said.exit_code == 1
    assert "这不是演示环境" in said.output


def test_the_demo_refuses_a_folder_that_holds_a_real_book(founded: Call, settings: object) -> None:
    settings.LIUHEN_DEMO, settings.LIUHEN_BOOK = True, "demo.liuhen/fengtai"  # type: ignore[attr-defined]
    before = Organ.objects.count()
    said = founded("demo", "--fresh")
    assert (said.exit_code, Organ.objects.count()) == (1, before)
    assert "test.example/county" in said.output
