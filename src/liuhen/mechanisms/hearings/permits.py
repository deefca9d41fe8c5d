"""判断 May this person, in this state, under which rule: for periods, reports, remarks, hearings and follow-ups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.records import Actor
from liuhen.mechanisms.hearings.models import FollowUp, Hearing, Period, Report
from liuhen.mechanisms.hearings.reads.board import concerns, reckoned_on
from liuhen.mechanisms.hearings.reads.line import Edge, Line, Tree, territories
from liuhen.mechanisms.hearings.reads.reach import reach_of
from liuhen.mechanisms.hearings.signing import ACT, Signed, text_digest
from liuhen.mechanisms.hearings.states import NEW, REPORT_ACTS
from liuhen.mechanisms.hearings.terms import Answer, ReportState, Whom, substance
from liuhen.organs.reads.staff import posts_of
from liuhen.organs.reads.tree import organ as organ_of
from liuhen.rules.permits import judge, require_choice, require_filled, require_length, require_own, require_power

LONGEST = 20_000
"""最长 Characters of one chapter."""
CHAPTERS = {"integrity": "党风廉政建设专章", "other": "其他工作"}
FollowUps = Sequence[Mapping[str, str]]


def require_may_open(*, by: Actor, organ: UUID, name: str, whom: str, since: date, closes: date) -> list[str]:
    """可否开设汇报期 The organ's chief or its secretary; from a first to a last day of at most a year."""
    organ_of(organ)
    require_power(by, organ, "report.open")
    require_filled(name=name)
    require_length(80, name=name)
    require_choice("whom", whom, Whom.values)
    if not since <= closes <= since + timedelta(days=366):
        raise BadInput(
            "hearings.period-dates", "止日不能早于起日，一期最长一年", fields={"closes": "须在起日之后一年之内"}
        )
    if Period.objects.filter(organ=organ, name=name.strip()).exists():
        raise WrongState("hearings.period-dates", f"已有“{name.strip()}”", fields={"name": "换一个名称"})
    return []


def tree_of(period: Period) -> Tree:
    """所及单位 The organs the period reaches, with their history."""
    period.path = period.path or territories([organ_of(period.organ)])[period.organ]
    return Tree(period.path)


def require_may_submit(
    period: Period, report: Report | None, *, by: Actor, post: UUID, integrity: str, other: str, signed: Signed
) -> tuple[Edge, list[str]]:
    """可否报送 Its own chapter on integrity is filled; the chief himself signs both chapters as they are."""
    cited = [require_chapter(integrity)]
    require_filled(**({"other": other} if other.strip() else {}), integrity=integrity)
    require_length(LONGEST, integrity=integrity, other=other)
    edge = require_reporting(period, by=by, post=post)
    state = report.state if report else NEW
    if state not in REPORT_ACTS["submit_report"][0]:
        raise WrongState("platform.wrong-state", f"报告现在是“{ReportState(state).label}”，不能再报送")
    digest = text_digest(integrity, other)
    if report and report.text_sha256 == digest:
        raise WrongState("platform.wrong-state", "这一稿已经报送过，内容没有变化")
    signed.require(act=ACT, person=by.person, text_sha256=digest)
    return edge, cited


def require_chapter(integrity: str) -> str:
    """廉政专章 Spaces, marks and “无” are no chapter. Raises BadInput naming the chapter."""
    row = {"integrity": substance(integrity) or None}
    try:
        return judge("hearings.integrity-chapter", row)
    except WrongState as broken:
        fields = {"integrity": "这一章不能空，也不能只写“无”"}
        raise BadInput(broken.rule, broken.message, next_step=broken.next_step, fields=fields) from broken


def require_reporting(period: Period, *, by: Actor, post: UUID) -> Edge:
    """须为汇报人 The holder of a chief post that the period concerns: today's, and the last day's once it is over."""
    for edge in tree_of(period).on(reckoned_on(period)).edges:
        if edge.post == post and edge.person == by.person and concerns(period, edge):
            return edge
    raise NotPermitted("hearings.direct-subordinate", "这个职务不在本期汇报范围内，或不由您担任")


