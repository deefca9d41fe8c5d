"""办理 One function per verb: open a period, submit a report, remark on it, hold a hearing, finish what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import NotFound
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.hearings import permits, records
from liuhen.mechanisms.hearings.models import FollowUp, Hearing, Period, Report
from liuhen.mechanisms.hearings.permits import FollowUps
from liuhen.mechanisms.hearings.signing import Signed, report_id, text_digest
from liuhen.organs.reads.tree import book_of

__all__ = ["finish_follow_up", "give_remarks", "hold_hearing", "open_period", "submit_report"]


def open_period(
    *, by: Actor, organ: UUID, name: str, whom: str, since: date, closes: date, period: UUID | None = None
) -> Entry:
    """开设汇报期 Everybody below the organ's chief reports upward, and every chief hears his direct subordinates."""
    book = book_of(organ)
    with book.writing("report-periods", organ):
        cited = permits.require_may_open(by=by, organ=organ, name=name, whom=whom, since=since, closes=closes)
        record = records.ReportPeriodOpened(
            period=period or uuid7(), organ=organ, whom=whom, since=since, closes=closes, name=name.strip()
        )
        return book.append(record, by=by, organ=organ, rules=cited)


def submit_report(
    *,
    period: UUID,
    by: Actor,
    post: UUID,
    integrity: str,
    other: str = "",
    signed: Signed,
    files: Sequence[FileRef] = (),
) -> Entry:
    """报送报告 A first version or a further one; the late ones are taken too, and shown as late."""
    row, report = _period(period), report_id(period, post, by.person)
    book = book_of(row.organ)
    with book.writing("report", report):
        last = Report.objects.filter(pk=report).first()
        edge, cited = permits.require_may_submit(
            row, last, by=by, post=post, integrity=integrity, other=other, signed=signed
        )
        record = records.ReportSubmitted(
            report=report,
            period=period,
            version=last.version + 1 if last else 1,
            organ=edge.organ,
            post=post,
            chief=by.person,
            superior=edge.superior,
            text_sha256=text_digest(integrity, other),
            integrity=integrity.strip(),
            other=other.strip(),
            document=signed.document,
        )
        return book.append(record, by=by, organ=edge.organ, signatures=[signed.signature], files=files, rules=cited)


def give_remarks(*, report: UUID, by: Actor, answer: str, words: str = "") -> Entry:
    """上级批示 Read and noted, or sent back to be supplemented."""
    row = _report(report)
    book = book_of(row.organ)
    with book.writing("report", report):
        row = _report(report)
        cited = permits.require_may_remark(row, by=by, answer=answer, words=words)
        record = records.RemarksGiven(report=report, chief=row.chief, answer=answer, words=words.strip())
        return book.append(record, by=by, organ=row.superior, rules=cited)


def hold_hearing(
    *,
    period: UUID,
    by: Actor,
    post: UUID,
    at: datetime | None = None,
    words: str = "",
    follow_ups: FollowUps = (),
    hearing: UUID | None = None,
    files: Sequence[FileRef] = (),
) -> Entry:
    """听取汇报 Of the holder of a chief post directly below; `at` is when it happened, now when left out."""
    row, at = _period(period), at or clock.now()
    book = book_of(row.organ)
    with book.writing("report-period", period):
        edge, listener, cited = permits.require_may_hold(
            row, by=by, post=post, at=at, words=words, follow_ups=follow_ups
        )
        assert edge.person is not None
        report = report_id(period, post, edge.person)
        record = records.HearingHeld(
            hearing=hearing or uuid7(),
            period=period,
            organ=edge.superior,
            listener=listener,
            below=edge.organ,
            post=post,
            heard=edge.person,
            report=report if Report.objects.filter(pk=report).exists() else None,
            words=words.strip(),
            follow_ups=[{key: one[key].strip() for key in KEYS} | {"id": str(uuid7())} for one in follow_ups],
        )
        on_behalf = None if listener == by.person else listener
        return book.append(record, by=by, organ=edge.superior, at=at, files=files, rules=cited, on_behalf=on_behalf)


KEYS = ("words", "due", "failing", "item", "version")
"""交办事项 What each follow-up says."""


def finish_follow_up(*, follow_up: UUID, by: Actor, words: str) -> Entry:
    """办结交办 By the person heard, in his own words."""
    found = _follow_up(follow_up)
    book = book_of(found.hearing.organ)
    with book.writing("hearing", found.hearing_id):
        found = _follow_up(follow_up)
        cited = permits.require_may_finish(found, found.hearing, by=by, words=words)
        record = records.FollowUpDone(
            hearing=found.hearing_id, follow_up=follow_up, heard=found.hearing.heard, words=words.strip()
        )
        return book.append(record, by=by, organ=found.hearing.organ, rules=cited)


def _period(period: UUID) -> Period:
    return _one(Period.objects.filter(pk=period).first(), "汇报期")


def _report(report: UUID) -> Report:
    return _one(Report.objects.filter(pk=report).first(), "报告")


def _follow_up(follow_up: UUID) -> FollowUp:
    return _one(FollowUp.objects.filter(pk=follow_up).select_related("hearing").first(), "交办事项")


def _one(found: Period | Report | Hearing | FollowUp | None, what: str) -> object:
    if found is None:
        raise NotFound("platform.not-found", f"没有这个{what}，请核对编号")
    return found
