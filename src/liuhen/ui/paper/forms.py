"""文书数据 What each template wants to be given: plain JSON values, filled in by those who know the facts.

Dates are ISO ("2026-11-20"), printed as 2026年11月20日. Times (`at`, `recorded`, `begun` …) are printed as they
come: the caller writes them in local time, e.g. "11月20日 09:42:07". Headings and labels carry no numbers, the
template numbers them. A key marked NotRequired may be left out; a list may be empty; a fact that is not known is
said so by its writer ("未知"), never left to look like zero.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class Paragraph(TypedDict):
    """段落 A paragraph; with a `label` it is numbered （一）（二）… and the label set in 楷体."""

    text: str
    label: NotRequired[str]


class Section(TypedDict):
    """部分 A numbered part （一、二、…）."""

    heading: str
    paragraphs: list[Paragraph]


class Minutes(TypedDict):
    """会议纪要 template "minutes" (GB/T 9704-2012 clause 10.3)."""

    issuing_body: str
    number: str  # 〔2026〕7号
    title: str
    date: str
    sections: list[Section]
    head: NotRequired[list[str]]  # lines of the red head; default: issuing body + 会议纪要
    intro: NotRequired[str]
    present: NotRequired[list[str]]
    absent: NotRequired[list[str]]  # "冯远（出差）"
    observers: NotRequired[list[str]]
    distribution: NotRequired[list[str]]  # 抄送
    printed_by: NotRequired[str]
    printed_on: NotRequired[str]
    marks: NotRequired[list[str]]  # omissions, named as 附注


class Seal(TypedDict):
    """存证标识 Where the book proves a line: short leaf hash and index; `entry` leads a page to the entry itself."""

    index: int | str
    leaf: str
    entry: NotRequired[str]


class Verification(TypedDict):
    """校验说明 What a reader needs to check the paper against the book."""

    root: str
    entry: NotRequired[str]
    origin: NotRequired[str]
    how: NotRequired[list[str]]  # steps, numbered by the template


class Attendance(TypedDict):
    """与会人 `note` is the reason of leave, or when the person came or left."""

    name: str
    post: NotRequired[str]
    note: NotRequired[str]


class Opinion(TypedDict):
    """表态 One member's end in an item. `stance` is 同意 … 保留意见, or 未表态 / 回避 / 离场 / 拒签."""

    name: str
    stance: str
    order: NotRequired[int]
    post: NotRequired[str]
    words: NotRequired[str]
    at: NotRequired[str]  # when it was said
    recorded: NotRequired[str]  # when the book took it
    note: NotRequired[str]  # 末位表态, 书面意见不计票 …
    proof: NotRequired[Seal]


class Count(TypedDict):
    """计数 One line of a vote; `names` only for open modes."""

    label: str
    number: int
    names: NotRequired[list[str]]


class Vote(TypedDict):
    """表决 The vote and the computation: result = f(rule, roll, votes)."""

    mode: str
    counts: list[Count]
    result: str
    roll: NotRequired[str]  # 应到11人，实到9人，回避1人，参加表决8人
    base: NotRequired[str]  # 应到会成员11人
    threshold: NotRequired[str]  # 赞成票超过二分之一，即至少6票
    rule: NotRequired[str]
    computation: NotRequired[str]  # 7×2＞11×1，成立
    proof: NotRequired[Seal]


class RecordItem(TypedDict):
    """议题 One item of a meeting record."""

    title: str
    report: str  # 汇报情况
    opinions: list[Opinion]  # 审议意见, in the order of speaking
    reporter: NotRequired[str]
    quorum: NotRequired[str]
    recusals: NotRequired[list[Attendance]]
    discussion: NotRequired[list[str]]
    vote: NotRequired[Vote | None]
    outcome: NotRequired[str]
    gaps: NotRequired[list[str]]


