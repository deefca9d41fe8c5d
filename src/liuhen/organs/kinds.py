"""类别 The closed lists of this package: kinds of organ and of leading group, roles, portfolio items, marks."""

from __future__ import annotations

from enum import StrEnum


class OrganKind(StrEnum):
    """单位类别 What an organ is. The first six are divisions of the country, the rest are bodies within one."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    COMMUNITY = "community"
    COMMITTEE = "committee"
    GOVERNMENT = "government"
    DEPARTMENT = "department"
    DISCIPLINE = "discipline"
    STATIONED = "stationed"
    OFFICE = "office"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"


DIVISIONS = frozenset(list(OrganKind)[:6])

ORGAN_WORDS = {
    OrganKind.NATION: "国家",
    OrganKind.PROVINCE: "省（自治区、直辖市）",
    OrganKind.CITY: "市（地、州、盟）",
    OrganKind.COUNTY: "县（市、区、旗）",
    OrganKind.TOWNSHIP: "乡镇（街道）",
    OrganKind.COMMUNITY: "村（社区）",
    OrganKind.COMMITTEE: "党委（党组、党工委）",
    OrganKind.GOVERNMENT: "政府（办事处）",
    OrganKind.DEPARTMENT: "工作部门",
    OrganKind.DISCIPLINE: "纪检监察机关",
    OrganKind.STATIONED: "派驻机构",
    OrganKind.OFFICE: "内设机构",
    OrganKind.INSTITUTION: "事业单位",
    OrganKind.ENTERPRISE: "国有企业",
}


class GroupKind(StrEnum):
    """领导班子类别 In which shape a leading group meets and decides."""

    STANDING_COMMITTEE = "standing-committee"
    PLENUM = "plenum"
    PARTY_GROUP = "party-group"
    WORKING_COMMITTEE = "working-committee"
    PARTY_COMMITTEE = "party-committee"
    EXECUTIVE_MEETING = "executive-meeting"
    FULL_MEETING = "full-meeting"
    MINISTRY_MEETING = "ministry-meeting"
    OFFICE_MEETING = "office-meeting"


GROUP_WORDS = {
    GroupKind.STANDING_COMMITTEE: "党委常委会",
    GroupKind.PLENUM: "全委会",
    GroupKind.PARTY_GROUP: "党组",
    GroupKind.WORKING_COMMITTEE: "党工委",
    GroupKind.PARTY_COMMITTEE: "党委会",
    GroupKind.EXECUTIVE_MEETING: "政府常务会议",
    GroupKind.FULL_MEETING: "政府全体会议",
    GroupKind.MINISTRY_MEETING: "部务会",
    GroupKind.OFFICE_MEETING: "局长（主任）办公会",
}


class Role(StrEnum):
    """班子角色 The place of a member in a leading group."""

    CHIEF = "chief"
    DEPUTY = "deputy"
    MEMBER = "member"


ROLE_WORDS = {Role.CHIEF: "主要负责人", Role.DEPUTY: "副职", Role.MEMBER: "成员"}


class Core(StrEnum):
    """人财物等五项 The items a chief does not manage directly (M55); any other item is free text."""

    PERSONNEL = "personnel"
    FINANCE = "finance"
    PROJECTS = "projects"
    PROCUREMENT = "procurement"
    APPROVALS = "approvals"


CORE_WORDS = {
    Core.PERSONNEL: "人事",
    Core.FINANCE: "财务",
    Core.PROJECTS: "工程",
    Core.PROCUREMENT: "采购",
    Core.APPROVALS: "审批",
}


class Flaw(StrEnum):
    """分管标记 What is named in a portfolio that was nevertheless recorded as it is."""

    CHIEF_HOLDS = "chief-holds"
    NOBODY = "nobody"
    SEVERAL = "several"
    NOT_APART = "not-apart"


FLAW_WORDS = {
    Flaw.CHIEF_HOLDS: "主要负责人直接分管",
    Flaw.NOBODY: "无分管领导",
    Flaw.SEVERAL: "多人分管，责任不清",
    Flaw.NOT_APART: "审批与执行未分离",
}


def item_word(item: str) -> str:
    """分管事项名 The Chinese word of a core item; any other item speaks for itself."""
    return CORE_WORDS[Core(item)] if item in CORE_WORDS else item
