"""审计 A clean book has no faults; every kind of change has its name."""

from uuid import uuid4

from liuhen.ledger import audit, files, rebuild, sequencer
from tests.ledger.sample.records import NoteClosed, NoteWritten, NoticePosted, RoundOpened, VoteCast


def fill(book, actor, count=3):
    """A few entries of every kind, all under checkpoints."""
    made = []
    for number in range(count):
        note, round = uuid4(), uuid4()
        attached = [files.put(f"附件{number}".encode(), "text/plain")]
        made += [
            book.append(
                NoteWritten(note=note, title=f"题{number}", words="密", person=uuid4()), by=actor, files=attached
            ),
            book.append(NoteClosed(note=note, count=number), by=actor),
            book.append(VoteCast(vote=uuid4(), round=round, stance="同意"), by=actor),
            book.append(RoundOpened(round=round), by=actor),
            book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor),
        ]
    sequencer.settle(book.origin)
    return made


def test_a_full_book_is_clean(book, actor):
    fill(book, actor)
    book.append(NoticePosted(notice=uuid4(), text="尚待排序"), by=actor)
    assert audit.check_all(guards=True) == []


def test_nothing_founded_is_clean(db, places):
    assert audit.check_all() == []
    assert rebuild.check() == []
