"""上报 Make the package and take down that it went out: one road for page and interface."""

from __future__ import annotations

from liuhen.ledger import files
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.collection.bundle import bundle_of
from liuhen.mechanisms.decisions.models import Meeting

ZIP = "application/zip"


def report(sitting: Meeting, *, by: Actor, to: str) -> bytes:
    """上报采集数据 The zip; the book keeps it, to whom it went, and the exceptions its tables would raise."""
    permits.require_may_report(sitting, by=by, to=to)
    bundle = bundle_of(sitting, by=by, again=sitting.reports.exists())
    content = bundle.zipped()
    exceptions = [one.number for one in bundle.exceptions]
    actions.report_meeting(meeting=sitting.id, by=by, file=files.put(content, ZIP), exceptions=exceptions, to=to)
    return content
