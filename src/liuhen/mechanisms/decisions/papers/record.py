"""会议记录 The record of a meeting, drafted from what was said and voted; its gaps stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.gaps import gaps_of
from liuhen.mechanisms.decisions.models import Item, Meeting
from liuhen.mechanisms.decisions.papers.room import opinion_forms, vote_form
from liuhen.mechanisms.decisions.papers.words import attendance, day, when
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import Room, recused_in, room_of
from liuhen.mechanisms.decisions.terms import Capacity, Outcome, Presence
from liuhen.organs.reads.groups import group, members_of
from liuhen.organs.reads.staff import names as names_of
from liuhen.ui.paper.docx import write_record
from liuhen.ui.paper.docx_read import BrokenRecord, read_record
from liuhen.ui.paper.forms import Record, RecordItem, SignatureLine

PURPOSE = "整理会议记录"
LEFT_OUT = "此人回避本议题：表态、讨论和各人所投从略，全文见存证的会议记录。"


def people_of(sitting: Meeting, items: Iterable[Item] | None = None) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """人名与职务 Names of everybody in a meeting (on these items alone, or on all), and the posts of its members."""
    members = members_of(sitting.group, clock.local(sitting.starts).date())
    ids = {seat.person for seat in sitting.seats.all()} | {sitting.presider, sitting.recorder}
    for item in meetings.items_of(sitting.id) if items is None else items:
        ids |= {item.reporter, *([item.motion.mover] if item.motion.mover else [])}
    return names_of(ids), {member.person: member.title for member in members}


def record_form(sitting: Meeting, *, by: Actor) -> Record:
    """会议记录数据 Everything `ui.paper` needs for the record; opens the stances of items where they are open.

    Of an item from which `by` is recused nothing is opened: what was said on it is left out for him.
    """
    hidden = recused_in(sitting.id).get(by.person, set())
    names, titles = people_of(sitting)
    seats = list(sitting.seats.all())
    members = [seat for seat in seats if seat.capacity == Capacity.MEMBER]
    here = [seat for seat in members if seat.presence in (Presence.PRESENT, Presence.LEFT)]
    began = sitting.opened_at or sitting.starts
    gaps = gaps_of(sitting)
    return {
        "body": group(sitting.group).name,
        "title": sitting.title or "",
        "number": sitting.number,
        "date": day(began),
        "time": f"{clock.local(began):%H:%M}–{_end(sitting)}",
        "place": sitting.place or "未记载",
        "chair": chair_words(sitting, names),
        "recorder": names.get(sitting.recorder, "未知"),
        "due": len(members),
        "arrived": len(here),
        "present": [attendance(seat, names, titles) for seat in here],
        "leave": [attendance(seat, names, titles) for seat in members if seat not in here],
        "observers": [attendance(seat, names, titles) for seat in seats if seat.capacity == Capacity.OBSERVER],
        "recording": "有录音" if sitting.recording else "未录音",
        "items": [_item(item, names, titles, by, item.id in hidden) for item in meetings.items_of(sitting.id)],
        "signatures": signature_lines(sitting, names, titles),
        "gaps": [gap.sentence for gap in gaps],
    }


def chair_words(sitting: Meeting, names: Mapping[UUID, str]) -> str:
    """主持人 One name; or, where the chair was handed on in the meeting, each with the time."""
    last = names.get(sitting.presider, "未知")
    handed = [one for one in sitting.chairings.all() if sitting.opened_at and one.at >= sitting.opened_at]
    until = [f"{names.get(one.previous, '未知')}（至{clock.local(one.at):%H:%M}）" for one in handed]
    return "、".join([*until, last])


def _end(sitting: Meeting) -> str:
    return f"{clock.local(sitting.closed_at):%H:%M}" if sitting.closed_at else "未散会"


def abridge(form: Record, hidden: set[int]) -> Record:
    """从略 The record without what was said on these items; everything else word for word."""
    return {**form, "items": [_without(one) if n in hidden else one for n, one in enumerate(form["items"])]}


def _without(item: RecordItem) -> RecordItem:
    vote = item.get("vote")
    counts = [{**one, "names": []} for one in vote["counts"]] if vote else []
    unnamed = {**vote, "counts": counts} if vote else None
    return {**item, "opinions": [], "discussion": [LEFT_OUT], "vote": unnamed}  # type: ignore[typeddict-item]


def _item(item: Item, names: Mapping[UUID, str], titles: Mapping[UUID, str], by: Actor, hidden: bool) -> RecordItem:
    room = room_of(item.id)
    form: RecordItem = {
        "title": item.motion.title or item.motion.number,
        "reporter": names.get(item.reporter, "未知"),
        "report": item.motion.text or "",
        "opinions": [] if hidden else opinion_forms(room, names, titles, by=by, purpose=PURPOSE, seals=None),
        "recusals": [{"name": names.get(person, "未知")} for person in sorted(room.recused)],
        "discussion": [LEFT_OUT] if hidden else _discussed(item),
        "vote": vote_form(item, names, by=by, purpose=PURPOSE, named=not hidden),
        "outcome": outcome_words(room),
    }
    if item.quorum:
        form["quorum"] = f"应到{item.quorum['members']}人，实到{item.quorum['present']}人，" + (
            "达到法定人数" if item.quorum["met"] else "未达法定人数"
        )
    return form


def _discussed(item: Item) -> list[str]:
    return [note.words or "" for note in item.notes.all() if note.kind == "discussion"]


def outcome_words(room: Room) -> str:
    """结果文字 The outcome with its resolution, reason and day of return."""
    item = room.item
    if not item.outcome:
        return "未开议" if not item.opened_at else "未形成结果"
    parts = [Outcome(item.outcome).label]
    if item.resolution:
        parts.append(item.resolution)
    if item.reason:
        parts.append(f"理由：{item.reason}")
    if item.return_by:
        parts.append(f"{item.return_by}前再议")
    if item.against_majority:
        parts.append("与多数意见不一致，行政首长已在会上说明理由")
    return "。".join(part.rstrip("。") for part in parts) + "。"


def signature_lines(sitting: Meeting, names: Mapping[UUID, str], titles: Mapping[UUID, str]) -> list[SignatureLine]:
    """核对签名 Who confirmed the sealed record, who annexed a correction, who is still missing: by name."""
    done = {row.person: row for row in sitting.confirmations.all()}
    lines: list[SignatureLine] = []
    for seat in sitting.seats.all():
        if seat.presence in (Presence.LEAVE, Presence.ABSENT):
            continue
        row = done.get(seat.person)
        line: SignatureLine = {
            "name": names.get(seat.person, "未知"),
            "post": titles.get(seat.person, "列席"),
            "state": "unconfirmed" if row is None else "corrected" if row.correction else "confirmed",
        }
        if row:
            line["at"], line["note"] = when(row.at), row.correction or ""
        lines.append(line)
    return lines


def edited_form(form: Record, content: bytes) -> Record:
    """改后的记录 The drafted record with the words edited in the .docx; names, stances, votes and times stay ours.

    Raises BadInput when the file's structure is broken, or when something outside the editable cells was changed.
    """
    try:
        edited = read_record(content, write_record(form))
    except BrokenRecord as error:
        missing = "、".join(error.missing)
        raise BadInput("platform.input", f"记录稿缺少：{missing}", fields={"docx": "请在下载的记录稿上修改"}) from error
    if edited.strays:
        changed = "；".join(edited.strays[:5])
        raise BadInput("platform.input", f"可编辑栏以外的内容有改动：{changed}", fields={"docx": "请只改灰色栏"})
    items: list[RecordItem] = []
    for item, words in zip(form["items"], edited.items, strict=True):
        opinions = [{**one, "words": said} for one, said in zip(item["opinions"], words.opinions, strict=True)]
        items.append({**item, "report": words.report, "opinions": opinions, "discussion": words.discussion})  # type: ignore[typeddict-item]
    return {**form, "items": items, "place": edited.place or form["place"]}
