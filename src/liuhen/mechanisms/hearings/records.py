"""汇报与听取的记录 Periods, reports upward, the superior's remarks, hearings and what came of them (M02, M03)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record, sealed

REPORT = ("report", "report")
HEARING = ("hearing", "hearing")


@record("hearings.report-period-opened/1", log="internal", subject=("report-period", "period"), names="name")
class ReportPeriodOpened(Record):
    """汇报期 A period in which chiefs report upward and every direct subordinate chief is heard once (M02, M03)."""

    period: UUID = public()
    organ: UUID = public()
    whom: str = public()
    since: date = public()
    closes: date = public()
    name: str = internal()


@record(
    "hearings.report-submitted/1",
    log="internal",
    subject=REPORT,
    duty_line=DutyLine(
        EvidenceKind.REPORT,
        Category.AREA,
        "向上级主要负责人书面报告，设党风廉政建设专章",
        person="chief",
        page="report",
    ),
)
class ReportSubmitted(Record):
    """报送报告 A chief signs and submits his report; its integrity chapter is never empty (M02)."""

    report: UUID = public()
    period: UUID = public()
    version: int = public()
    organ: UUID = public()
    post: UUID = public()
    chief: UUID = public()
    superior: UUID = public()
    text_sha256: str = internal()
    integrity: str = sealed(about="chief")
    other: str = sealed(about="chief")
    document: str = sealed(about="chief")


@record(
    "hearings.remarks-given/1",
    log="internal",
    subject=REPORT,
    duty_line=DutyLine(EvidenceKind.REPORT, Category.AREA, "审阅下级主要负责人的报告并批示", page="report"),
)
class RemarksGiven(Record):
    """上级批示 What the superior chief answers to a report (M02)."""

    report: UUID = public()
    chief: UUID = public()
    answer: str = public()
    words: str = internal(about="chief")


@record(
    "hearings.hearing-held/1",
    log="internal",
    subject=HEARING,
    duty_line=DutyLine(
        EvidenceKind.HEARING, Category.AREA, "听取下级主要负责人汇报", person="listener", page="hearing"
    ),
)
class HearingHeld(Record):
    """听取汇报 A chief hears the chief of a direct subordinate: who, when, remarks, follow-ups (M03).

    Each follow-up is {id, words, due, failing, item, version}: a failing names the duty item and version it falls
    under, by the ids that the list gave them.
    """

    hearing: UUID = public()
    period: UUID = public()
    organ: UUID = public()
    listener: UUID = public()
    below: UUID = public()
    post: UUID = public()
    heard: UUID = public()
    report: UUID | None = public()
    words: str = internal(about="heard")
    follow_ups: list[dict[str, str]] = internal(about="heard")


@record(
    "hearings.follow-up-done/1",
    log="internal",
    subject=HEARING,
    duty_line=DutyLine(
        EvidenceKind.RECTIFICATION,
        Category.AREA,
        "办结听取汇报时交办的事项",
        person="heard",
        page="hearing",
    ),
)
class FollowUpDone(Record):
    """交办办结 What the person heard reports on one follow-up of the hearing (M03)."""

    hearing: UUID = public()
    follow_up: UUID = public()
    heard: UUID = public()
    words: str = internal(about="heard")
