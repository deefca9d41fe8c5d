"""丰台示范 The demonstration district: Fengtai's real division list and bodies, and people nobody can take for real.

Every name of a person says that it is made up: 示例, 样本, 虚构, 演示, 假设 and the like after a surname. Organs
have real names and invented work. All ids follow from names, so that links of the demo stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from liuhen.kit.refusals import WrongState
from liuhen.ledger import founding
from liuhen.ledger.records import Actor
from liuhen.organs import actions
from liuhen.organs.divisions import townships_of
from liuhen.organs.kinds import Core, GroupKind, OrganKind, Role
from liuhen.organs.models import Organ

BOOK = "demo.liuhen/fengtai"
COUNTY = "110106"
SINCE = date(2026, 1, 1)


class Body(NamedTuple):
    """机构 key, name, kind, key of its superior."""

    key: str
    name: str
    kind: OrganKind
    above: str


class Staff(NamedTuple):
    """人员 name, and the posts held: organ key, kind of post, title."""

    name: str
    posts: tuple[tuple[str, str, str], ...]


K = OrganKind
BODIES = (
    Body("committee", "中共北京市丰台区委员会", K.COMMITTEE, "district"),
    Body("government", "北京市丰台区人民政府", K.GOVERNMENT, "district"),
    Body("discipline", "丰台区纪委区监委", K.DISCIPLINE, "district"),
    Body("committee-office", "丰台区委办公室", K.OFFICE, "committee"),
    Body("organisation", "丰台区委组织部", K.DEPARTMENT, "committee"),
    Body("publicity", "丰台区委宣传部", K.DEPARTMENT, "committee"),
    Body("united-front", "丰台区委统战部", K.DEPARTMENT, "committee"),
    Body("politics-law", "丰台区委政法委员会", K.DEPARTMENT, "committee"),
    Body("government-office", "丰台区政府办公室", K.OFFICE, "government"),
    Body("reform", "丰台区发展和改革委员会", K.DEPARTMENT, "government"),
    Body("finance", "丰台区财政局", K.DEPARTMENT, "government"),
    Body("housing", "丰台区住房和城乡建设委员会", K.DEPARTMENT, "government"),
    Body("water", "丰台区水务局", K.DEPARTMENT, "government"),
    Body("justice", "丰台区司法局", K.DEPARTMENT, "government"),
    Body("audit", "丰台区审计局", K.DEPARTMENT, "government"),
    Body("archives", "丰台区档案馆", K.INSTITUTION, "committee"),
    Body("information", "丰台区政务信息中心", K.INSTITUTION, "government"),
    Body("stationed", "区纪委区监委派驻第一纪检监察组", K.STATIONED, "discipline"),
    Body("street-committee", "丰台街道党工委", K.COMMITTEE, "street"),
    Body("street-office", "丰台街道办事处", K.GOVERNMENT, "street"),
)

# 区委常委会十一人, in the order of speaking; the chief stands last.
STANDING = (
    ("deputy-secretary", "钱样本", "committee", "party-deputy-secretary", "区委副书记"),
    ("executive-deputy", "孙虚构", "government", "deputy-head", "常务副区长"),
    ("discipline-secretary", "李演示", "discipline", "discipline-secretary", "区纪委书记、区监委主任"),
    ("organisation-head", "周假设", "organisation", "organisation-head", "区委组织部部长"),
    ("publicity-head", "吴某某", "publicity", "committee-member", "区委宣传部部长"),
    ("united-front-head", "郑模拟", "united-front", "committee-member", "区委统战部部长"),
    ("politics-law-head", "王试用", "politics-law", "committee-member", "区委政法委书记"),
    ("office-head", "冯替身", "committee-office", "office-director", "区委办公室主任"),
    ("armed-forces", "陈占位", "committee", "committee-member", "区人武部政委"),
    ("district-head", "褚例证", "government", "head", "区长"),
    ("party-secretary", "赵示例", "committee", "party-secretary", "区委书记"),
)

OTHERS = {
    "recorder": Staff("卫虚拟", (("committee", "secretary", "区委办公室秘书（记录员）"),)),
    "government-recorder": Staff("蒋样例", (("government", "secretary", "区政府办公室秘书（记录员）"),)),
    "water-head": Staff("沈范例", (("water", "head", "区水务局局长"),)),
    "housing-head": Staff("韩仿真", (("housing", "head", "区住建委主任"),)),
    "finance-head": Staff("杨假名", (("finance", "head", "区财政局局长"),)),
    "audit-head": Staff("朱代号", (("audit", "head", "区审计局局长"),)),
    "vice-head": Staff("秦设例", (("government", "deputy-head", "副区长"),)),
    "legal-reviewer": Staff("尤举例", (("justice", "legal-reviewer", "合法性审查人员"),)),
    "gate-officer": Staff("许演练", (("water", "gate-officer", "前置程序经办人"),)),
    "stationed-leader": Staff("何测试", (("stationed", "stationed-leader", "派驻第一纪检监察组组长"),)),
    "stationed-officer": Staff("吕试样", (("stationed", "stationed-officer", "派驻第一纪检监察组干部"),)),
    "discipline-officer": Staff("施示范", (("discipline", "discipline-officer", "监督检查室干部"),)),
    "street-secretary": Staff("张某例", (("street-committee", "party-secretary", "丰台街道党工委书记"),)),
    "street-head": Staff("孔化名", (("street-office", "head", "丰台街道办事处主任"),)),
    "street-deputy": Staff("曹代称", (("street-committee", "party-deputy-secretary", "丰台街道党工委副书记"),)),
    "street-member": Staff("严拟名", (("street-committee", "committee-member", "丰台街道党工委委员"),)),
    "street-discipline": Staff("华试例", (("street-committee", "discipline-secretary", "丰台街道纪工委书记"),)),
    "street-recorder": Staff("金样张", (("street-committee", "secretary", "丰台街道综合办公室秘书"),)),
    "archivist": Staff("魏模板", (("archives", "archivist", "档案管理人员"),)),
    "rules-officer": Staff("陶草案", (("justice", "rules-officer", "规则管理人员"),)),
    "rules-approver": Staff("姜复样", (("discipline", "rules-approver", "规则复核人员"),)),
    "system-administrator": Staff("戚系统", (("information", "system-administrator", "系统管理员"),)),
    "audit-administrator": Staff("谢审计", (("information", "audit-administrator", "审计管理员"),)),
    "security-administrator": Staff("邹保密", (("information", "security-administrator", "安全保密管理员"),)),
    "personnel-officer": Staff("喻预设", (("organisation", "organisation-officer", "干部科工作人员"),)),
}
# Heads of something smaller than the organ their post belongs to.
NO_CHIEFS = frozenset({"street-discipline"})
# With the first personnel officer in office the founder's own right to fill the tree ends: he comes last.
LAST = "personnel-officer"


@dataclass(frozen=True)
class District:
    """示范区 Ids of everything the demo's story speaks of, by key."""

    book: str
    organs: dict[str, UUID] = field(default_factory=dict)
    townships: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)
    homes: dict[str, UUID] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """行为人 The person with this key, acting in his post."""
        return Actor(person=self.people[key], organ=self.homes[key], post=self.posts[key])


