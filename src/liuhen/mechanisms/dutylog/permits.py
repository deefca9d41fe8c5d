"""准许 Who may write, correct, draw, ask and check; when a month can be drawn; what must come before a 'false'."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger import following
from liuhen.ledger.duty_lines import Category, EvidenceKind
from liuhen.ledger.records import Actor
from liuhen.mechanisms.dutylog.models import FOLLOWER, Line, Question, Sample
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.mechanisms.dutylog.terms import Asking, DrawState, Result
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.tree import book_of
from liuhen.rules.permits import judge, require_choice, require_filled, require_length, require_own, require_power
from liuhen.rules.reads import in_force

MOST = 2_000  # characters of one field


def require_may_write(*, category: str, evidence: str, words: str, others: dict[str, str], at: datetime | None) -> None:
    """可否补记 Closed lists, something said, and nothing that has not happened yet."""
    require_choice("category", category, Category.values)
    require_choice("evidence", evidence, EvidenceKind.values)
    require_filled(words=words)
    require_length(MOST, words=words, **others)
    if at is not None and at > clock.now():
        raise BadInput("platform.clock", "发生时间不能晚于现在", fields={"at": "不能晚于现在"})


def require_may_correct(line: Line, by: Actor, words: str) -> None:
    """可否更正 One's own lines only, by addition."""
    require_own(by, line.person, "更正")
    require_filled(words=words)
    require_length(MOST, words=words)


def require_may_commit(by: Actor, organ: UUID, month: str) -> None:
    """可否承诺种子 Before the month is over, once each."""
    require_power(by, organ, "dutylog.sample")
    if clock.now() >= lines.ends(month):
        raise WrongState(
            "dutylog.seed-before",
            "当月已经结束，种子不能再承诺",
            next_step="没有事先承诺种子的月份不能抽查；请为本月承诺",
        )
    if samples.committed_by(samples.id_of(organ, month), by.person):
        raise WrongState("dutylog.drawn-once", "您已经为这个月承诺过一份种子")


def require_may_draw(by: Actor, organ: UUID, month: str) -> Sample:
    """可否抽取 After the month, once, with a committed seed, when the book has indexed all it took."""
    require_power(by, organ, "dutylog.sample")
    if clock.now() < lines.ends(month):
        raise WrongState("dutylog.draw-after", "当月还没有结束，总体没有定下来", next_step="请在次月抽取")
    found = samples.find(organ, month)
    if found is None:
        raise WrongState(
            "dutylog.seed-before", "这个月没有事先承诺的种子，不能抽查", next_step="请在本月结束前为本月承诺种子"
        )
    if found.state == DrawState.DRAWN:
        raise WrongState("dutylog.drawn-once", "这个月已经抽取，结果不能重抽", next_step="请查看已抽取的样本")
    if following.waiting(FOLLOWER, book_of(organ).origin):
        raise WrongState("dutylog.draw-after", "还有记录正在排入存证簿", next_step="请过几秒再抽")
    return found


def portion_on(at: datetime) -> str:
    """抽查比例 The share of the lines, as in force at that time, such as ">=1/20"."""
    return str(_in_force("dutylog.sample-rate", "share", clock.local(at).date()))


def require_enough(lines: int, drawn: int) -> list[str]:
    """抽够 The citation of the rule of the rate, judged on what was drawn; nothing to judge in an empty month."""
    return [judge("dutylog.sample-rate", {"lines": lines, "drawn": drawn})] if lines else []


def require_may_ask(by: Actor, line: Line, words: str) -> None:
    """可否询问 By whoever may check, and not oneself."""
    _require_apart(by, line)
    require_filled(words=words)
    require_length(MOST, words=words)
    last = samples.last_question(line.pk)
    if last and last.state == Asking.ASKED:
        raise WrongState("platform.wrong-state", "已经询问过，正在等说明", next_step="请等本人说明")


def require_may_answer(by: Actor, asked: Question, words: str) -> None:
    """可否说明 By the author, once; more goes into a correction of the line."""
    require_own(by, asked.person, "说明")
    require_filled(words=words)
    require_length(MOST, words=words)
    if asked.state != Asking.ASKED:
        raise WrongState("platform.wrong-state", "这次询问已经说明或者已经核查")


def require_may_check(by: Actor, line: Line, result: str, words: str) -> tuple[Question | None, list[str]]:
    """可否核查 "False" only after the author was asked, and answered or let the time pass (M72).

    Returns the question the check rests on, and the citations of the rules it was judged by.
    """
    _require_apart(by, line)
    require_choice("result", result, Result.values)
    if result != Result.TRUE:
        require_filled(words=words)
    require_length(MOST, words=words)
    asked = samples.last_question(line.pk)
    row = {
        "false": result == Result.FALSE,
        "asked": asked.asked_at if asked else None,
        "heard": heard_at(asked, line.organ) if asked else None,
    }
    return asked, [judge("dutylog.question-first", row)]


def heard_at(asked: Question, organ: UUID) -> datetime | None:
    """说明或期满 When the author answered, or when his time to answer was over; None while it still runs."""
    if asked.answered_at:
        return asked.answered_at
    until = answer_until(asked, organ)
    return until if until <= clock.now() else None


def answer_until(asked: Question, organ: UUID) -> datetime:
    """说明期限 The end of the last day for an answer."""
    return datetime.combine(last_day(asked, organ) + timedelta(days=1), time(), clock.SHANGHAI).astimezone(UTC)


def last_day(asked: Question, organ: UUID) -> date:
    """说明末日 The last working day for an answer, as the rule says and the calendar counts."""
    day = clock.local(asked.asked_at).date()
    return calendar(organ).add_working_days(day, int(_in_force("dutylog.question-first", "days", day)))


def _in_force(rule: str, parameter: str, day: date) -> str:
    dated = in_force(rule, day).rule.parameters[parameter].on(day)
    assert dated is not None  # both rules are older than this log
    return str(dated.value)


def _require_apart(by: Actor, line: Line) -> None:
    require_power(by, line.organ, "dutylog.check")
    if by.person == line.person:
        raise NotPermitted(
            "dutylog.checker-apart", "不能询问、核查自己的记实", next_step="请由另一名有此职权的人员办理"
        )
