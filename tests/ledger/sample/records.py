"""样例记录 Records of every kind of field."""

from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record, sealed


@record("sample.note-written/1", log="internal", subject=("note", "note"))
class NoteWritten(Record):
    """写便条 A note with a title that lists may show and words that nobody opens unlogged."""

    note: UUID = public()
    title: str = internal()
    words: str = sealed(about="person")
    person: UUID = public()


@record("sample.note-retitled/1", log="internal", subject=("note", "note"))
class NoteRetitled(Record):
    """改题 A note gets another title."""

    note: UUID = public()
    title: str = internal()


@record("sample.note-closed/1", log="internal", subject=("note", "note"))
class NoteClosed(Record):
    """结便条 The note is done with."""

    note: UUID = public()
    count: int = public()


@record("sample.vote-cast/1", log="sealed", subject=("vote", "vote"))
class VoteCast(Record):
    """投票 A vote held back until its round is opened."""

    vote: UUID = public()
    round: UUID = public()
    stance: str = sealed(held_by="round")


@record("sample.round-opened/1", log="internal", subject=("round", "round"), releases="round")
class RoundOpened(Record):
    """启封一轮 Lifts the hold on a round's votes."""

    round: UUID = public()


@record("sample.note-signed/1", log="internal", subject=("note", "note"))
class NoteSigned(Record):
    """签便条 Somebody signs the note; the document is the very text under the signature."""

    note: UUID = public()
    document: str = sealed()


@record("sample.notice-posted/1", log="public", subject=("notice", "notice"))
class NoticePosted(Record):
    """张贴 Something for everyone."""

    notice: UUID = public()
    text: str = public()
