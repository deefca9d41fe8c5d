"""Nothing about a person is kept without a purpose, a basis, an authority, a time and readers written down."""

from __future__ import annotations

import pytest

from liuhen.doors import wording
from liuhen.doors.web import purposes
from liuhen.doors.web.purposes import Field
from liuhen.ledger.records import Record, internal, record, record_classes
from tests.decisions.browse import login
from tests.decisions.scene import Scene


def test_every_field_that_is_not_public_has_an_entry() -> None:
    """A new field fails here until doors/web/data/purposes.yaml says what it is for."""
    without = [f"{field.name} ({field.mark})" for field in purposes.fields() if purposes.purpose_of(field) is None]
    assert without == []


def test_an_entry_is_whole() -> None:
    for one in purposes.register():
        assert all((one.what, one.purpose, one.basis, one.authority, one.keep, one.readers)), one.fields
        assert set(one.marks) <= {"internal", "sealed", "account"}
        assert "《" in one.basis, "a basis names the law"


def test_no_entry_speaks_for_nothing() -> None:
    """An entry whose fields are gone is a promise about nothing; areas that are not installed are left alone."""
    used = {one for one, _ in purposes.grouped(purposes.fields())}
    areas = {field.name.split(".")[0] for field in purposes.fields()}
    idle = [one.fields for one in purposes.register() if one not in used and one.fields[0].split(".")[0] in areas]
    assert idle == []


def test_no_entry_covers_the_whole_product() -> None:
    strangers = [Field("cases.report-received.name", mark, "") for mark in ("internal", "sealed", "account")]
    assert [one for one in strangers if purposes.purpose_of(one)] == []


def test_sealed_fields_are_named_apart_from_internal_ones() -> None:
    """A default for internal fields of decisions does not speak for a new sealed one."""
    assert purposes.purpose_of(Field("decisions.brand-new.anything", "internal", ""))
    assert purposes.purpose_of(Field("decisions.brand-new.anything", "sealed", "")) is None


def test_a_field_added_without_an_entry_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(record_classes())
    monkeypatch.setattr("liuhen.ledger.records._registry", known)

    @record("nowhere.made-up/1", log="internal", subject=("made-up", "id"))
    class MadeUp(Record):
        """凭空 A record nobody registered."""

        id: str = internal()

    MadeUp.__module__ = "liuhen.nowhere"
    without = [field.name for field in purposes.fields() if purposes.purpose_of(field) is None]
    assert without == ["nowhere.made-up.id"]


def test_every_field_and_file_has_a_word() -> None:
    """What stands on the page of an entry reads as Chinese: doors/words.yaml."""
    own = {kind: cls for kind, cls in record_classes().items() if cls.__module__.startswith("liuhen.")}
    fields = {f"{kind} {spec.name}" for kind, cls in own.items() for spec in cls.spec.fields}
    assert sorted(one for one in fields if not wording.has_word(*one.split())) == []
    files = {cls.spec.subject[0] for cls in own.values()}
    assert sorted(one for one in files if wording.file_word(one) == "其他卷宗") == []


@pytest.mark.django_db
def test_everybody_who_is_logged_in_may_read_it(scene: Scene) -> None:
    page = login(scene.cast, "street-recorder").get("/purposes/").content.decode()
    assert "表态、投票选择" in page and "《个人信息保护法》第十三条第一款第三项" in page
    assert "decisions.opinion-signed.stance" in page and "accounts.login.device" in page
