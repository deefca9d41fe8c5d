"""记录 What can be written about organs, posts, people, tenures, leading groups and portfolios.

Names and titles of organs and posts are public. A person stands here as a pseudonymous id; the name and number are
internal and lie under the person's own vault key. Every `since` is a first day, every `until` the first day after.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record
from liuhen.organs.kinds import GroupKind, OrganKind, Role

LOG = "internal"


@record("organs.organ-established/1", log=LOG, subject=("organ", "organ"))
class OrganEstablished(Record):
    """设立单位 An organ comes into being below another. `book`: origin of the book that begins here, if one does."""

    organ: UUID = public()
    parent: UUID | None = public()
    kind: OrganKind = public()
    code: str = public()
    name: str = public()
    since: date = public()
    book: str = public()


@record("organs.organ-renamed/1", log=LOG, subject=("organ", "organ"))
class OrganRenamed(Record):
    """单位更名 An organ bears another name from a day on."""

    organ: UUID = public()
    name: str = public()
    since: date = public()


@record("organs.organ-moved/1", log=LOG, subject=("organ", "organ"))
class OrganMoved(Record):
    """隶属调整 An organ, with all below it, belongs to another superior from a day on."""

    organ: UUID = public()
    parent: UUID = public()
    since: date = public()


@record("organs.organ-closed/1", log=LOG, subject=("organ", "organ"))
class OrganClosed(Record):
    """撤销单位 An organ ends; `successor` takes over what it did."""

    organ: UUID = public()
    until: date = public()
    successor: UUID | None = public()


@record("organs.post-created/1", log=LOG, subject=("post", "post"))
class PostCreated(Record):
    """设立职务 A post of an organ. `kind` decides its powers, `chief` whether its holder is 主要负责人."""

    post: UUID = public()
    organ: UUID = public()
    kind: str = public()
    title: str = public()
    chief: bool = public()
    precedence: int = public()
    seats: int = public()
    since: date = public()


@record("organs.post-abolished/1", log=LOG, subject=("post", "post"))
class PostAbolished(Record):
    """撤销职务 A post ends."""

    post: UUID = public()
    until: date = public()


@record("organs.person-registered/1", log=LOG, subject=("person", "person"))
class PersonRegistered(Record):
    """登记人员 A person becomes known; `number` tells people of the same name apart."""

    person: UUID = public()
    organ: UUID = public()
    name: str = internal(about="person")
    number: str = internal(about="person")


@record("organs.person-corrected/1", log=LOG, subject=("person", "person"))
class PersonCorrected(Record):
    """更正人员信息 A person's name or number was wrong or has changed; what stood before stays in the book."""

    person: UUID = public()
    name: str = internal(about="person")
    number: str = internal(about="person")


@record("organs.tenure-began/1", log=LOG, subject=("post", "post"))
class TenureBegan(Record):
    """任职 A person takes a post. `until` when the term is fixed beforehand; `document` is the paper that says so."""

    tenure: UUID = public()
    person: UUID = public()
    post: UUID = public()
    since: date = public()
    until: date | None = public()
    document: str = internal()


@record("organs.tenure-ended/1", log=LOG, subject=("post", "post"))
class TenureEnded(Record):
    """免职 A person leaves a post; `until` is the first day without it."""

    tenure: UUID = public()
    post: UUID = public()
    until: date = public()
    document: str = internal()


@record("organs.leading-group-formed/1", log=LOG, subject=("group", "group"))
class LeadingGroupFormed(Record):
    """组成领导班子 A body that decides together."""

    group: UUID = public()
    organ: UUID = public()
    kind: GroupKind = public()
    name: str = public()
    since: date = public()


@record("organs.leading-group-dissolved/1", log=LOG, subject=("group", "group"))
class LeadingGroupDissolved(Record):
    """撤销领导班子 The body ends."""

    group: UUID = public()
    until: date = public()


@record("organs.member-seated/1", log=LOG, subject=("group", "group"))
class MemberSeated(Record):
    """班子成员就任 A person takes a seat in a leading group by virtue of a post; `precedence`: order of speaking."""

    seat: UUID = public()
    group: UUID = public()
    person: UUID = public()
    post: UUID | None = public()
    role: Role = public()
    precedence: int = public()
    since: date = public()


@record("organs.member-left/1", log=LOG, subject=("group", "group"))
class MemberLeft(Record):
    """班子成员离任 A person leaves the seat."""

    seat: UUID = public()
    group: UUID = public()
    until: date = public()


@record("organs.portfolio-assigned/1", log=LOG, subject=("group", "group"))
class PortfolioAssigned(Record):
    """分管分工 The whole division of work of a leading group, taken as it is, with what is wrong with it named.

    `items` and `charges` map a person's id to the matters and to the organs he answers for; `marks` are the
    flaws found when it was written: {"flaw", "item", "person"}.
    """

    portfolio: UUID = public()
    group: UUID = public()
    organ: UUID = public()
    since: date = public()
    items: dict[str, list[str]] = internal()
    charges: dict[str, list[UUID]] = public()
    marks: list[dict[str, str]] = public()


@record("organs.portfolio-supervised/1", log=LOG, subject=("group", "group"))
class PortfolioSupervised(Record):
    """正职监管 The chief's supervision of a deputy's field, which leaves a trace as well (M55)."""

    supervision: UUID = public()
    group: UUID = public()
    chief: UUID = public()
    deputy: UUID = public()
    on: date = public()
    item: str = internal()
    words: str = internal()


@record("organs.calendar-day-declared/1", log=LOG, subject=("calendar", "day"))
class CalendarDayDeclared(Record):
    """工作日调整 A day is declared a working day or a day of rest; it wins over the published table."""

    day: date = public()
    works: bool = public()
    document: str = public()


@record("organs.grant-given/1", log=LOG, subject=("grant", "grant"))
class GrantGiven(Record):
    """授权查阅 A person may do one thing beyond the powers of his posts, until a day, for a reason.

    For one `matter` (the id of a decision, say) or for an organ and all below it.
    """

    grant: UUID = public()
    person: UUID = public()
    verb: str = public()
    organ: UUID = public()
    matter: UUID | None = public()
    since: date = public()
    until: date = public()
    reason: str = internal()


@record("organs.grant-withdrawn/1", log=LOG, subject=("grant", "grant"))
class GrantWithdrawn(Record):
    """收回授权 A grant ends before its day."""

    grant: UUID = public()
    until: date = public()