def require_may_remark(report: Report, *, by: Actor, answer: str, words: str) -> list[str]:
    """可否批示 A chief of the superior, today; once for each version. A request to supplement says what."""
    require_chief(by, report.superior)
    require_choice("answer", answer, Answer.values)
    if answer == Answer.SUPPLEMENT:
        require_filled(words=words)
    require_filled(**({"words": words} if words.strip() else {}))
    require_length(4_000, words=words)
    if report.state not in REPORT_ACTS["give_remarks"][0]:
        raise WrongState("platform.wrong-state", f"报告现在是“{ReportState(report.state).label}”，不能再批示")
    return []


def require_chief(by: Actor, organ: UUID) -> None:
    """须为主要负责人 Raises NotPermitted for anybody who holds no chief post there today."""
    require_power(by, organ, "report.remark")
    if organ not in reach_of(by).chief_of:
        raise NotPermitted("hearings.direct-subordinate", "只有上级单位的主要负责人可以批示和听取")


def require_may_hold(
    period: Period, *, by: Actor, post: UUID, at: datetime, words: str, follow_ups: FollowUps
) -> tuple[Edge, UUID, list[str]]:
    """可否登记听取 A direct subordinate's chief of that day, by the superior's own chief or taken down for him."""
    day = clock.local(at).date()
    if at > clock.now():
        raise BadInput("platform.clock", "听取时间不能晚于现在", fields={"at": "不能晚于现在"})
    if day < period.since:
        raise BadInput("hearings.direct-subordinate", "听取时间在本期开始之前", fields={"at": "须在本期之内或之后"})
    tree = tree_of(period)
    edge = tree.on(min(day, period.closes)).of_post(post)
    if edge is None or edge.person is None or not concerns(period, edge):
        raise NotPermitted("hearings.direct-subordinate", "当天没有这个直接下级主要负责人")
    listener = _listener(tree.on(day), edge, by)
    if listener == edge.person:
        raise BadInput("hearings.direct-subordinate", "不能听取自己的汇报")
    if words.strip():
        require_filled(words=words)
    require_length(4_000, words=words)
    return edge, listener, require_follow_ups(follow_ups, day)


def _listener(line: Line, edge: Edge, by: Actor) -> UUID:
    """The chief at the keyboard, or the chief for whom his office takes it down."""
    chiefs = [person for person, _ in line.chiefs(edge.above)]
    if by.person in chiefs:
        return by.person
    if edge.superior not in {held.organ for held in posts_of(by.person)}:
        raise NotPermitted(
            "hearings.direct-subordinate", "只有上级单位的主要负责人，或本单位代为登记的人员，可以登记听取"
        )
    require_power(by, edge.superior, "meeting.record")
    if not chiefs:
        raise WrongState("hearings.direct-subordinate", "当天上级单位没有主要负责人在任")
    return chiefs[0]


def require_follow_ups(follow_ups: FollowUps, day: date) -> list[str]:
    """交办事项 Each has words and a day; a failing cites a duty item and the version of its list (M13)."""
    cited: list[str] = []
    for number, one in enumerate(follow_ups):
        field = f"follow_up_{number}"
        require_filled(**{field: one["words"]})
        require_length(400, **{field: one["words"]})
        require_length(80, **{f"item_{number}": one["item"], f"version_{number}": one["version"]})
        _require_due(one["due"], day, f"due_{number}")
        cited.append(_require_basis(one, f"item_{number}"))
    return cited


def _require_basis(one: Mapping[str, str], field: str) -> str:
    row = {"failing": one["failing"] == "yes", "item": one["item"] or None, "version": one["version"] or None}
    try:
        return judge("hearings.failing-cites-duty", row)
    except WrongState as broken:
        fields = {field: "请写明责任清单条目和版本"}
        raise BadInput(broken.rule, broken.message, next_step=broken.next_step, fields=fields) from broken


def _require_due(text: str, day: date, field: str) -> None:
    try:
        due = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("platform.input", "办结日期不对", fields={field: "请填日期"}) from error
    if not day <= due <= day + timedelta(days=732):
        raise BadInput("platform.input", "办结日期须在听取之后两年之内", fields={field: "请改日期"})


def require_may_finish(follow_up: FollowUp, hearing: Hearing, *, by: Actor, words: str) -> list[str]:
    """可否办结 By the person heard, once, with what was done."""
    require_own(by, hearing.heard, "办结交办事项")
    require_filled(words=words)
    require_length(4_000, words=words)
    if follow_up.done:
        raise WrongState("platform.wrong-state", "这项交办已经办结")
    return []
