"""Whoever follows the book reads each indexed entry once, wherever he broke off; a rebuild brings him where he was."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liuhen.ledger import following, rebuild, sequencer
from liuhen.ledger.book import Actor
from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.integrate import integrate
from liuhen.ledger.models import Position
from liuhen.ledger.records import Record, internal, public, record, sealed
from liuhen.ledger.redaction import redact
from tests.ledger.sample.models import Heading
from tests.ledger.sample.records import NoteRetitled, NoteWritten, NoticePosted

NAME = "sample.headings"


def written(book, actor, title="题目"):
    note = uuid4()
    return book.append(NoteWritten(note=note, title=title, words="密", person=uuid4()), by=actor), note


def titles():
    return sorted(Heading.objects.values_list("title", flat=True))


def test_only_what_has_an_index_is_read_and_each_entry_once(book, actor):
    written(book, actor, "一")
    assert following.catch_up(NAME, book.origin) == 0
    assert following.waiting(NAME, book.origin) == 1
    integrate(book.origin, "internal")
    assert following.catch_up(NAME, book.origin) == 1
    assert following.catch_up(NAME, book.origin) == 0
    assert following.waiting(NAME, book.origin) == 0
    assert titles() == ["一"]


def test_nothing_new_costs_one_look(book, actor, django_assert_num_queries):
    written(book, actor)
    sequencer.run_once(book.origin)
    following.catch_up(NAME, book.origin)
    with django_assert_num_queries(1):
        following.catch_up(NAME, book.origin)


def test_a_follower_that_broke_off_goes_on_where_it_was(book, actor, monkeypatch):
    monkeypatch.setattr(following, "PORTION", 2)
    for number in range(5):
        written(book, actor, f"第{number}")
    sequencer.run_once(book.origin)
    taken = following._followers[NAME].take
    calls = []

    def breaks(seen):
        calls.append(len(seen))
        if len(calls) == 2:
            raise RuntimeError("停电")
        taken(seen)

    monkeypatch.setitem(following._followers, NAME, following.Follower(NAME, following._followers[NAME].kinds, breaks))
    with pytest.raises(RuntimeError):
        following.catch_up(NAME, book.origin)
    assert titles() == [] and not Position.objects.exists()
    assert following.catch_up(NAME, book.origin) == 5
    assert titles() == [f"第{number}" for number in range(5)]


def test_what_was_redacted_leaves_the_followed_table_too(book, actor):
    entry, _ = written(book, actor, "王某某的事")
    sequencer.run_once(book.origin)
    following.catch_up(NAME, book.origin)
    approvers = Actor(uuid4(), uuid4()), Actor(uuid4(), uuid4())
    redact(book, entry.id, ["title"], legal_basis="《个人信息保护法》第四十七条", approvers=approvers)
    assert titles() == [""]


def test_a_redaction_of_what_was_not_read_yet_reads_nothing_ahead(book, actor):
    entry, _ = written(book, actor)
    approvers = Actor(uuid4(), uuid4()), Actor(uuid4(), uuid4())
    redact(book, entry.id, ["title"], legal_basis="《个人信息保护法》第四十七条", approvers=approvers)
    assert titles() == []
    sequencer.run_once(book.origin)
    following.catch_up(NAME, book.origin)
    assert titles() == [""]


def test_a_rebuild_reads_again_to_where_it_was(book, actor):
    written(book, actor, "一")
    sequencer.run_once(book.origin)
    following.catch_up(NAME, book.origin)
    written(book, actor, "二")
    sequencer.run_once(book.origin)
    Heading.objects.update(title="改了")
    assert [difference.row for difference in rebuild.check()] != []
    rebuild.rebuild()
    assert titles() == ["一"]
    following.catch_up(NAME, book.origin)
    assert titles() == ["一", "二"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["write", "rename", "post", "index", "read", "tick"]), min_size=4, max_size=14))
def test_however_writing_indexing_and_reading_mix_the_end_is_the_same(book, actor, steps):
    notes = [written(book, actor)[1]]
    for number, step in enumerate(steps):
        if step == "write":
            notes.append(written(book, actor, f"第{number}")[1])
        elif step == "rename":
            book.append(NoteRetitled(note=notes[number % len(notes)], title=f"改{number}"), by=actor)
        elif step == "post":
            book.append(NoticePosted(notice=uuid4(), text=f"告示{number}"), by=actor)
        elif step == "index":
            integrate(book.origin, "internal", limit=1)
        elif step == "read":
            following.catch_up(NAME, book.origin)
        else:
            sequencer.run_once(book.origin)
    assert rebuild.check() == []
    sequencer.run_once(book.origin)
    following.catch_up_all(book.origin)
    slowly = titles()
    Heading.objects.all().delete()
    Position.objects.all().delete()
    following.catch_up_all(book.origin)
    assert titles() == slowly


LINE = DutyLine(EvidenceKind.TALK, Category.TALK, "谈话", person="person")


def test_a_line_that_could_say_what_is_sealed_is_refused_when_it_is_declared():
    with pytest.raises(TypeError):

        @record("sample.sealed-person/1", log="internal", subject=("x", "x"), duty_line=LINE)
        class _(Record):
            """密封之人"""

            x: str = public()
            person: str = sealed()

    with pytest.raises(TypeError):

        @record("sample.sealed-log/1", log="sealed", subject=("x", "x"), duty_line=LINE)
        class _(Record):
            """密封日志"""

            x: str = public()
            person: str = public()

    with pytest.raises(TypeError):

        @record("sample.sealed-name/1", log="internal", subject=("x", "x"), names="title")
        class _(Record):
            """密封之题"""

            x: str = public()
            title: str = sealed()


def test_a_line_may_say_what_is_internal():
    @record("sample.internal-name/1", log="internal", subject=("x", "x"), names="title", duty_line=LINE)
    class Said(Record):
        """内部之题"""

        x: str = public()
        person: str = public()
        title: str = internal()

    assert Said.spec.duty_line == LINE and Said.spec.names == "title"
