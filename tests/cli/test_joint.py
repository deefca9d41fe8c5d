"""Two persons at one terminal: both passwords, the preview first, and the same refusals as on the page."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from liuhen.doors.accounts import rolls
from liuhen.doors.cli.commands import cli
from liuhen.ledger.book import Book
from liuhen.organs import reads
from liuhen.organs.fengtai import District, establish
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
BASIS = "《个人信息保护法》第四十七条"


@pytest.fixture
def district(db: None, settings: object) -> District:
    made = establish()
    settings.LIUHEN_BOOK = made.book  # type: ignore[attr-defined]
    for key in ("archivist", "discipline-secretary", "system-administrator", "audit-administrator"):
        rolls.open_account(str(made.people[key]), key, PASSWORD, temporary=False)
    return made


def call(*words: str, typed: tuple[str, ...] = (PASSWORD, PASSWORD)) -> Result:
    return CliRunner().invoke(cli, list(words), prog_name="liuhen", input="".join(f"{one}\n" for one in typed))


def test_a_field_is_redacted_by_two(district: District) -> None:
    entry = Book(district.book).file_of("person", district.people["water-head"])[0]
    words = ("redact", str(entry.id), "number", "--basis", BASIS, "--by", "archivist", "--by")
    assert call(*words, "archivist").exit_code == 1
    assert call(*words, "discipline-secretary", typed=(PASSWORD, "wrong")).exit_code == 1
    assert reads.person(district.people["water-head"]).number
    answer = call(*words, "discipline-secretary")
    assert answer.exit_code == 0, answer.output
    assert "会发生" in answer.output and "已办结" in answer.output and "沈范例" not in answer.output
    assert reads.person(district.people["water-head"]).number == ""


def test_somebody_in_office_is_not_erased(district: District) -> None:
    number = reads.person(district.people["water-head"]).number
    words = ("--basis", BASIS, "--by", "archivist", "--by", "discipline-secretary")
    answer = call("erase-person", number, *words)
    assert answer.exit_code == 1 and "现仍任职" in answer.output and "platform.redaction" in answer.output
    assert call("erase-person", "none", *words).exit_code == 1


def test_a_book_that_goes_on_gets_no_epoch(district: District) -> None:
    words = (
        "epoch",
        "--reason",
        "磁盘损坏，由昨夜备份恢复",
        "--by",
        "system-administrator",
        "--by",
        "audit-administrator",
    )
    answer = call(*words)
    assert answer.exit_code == 1 and "不需要新纪元" in answer.output
