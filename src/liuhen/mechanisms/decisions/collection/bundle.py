"""采集包 Everything about one meeting that goes to the commission: tables, papers, and what its checks would raise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from liuhen.kit import clock
from liuhen.ledger import files
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.collection.checks import Exception_, exceptions_in
from liuhen.mechanisms.decisions.collection.meeting import MeetingTable
from liuhen.mechanisms.decisions.collection.regulations import matters, regulations
from liuhen.mechanisms.decisions.collection.tables import MATTERS, MEETINGS, REGULATIONS, Row, sheet_of, xml_of
from liuhen.mechanisms.decisions.models import Item, Meeting
from liuhen.mechanisms.decisions.papers.words import when
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.terms import Gate
from liuhen.organs.reads.groups import group
from liuhen.organs.reads.staff import names
from liuhen.rules.reads import body_rules


@dataclass(frozen=True)
class Bundle:
    """采集包 Files by path, and the exceptions the receiving system would raise on them."""

    parts: dict[str, bytes]
    exceptions: list[Exception_]

    def zipped(self) -> bytes:
        """压缩包 With fixed times, so that the same tables give the same bytes."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in sorted(self.parts.items()):
                archive.writestr(zipfile.ZipInfo(path), content)
        return stream.getvalue()


def bundle_of(sitting: Meeting, *, by: Actor, again: bool = False) -> Bundle:
    """编制采集包 Of a meeting that is over. Ask permits.require_may_report first: it opens what everybody decided."""
    on = clock.local(sitting.opened_at or sitting.starts).date()
    body = body_rules(group(sitting.group).kind, on, sitting.organ)
    table = MeetingTable(sitting, by=by, again=again)
    own = {item.motion.catalogue_code: item.motion.category for item in table.items if item.motion.catalogue_code}
    rows: dict[str, tuple[str, str, list[Row]]] = {
        MATTERS: ("事项清单", "item", matters(body, own)),
        REGULATIONS: ("制度", "regulation", regulations(body, own)),
        MEETINGS: ("会议", "meeting", [table.row()]),
    }
    xml = {code: xml_of(code, tag, found) for code, (_, tag, found) in rows.items()}
    parts = {f"{code}-{rows[code][0]}.xml": content for code, content in xml.items()}
    parts |= {f"{code}-{name}.xlsx": sheet_of(found, name) for code, (name, _, found) in rows.items()}
    if funds := table.funds():
        parts["大额资金.xml"], parts["大额资金.xlsx"] = xml_of("", "fund", funds), sheet_of(funds, "大额资金")
    papers = {path: content for item in table.items for path, content in _papers(item)}
    reviewed = {path.split("/")[1] for path in papers if path.endswith("/法律意见书.txt")}
    if sitting.minutes_sha256:
        papers["附件/会议纪要.pdf"] = files.get(sitting.minutes_sha256)
    papers["附件/会议通知.txt"] = _notice(sitting, table).encode()
    return Bundle(parts | papers, exceptions_in(xml, reviewed))


def _papers(item: Item) -> Iterator[tuple[str, bytes]]:
    """议题材料, and the legal opinion as the reviewer entered it, with the papers he attached."""
    folder = f"附件/{item.id}"
    yield f"{folder}/议题材料.txt", f"{item.motion.title}\n\n{item.motion.text}\n".encode()
    review = motions.current_gates(item.motion.id).get(Gate.LEGAL)
    if review is None:
        return
    who = names([review.responsible]).get(review.responsible, "未知")
    lines = [
        f"合法性审查意见：{item.motion.title}",
        f"结论：{review.get_opinion_display() if review.opinion else review.get_result_display()}",
        f"说明：{review.reason or '见所附文件'}",
        f"审查人：{who}",
        f"入簿时间：{when(review.at)}；存证记录：{review.entry}",
    ]
    yield f"{folder}/法律意见书.txt", "\n".join(lines).encode()
    for number, digest in enumerate(review.papers, 1):
        yield f"{folder}/法律意见书附件{number}-{digest[:12]}", files.get(digest)


def _notice(sitting: Meeting, table: MeetingTable) -> str:
    lines = [
        f"{sitting.title}（{sitting.number}）",
        f"时间：{when(sitting.starts)}",
        f"地点：{sitting.place}",
        "议程：",
    ]
    return "\n".join([*lines, *(f"{item.order}. {item.motion.title}" for item in table.items), ""])