class SignatureLine(TypedDict):
    """核对签名 A member's check of the record: confirmed, corrected (see note), or not confirmed: named."""

    name: str
    state: Literal["confirmed", "corrected", "unconfirmed"]
    post: NotRequired[str]
    at: NotRequired[str]
    note: NotRequired[str]
    proof: NotRequired[Seal]


class Record(TypedDict):
    """会议记录 template "record"; also paper.docx.write_record."""

    body: str
    title: str
    date: str
    time: str  # 09:00–11:40
    place: str
    chair: str
    recorder: str
    due: int
    arrived: int
    present: list[Attendance]
    leave: list[Attendance]
    observers: list[Attendance]
    items: list[RecordItem]
    signatures: list[SignatureLine]
    number: NotRequired[str]
    quorum: NotRequired[str]
    recording: NotRequired[str]  # 全程录音 / 未录音10分钟 …
    gaps: NotRequired[list[str]]
    verification: NotRequired[Verification]
    qr: NotRequired[str]


class Line(TypedDict):
    """记载 One line of a dossier. `gap` says that the line names an omission, in its place."""

    text: str
    label: NotRequired[str]
    at: NotRequired[str]
    recorded: NotRequired[str]
    proof: NotRequired[Seal]
    gap: NotRequired[bool]


class Table(TypedDict):
    """表 Column titles, rows of the same length, and optional widths in shares."""

    columns: list[str]
    rows: list[list[str]]
    widths: NotRequired[list[float]]


class Part(TypedDict):
    """卷内部分 A part of the dossier: any of lines, table, opinions, vote, in this order; or 未到."""

    heading: str
    lines: NotRequired[list[Line]]
    table: NotRequired[Table]
    opinions: NotRequired[list[Opinion]]
    vote: NotRequired[Vote | None]
    not_reached: NotRequired[bool]  # this ring of the chain has not been reached yet
    note: NotRequired[str]


class EntryLine(TypedDict):
    """存证记录目录 One entry of the appendix; `actor` is a post, not a name."""

    index: int | str
    kind: str
    at: str
    actor: str
    hash: str
    entry: NotRequired[str]


class Dossier(TypedDict):
    """决策档案 template "dossier".

    Usual parts: 动议, 自查, 前置程序, 材料, 会议, 表态, 表决与计算, 决议, 执行, 结果查究.
    """

    body: str
    title: str
    number: str
    date: str
    parts: list[Part]
    entries: list[EntryLine]
    verification: Verification
    outcome: NotRequired[str]
    mover: NotRequired[str]
    gaps: NotRequired[list[str]]  # all omissions again, together, on the cover sheet
    qr: NotRequired[str]


class Party(TypedDict):
    """签署方"""

    role: str  # 责任单位 / 责任人
    name: str
    post: NotRequired[str]
    at: NotRequired[str]
    proof: NotRequired[Seal]


class Letter(TypedDict):
    """责任书 / 承诺书 template "letter"."""

    title: str
    date: str
    parties: list[Party]
    duties: list[str]
    number: NotRequired[str]
    intro: NotRequired[str]
    term: NotRequired[str]
    closing: NotRequired[str]
    qr: NotRequired[str]
    hint: NotRequired[str]


class LogbookLine(TypedDict):
    """纪实一行 Two times as printed; `late` is empty for a line entered in time; `more` are sentences below it."""

    occurred: str
    recorded: str
    late: str
    category: str
    evidence: str
    words: str
    more: list[str]
    source: str
    entry: str  # id of the entry


class Logbook(TypedDict):
    """纪实本 template "logbook": one person, one span."""

    title: str
    name: str
    post: str
    span: str  # 2026年11月
    date: str
    lines: list[LogbookLine]
    sourced: int  # lines that come from an act itself


class Letters(TypedDict):
    """责任书合订 template "letters": many letters in one document, one QR code for all."""

    title: str
    date: str
    letters: list[Letter]
    qr: NotRequired[str]
