"""报告的状态 A report's way, as data: the permits ask it, and the picture in the README is drawn from it."""

from __future__ import annotations

from liuhen.mechanisms.hearings.terms import Answer, ReportState

NEW = "new"

REPORT_ACTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "submit_report": ((NEW, ReportState.SUBMITTED, ReportState.RETURNED), ReportState.SUBMITTED),
    "give_remarks": ((ReportState.SUBMITTED,), None),
}
"""办理 From which states an act may start, and where it leads; remarks lead where the answer says."""

ANSWERED = {Answer.NOTED: ReportState.REMARKED, Answer.SUPPLEMENT: ReportState.RETURNED}
"""批示去向 The state a report is in after each answer."""