def known_id(*parts: str) -> UUID:
    """固定标识 The id that belongs to a thing of the demo, always the same."""
    return uuid5(NAMESPACE_OID, "/".join(("liuhen/demo/fengtai", *parts)))


def founder() -> Actor:
    """建库人 Who fills the tree until the first personnel officer is in office."""
    return Actor(person=known_id("person", "founder"), organ=known_id("organ", "district"))


def district() -> District:
    """示范区标识 All ids, without writing anything."""
    found = District(BOOK)
    found.organs.update({key: known_id("organ", key) for key in ["district", *(body.key for body in BODIES)]})
    found.townships.update({one.name: known_id("township", one.code) for one in townships_of(COUNTY)})
    found.organs["street"] = found.townships["丰台街道"]
    for key, staff in _everybody().items():
        organ = staff.posts[0][0]
        found.people[key] = known_id("person", key)
        found.posts[key] = known_id("post", organ, staff.posts[0][1], key)
        found.homes[key] = found.organs[organ]
    found.groups.update({key: known_id("group", key) for key in ("standing", "executive", "street", "water")})
    return found


def establish(book: str = BOOK, since: date = SINCE) -> District:
    """建立示范区 Writes the whole district into a demo book, through the same actions as everybody.

    Time is the clock's (use kit.clock.use for a story). Raises WrongState for a book that is not a demo or not empty.
    """
    if "demo" not in book:
        raise WrongState("organs.demo-only", "示范数据只能写入名称含 demo 的存证簿")
    if Organ.objects.filter(pk=known_id("organ", "district")).exists():
        raise WrongState("organs.demo-only", "示范区已经建立")
    if not founding.is_founded(book):
        founding.found(book, by=founder())
    made = district()
    _organs(made, book, since)
    _people(made, since)
    _groups(made, since)
    _portfolios(made, since)
    _begin(made, LAST, since)
    return made


