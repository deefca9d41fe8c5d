"""查询 Everything one may ask about organs and people, as of any day; `on` left out means today in Asia/Shanghai."""

from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.grants import grants_of, has_grant
from liuhen.organs.reads.groups import Member, chief_of, group, groups_of, groups_of_person, members_of
from liuhen.organs.reads.portfolios import Line, Mark, Table, portfolio_marks, portfolio_of, portfolio_on
from liuhen.organs.reads.rights import Power, Powers, may, powers_from, powers_of, scope
from liuhen.organs.reads.staff import (
    Held,
    holders,
    name_of,
    names,
    people,
    person,
    post,
    posts_of,
    posts_of_many,
    posts_with_holders,
    subordinate_chiefs,
    tenures_of,
    tenures_under,
)
from liuhen.organs.reads.tree import (
    book_of,
    children,
    crumbs,
    name_on,
    organ,
    organ_codes,
    organ_names,
    organs_under,
    past_of,
    region_of,
    search,
    superior_on,
)

__all__ = [
    "Held", "Line", "Mark", "Member", "Power", "Powers", "Table", "book_of", "calendar", "chief_of", "children",
    "crumbs", "grants_of", "group", "groups_of", "groups_of_person", "has_grant", "holders", "may", "members_of",
    "name_of", "name_on", "names", "organ", "organ_codes", "organ_names", "organs_under", "past_of", "people",
    "person", "portfolio_marks", "portfolio_of", "portfolio_on", "post", "posts_of", "posts_of_many",
    "posts_with_holders", "powers_from", "powers_of", "region_of", "scope", "search", "subordinate_chiefs",
    "superior_on", "tenures_of", "tenures_under",
]  # fmt: skip
