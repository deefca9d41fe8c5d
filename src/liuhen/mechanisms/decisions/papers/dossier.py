"""决策档案 The whole file of one decision on paper, top to bottom, each line with its proof and gaps in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.money import yuan
from liuhen.ledger.entries import Entry
from liuhen.ledger.records import Actor, record_class
from liuhen.mechanisms.decisions import permits
from liuhen.mechanisms.decisions.gaps import item_gaps
from liuhen.mechanisms.decisions.models import Item, Meeting, Motion
from liuhen.mechanisms.decisions.papers.record import outcome_words, people_of
from liuhen.mechanisms.decisions.papers.room import opinion_forms, vote_form
from liuhen.mechanisms.decisions.papers.words import Seals, attendance, day, when
from liuhen.mechanisms.decisions.reads import meetings, motions, trace
from liuhen.mechanisms.decisions.reads.room import room_of
from liuhen.mechanisms.decisions.terms import Capacity, Category, Kind, Outcome, Source
from liuhen.organs.reads.groups import group
from liuhen.organs.reads.staff import names as names_of
from liuhen.organs.reads.staff import titles_of
from liuhen.organs.reads.tree import book_of
from liuhen.ui.paper.forms import Dossier, EntryLine, Line, Part, Vote

PURPOSE = "导出决策档案"
VOTING = "表决正在进行：各人所投密封至表决结束，任何人不得提前查看，本卷宗未含；表决结束后可再次导出。"
HOW = [
    "把本卷宗文件夹（或 zip）放到任何一台装有 Python 3.8 以上的电脑上，不需联网。",
    "运行 python3 verify.py 文件夹，逐项给出结论；有一处被改动，会指出是哪个文件。",
    "也可打开系统的“自行校验”页，把 zip 拖进去，在浏览器里校验，文件不会上传。",
]


class DossierPaper:
    """档案编制 Collects one motion's file; every stance it shows is opened for `by`, and logged."""

    def __init__(self, motion: Motion, *, by: Actor, opinions: bool) -> None:
        self.motion, self.by = motion, by
        self.open = permits.items_open_to(motion, by) if opinions else set()
        self.book = book_of(motion.organ)
        self.file = [entry for entry in trace.file_of(motion) if entry.log == "internal"]
        self.seals = Seals([*trace.file_of(motion), *self._consequence_entries()])
        opened = [item for item in motion.items.all() if item.opened_at]
        self.items = sorted(opened, key=lambda item: item.opened_at)
        held = {sitting.id: sitting for sitting in meetings.of_motion(motion.id)}
        self.sittings = [held[item.meeting] for item in self.items]
        self.people = {sitting.id: people_of(sitting, self.items) for sitting in self.sittings}
        self.gaps = {item.id: item_gaps(item) for item in self.items}
        self.names = names_of(self._ids())
        self.posts = titles_of(entry.actor.post for entry in self.file if entry.actor.post)

    def _consequence_entries(self) -> list[Entry]:
        return [self.book.entry(row.entry) for row in trace.consequences_of(self.motion.id)]

    def _ids(self) -> set[UUID]:
        found = {self.motion.drafted_by, *([self.motion.mover] if self.motion.mover else [])}
        found |= {entry.actor.person for entry in self.file}
        found |= {row.responsible for row in self.motion.gates.all()}
        for sitting in self.sittings:
            found |= set(self.people[sitting.id][0])
        return found

    def name(self, person: UUID | None) -> str:
        """姓名 Of a person in this file; 未知 when there is none."""
        return self.names.get(person, "未知") if person else "未知"

    def form(self) -> Dossier:
        """档案数据 For `ui.paper`."""
        motion = self.motion
        gaps = [gap.sentence for found in self.gaps.values() for gap in found]
        return {
            "body": group(motion.group).name,
            "title": motion.title or motion.number,
            "number": motion.number,
            "date": day(motion.decided_at or clock.now()),
            "outcome": Outcome(motion.outcome).label if motion.outcome else motion.get_state_display(),
            "mover": self.name(motion.mover) + ("（默认）" if motion.mover_default else ""),
            "parts": [*self._before(), *self._meetings(), *self._after()],
            "entries": [self._entry_line(entry) for entry in self.file],
            "verification": {"root": "见 checkpoint.txt", "origin": self.book.origin, "how": HOW},
            "gaps": gaps,
        }

    def _before(self) -> Iterator[Part]:
        motion = self.motion
        amount = f"{yuan(motion.amount_fen)}元" if motion.amount_fen is not None else "不涉及或未填"
        yield {
            "heading": "动议",
            "lines": [
                {"label": "事项", "text": motion.title or ""},
                {
                    "label": "类别",
                    "text": f"{Category(motion.category).label}；{Kind(motion.kind).label}；金额{amount}",
                },
                {"label": "来源", "text": f"{Source(motion.source).label}：{motion.source_detail or ''}"},
                *self._texts(),
                *self._of("decisions.mover-signed/1", "动议人签名"),
                *self._of("decisions.mover-defaulted/1", "默认动议人（主持会议的主要负责人）"),
                *self._of("decisions.mover-missing/1", "动议人缺失（副职主持，不适用默认）", gap=True),
                *self._of("decisions.chair-confirmed/1", "主持人同意上会"),
                *self._of("decisions.confirmation-refused/1", "拒绝确认，有见证"),
            ],
        }
        yield {"heading": "动议自查", "lines": self._self_check()}
        yield {"heading": "前置程序", "lines": self._gates()}
        yield {"heading": "材料送达", "lines": self._of("decisions.papers-sent/1", "材料送达")}

    def _texts(self) -> list[Line]:
        return [
            {
                "label": "原文" if row.version == 1 else f"第{row.version}稿",
                "text": row.text or "",
                "recorded": when(row.at),
                "proof": self.seals.of(row.entry),
            }
            for row in self.motion.texts.all()
        ]

    def _of(self, kind: str, label: str, *, gap: bool = False) -> list[Line]:
        return [
            {
                "label": label,
                "text": self.name(entry.actor.person),
                "at": when(entry.occurred),
                "recorded": when(entry.recorded),
                "proof": self.seals.of(entry.id),
                "gap": gap,
            }
            for entry in self.file
            if entry.kind == kind
        ]

    def _self_check(self) -> list[Line]:
        row = motions.latest_self_check(self.motion.id)
        if row is None:
            return []
        answers = (
            ("合乎法规政策", row.lawful),
            ("符合公众利益", row.public_interest),
            ("涉及个人或亲属利益", row.personal_interest),
            ("有真实需要", row.real_need),
        )
        said = "；".join(f"{question}：{'是' if answer else '否'}" for question, answer in answers)
        return [{"text": f"{self.name(row.mover)}答：{said}", "proof": self.seals.of(row.entry)}]

    def _gates(self) -> list[Line]:
        return [
            {
                "label": row.get_gate_display(),
                "text": "；".join(
                    part
                    for part in (
                        row.get_result_display(),
                        row.get_opinion_display() if row.opinion else "",
                        row.reason or "",
                        f"责任人{self.name(row.responsible)}",
                    )
                    if part
                ),
                "recorded": when(row.at),
                "proof": self.seals.of(row.entry),
            }
            for row in self.motion.gates.all()
        ]

    def _meetings(self) -> Iterator[Part]:
        for item, sitting in zip(self.items, self.sittings, strict=True):
            yield self._meeting(sitting)
            yield from self._item(item, sitting)

    def _meeting(self, sitting: Meeting) -> Part:
        names, titles = self.people[sitting.id]
        seats = list(sitting.seats.all())
        rows = [
            [row["name"], row["post"], seat.get_capacity_display(), seat.get_presence_display(), row["note"]]
            for seat in seats
            for row in [attendance(seat, names, titles)]
        ]
        due = sum(seat.capacity == Capacity.MEMBER for seat in seats)
        return {
            "heading": f"会议（{sitting.number}）",
            "lines": [
                {"label": "时间地点", "text": f"{when(sitting.opened_at)}，{sitting.place or '未记载'}"},
                {"label": "主持", "text": names.get(sitting.presider, "未知")},
                {"label": "记录", "text": names.get(sitting.recorder, "未知")},
                {"label": "录音", "text": "有录音" if sitting.recording else "未录音", "gap": not sitting.recording},
            ],
            "table": {"columns": ["姓名", "职务", "身份", "到会", "备注"], "rows": rows},
            "note": f"应到{due}人",
        }

    def _item(self, item: Item, sitting: Meeting) -> Iterator[Part]:
        room, (names, titles) = room_of(item.id), self.people[sitting.id]
        gaps: list[Line] = [{"text": gap.sentence, "gap": True} for gap in self.gaps[item.id]]
        quorum = item.quorum or {}
        yield {
            "heading": "开议与缺项",
            "lines": [
                {"label": "法定人数", "text": f"应到{quorum.get('members')}人，实到{quorum.get('present')}人"},
                *gaps,
            ],
        }
        if item.id in self.open and item.stances_open:
            forms = opinion_forms(room, names, titles, by=self.by, purpose=PURPOSE, seals=self.seals)
            yield {"heading": "逐一表态", "opinions": forms}
        else:
            yield {
                "heading": "逐一表态",
                "note": "各人表态密封在存证簿中，本卷宗未披露。",
                "lines": self._endings(room),
            }
        if any(ballot.closed_at is None for ballot in item.ballots.all()):
            yield {"heading": "表决与计算", "note": VOTING}
        else:
            yield {"heading": "表决与计算", "vote": self._vote(item, names)}
        yield {"heading": "决议", "lines": [{"text": outcome_words(room), "at": when(item.ruled_at)}]}

    def _vote(self, item: Item, names: Mapping[UUID, str]) -> Vote | None:
        # A vote is as much its owner's as a stance: without a grant the dossier shows the counts alone.
        return vote_form(item, names, by=self.by, purpose=PURPOSE, named=item.id in self.open)

    def _endings(self, room: object) -> list[Line]:
        return [
            {"label": self.name(row.person), "text": row.get_ending_display(), "recorded": when(row.recorded)}
            for row in room.attendees  # type: ignore[attr-defined]
        ]

    def _after(self) -> Iterator[Part]:
        found = trace.consequences_of(self.motion.id)
        yield from self._final_text()
        if published := self._published():
            yield {"heading": "报告与公布", "lines": published}
        yield {"heading": "过程监审", "not_reached": True}
        lines: list[Line] = [
            {
                "label": row.get_kind_display(),
                "text": "；".join(
                    part
                    for part in (
                        row.reference or "",
                        f"{yuan(row.amount_fen)}元" if row.amount_fen is not None else "",
                        row.words or "",
                    )
                    if part
                ),
                "at": when(row.occurred),
                "recorded": when(row.recorded),
                "proof": self.seals.of(row.entry),
            }
            for row in found
        ]
        yield {"heading": "结果与后果", "lines": lines} if lines else {"heading": "结果查究", "not_reached": True}

    def _final_text(self) -> Iterator[Part]:
        """After 原则通过: the text sealed, its difference to the one voted on, and who objected to it in time."""
        for row in sorted(self.motion.final_texts.all(), key=lambda one: (one.at, one.entry)):
            objections: list[Line] = [
                {
                    "label": "定稿异议",
                    "text": f"{self.name(one.person)}：{one.reason or ''}",
                    "recorded": when(one.at),
                    "proof": self.seals.of(one.entry),
                    "gap": True,
                }
                for one in row.objections.all()
            ]
            lines: list[Line] = [
                {"label": "定稿", "text": row.text or "", "recorded": when(row.at), "proof": self.seals.of(row.entry)},
                {"label": "与表决文本的差别", "text": row.difference or "没有差别"},
                {"label": "异议期", "text": f"至{row.object_until}"},
            ]
            yield {"heading": "定稿", "lines": [*lines, *objections]}

    def _published(self) -> list[Line]:
        return [
            {
                "label": "公布" if row.published else "依法不公布",
                "text": "；".join(filter(None, (row.ground, f"报告：{row.reported_to}" if row.reported_to else ""))),
                "recorded": when(row.at),
                "proof": self.seals.of(row.entry),
            }
            for row in sorted(self.motion.publications.all(), key=lambda one: (one.at, one.entry))
        ]

    def _entry_line(self, entry: Entry) -> EntryLine:
        title = (record_class(entry.kind).__doc__ or entry.kind).split()[0]
        return {
            "index": self.seals.of(entry.id)["index"],
            "kind": title,
            "at": when(entry.recorded),
            "actor": self.posts.get(entry.actor.post, "—") if entry.actor.post else "—",
            "hash": entry.leaf_hash.hex()[:16],
            "entry": str(entry.id),
        }


def dossier_form(motion: Motion, *, by: Actor, opinions: bool) -> Dossier:
    """决策档案数据 `opinions`: whether the stances are shown; the caller has asked whether `by` may see them."""
    return DossierPaper(motion, by=by, opinions=opinions).form()
