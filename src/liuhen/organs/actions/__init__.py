"""办理 One function per verb: may this happen? · write it · return the entry."""

from liuhen.organs.actions.calendar import declare_calendar_day
from liuhen.organs.actions.grants import give_grant, withdraw_grant
from liuhen.organs.actions.groups import dissolve_group, form_group, seat_member, unseat_member
from liuhen.organs.actions.people import begin_tenure, correct_person, end_tenure, register_person
from liuhen.organs.actions.portfolios import assign_portfolio, supervise_portfolio
from liuhen.organs.actions.posts import abolish_post, create_post
from liuhen.organs.actions.tree import close_organ, establish_organ, move_organ, rename_organ

__all__ = [
    "abolish_post", "assign_portfolio", "begin_tenure", "close_organ", "correct_person", "create_post",
    "declare_calendar_day", "dissolve_group", "end_tenure", "establish_organ", "form_group", "give_grant", "move_organ",
    "register_person", "rename_organ", "seat_member", "supervise_portfolio", "unseat_member", "withdraw_grant",
]  # fmt: skip