def _everybody() -> dict[str, Staff]:
    standing = {key: Staff(name, ((organ, kind, title),)) for key, name, organ, kind, title in STANDING}
    return {**standing, **OTHERS}


def _organs(made: District, book: str, since: date) -> None:
    by = founder()
    actions.establish_organ(
        by=by, id=made.organs["district"], name="北京市丰台区", kind=K.COUNTY, code=COUNTY, since=since, book=book
    )
    for one in townships_of(COUNTY):
        actions.establish_organ(
            by=by,
            id=made.townships[one.name],
            parent=made.organs["district"],
            name=one.name,
            kind=K.TOWNSHIP,
            code=one.code,
            since=since,
        )
    for body in BODIES:
        actions.establish_organ(
            by=by, id=made.organs[body.key], parent=made.organs[body.above], name=body.name, kind=body.kind, since=since
        )


def _people(made: District, since: date) -> None:
    for number, (key, staff) in enumerate(_everybody().items(), start=1):
        organ, kind, title = staff.posts[0]
        by, home = founder(), made.organs[organ]
        actions.register_person(by=by, id=made.people[key], organ=home, name=staff.name, number=f"DEMO-{number:03d}")
        chief = False if key in NO_CHIEFS else None  # None: as the kind of post says
        actions.create_post(
            by=by, id=made.posts[key], organ=home, kind=kind, title=title, chief=chief, precedence=number, since=since
        )
        if key != LAST:
            _begin(made, key, since)


def _begin(made: District, key: str, since: date) -> None:
    actions.begin_tenure(
        by=founder(),
        id=known_id("tenure", key),
        person=made.people[key],
        post=made.posts[key],
        since=since,
        document="示范任职（虚构）",
    )


GROUPS = {
    "standing": ("committee", GroupKind.STANDING_COMMITTEE, "中共丰台区委常委会", [line[0] for line in STANDING]),
    "executive": (
        "government",
        GroupKind.EXECUTIVE_MEETING,
        "丰台区人民政府常务会议",
        ["executive-deputy", "vice-head", "district-head"],
    ),
    "street": (
        "street-committee",
        GroupKind.WORKING_COMMITTEE,
        "丰台街道党工委会议",
        ["street-member", "street-discipline", "street-deputy", "street-head", "street-secretary"],
    ),
    "water": ("water", GroupKind.PARTY_GROUP, "丰台区水务局党组", ["gate-officer", "water-head"]),
}


def _groups(made: District, since: date) -> None:
    by = founder()
    for key, (organ, kind, name, members) in GROUPS.items():
        actions.form_group(by=by, id=made.groups[key], organ=made.organs[organ], kind=kind, name=name, since=since)
        for precedence, member in enumerate(members, start=1):
            actions.seat_member(
                by=by,
                id=known_id("seat", key, member),
                group=made.groups[key],
                person=made.people[member],
                post=made.posts[member],
                role=_role(precedence, len(members)),
                precedence=precedence,
                since=since,
            )


def _role(precedence: int, members: int) -> Role:
    if precedence == members:
        return Role.CHIEF
    return Role.DEPUTY if precedence == members - 1 and members > 2 else Role.MEMBER


def _portfolios(made: District, since: date) -> None:
    """What a visitor finds by himself: a chief who holds finance, and approvals and procurement nobody holds."""
    people, by = made.people, founder()
    actions.assign_portfolio(
        by=by,
        id=known_id("portfolio", "executive"),
        group=made.groups["executive"],
        since=since,
        items={
            people["executive-deputy"]: [Core.FINANCE, Core.PERSONNEL],
            people["vice-head"]: [Core.PROJECTS, Core.PROCUREMENT, "水务", "住房城乡建设"],
            people["district-head"]: ["全面工作", "审计"],
        },
        charges={
            people["executive-deputy"]: [made.organs["finance"], made.organs["reform"]],
            people["vice-head"]: [made.organs["water"], made.organs["housing"]],
            people["district-head"]: [made.organs["audit"]],
        },
    )
    actions.assign_portfolio(
        by=by,
        id=known_id("portfolio", "street"),
        group=made.groups["street"],
        since=since,
        items={
            people["street-secretary"]: ["党的建设", Core.FINANCE],
            people["street-head"]: ["全面行政工作"],
            people["street-deputy"]: [Core.PERSONNEL, Core.APPROVALS],
            people["street-member"]: [Core.PROJECTS, "城市管理"],
        },
    )
