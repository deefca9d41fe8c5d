"""决定之后可否办理 D5 to D10, consequences, findings, and who may read opinions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.models import Motion, text_digest
from liuhen.mechanisms.decisions.permits.reading import attended
from liuhen.mechanisms.decisions.reads import motions, trace
from liuhen.mechanisms.decisions.states import MOTION_ACTS
from liuhen.mechanisms.decisions.terms import Category, Consequence
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.groups import members_of
from liuhen.rules.permits import judge, require_choice, require_filled, require_own, require_power, require_state

__all__ = [
    "objection_until",
    "require_may_answer_silence",
    "require_may_archive",
    "require_may_confirm_act",
    "require_may_decide_publication",
    "require_may_finalise",
    "require_may_find",
    "require_may_grant",
    "require_may_link",
    "require_may_object_to_final",
    "require_may_reconsider",
    "require_may_waive",
]

OFFICE = ("agenda.build", "meeting.record")


def _in_state(act: str, motion: Motion) -> None:
    require_state(motion.state, MOTION_ACTS[act][0], motion.get_state_display())


def require_may_finalise(motion: Motion, *, by: Actor, text: str) -> list[str]:
    """可否定稿 After 原则通过; both digests are kept and the difference goes to all."""
    _in_state("finalise", motion)
    require_power(by, motion.organ, *OFFICE)
    require_filled(text=text)
    digest = text_digest(motion.title or "", text.strip())
    row = {"sealed_digest": digest, "voted_digest": motion.decided_sha256, "disclosed_digest": digest}
    return [judge("decisions.text-voted-text-sealed", row)]


def require_may_object_to_final(motion: Motion, *, by: Actor, reason: str) -> tuple[UUID, list[str]]:
    """可否对定稿提异议 A member of the body, once, within the window; returns the final text it is about."""
    final = motion.final_texts.order_by("at", "entry").last()
    if final is None:
        raise WrongState("platform.wrong-state", "这项决定没有另行定稿")
    require_filled(objection_reason=reason)
    if final.objections.filter(person=by.person).exists():
        raise WrongState("platform.wrong-state", "您已对定稿提出异议")
    window = datetime.combine(date.fromisoformat(final.object_until) + timedelta(days=1), time(), clock.SHANGHAI)
    row = {
        "person": str(by.person),
        "members": [str(member.person) for member in members_of(motion.group)],
        "objected_at": clock.now(),
        "window_ends": window,
    }
    return final.entry, [judge("decisions.final-text-window", row, about=[by.person])]


def objection_until(motion: Motion, working_days: int) -> date:
    """异议期 The day on which the window to object to a final text closes."""
    return calendar(motion.organ).add_working_days(clock.local(clock.now()).date(), working_days)


def require_may_decide_publication(motion: Motion, *, by: Actor, published: bool, ground: str) -> list[str]:
    """可否定公布 After the decision; not publishing names its legal ground."""
    require_state(motion.state, ("decided", "rejected", "archived"), motion.get_state_display())
    require_power(by, motion.organ, "publication.sign", "publication.prepare", "minutes.issue")
    if not published:
        require_filled(ground=ground)
    return []


def require_may_reconsider(
    motion: Motion, *, by: Actor, consenting: Sequence[UUID], reason: str
) -> tuple[int, list[str]]:
    """可否复议 More than half of the members consent, by the rule's exact share."""
    _in_state("reconsider", motion)
    require_power(by, motion.organ, *OFFICE)
    require_filled(reason=reason)
    members = {member.person for member in members_of(motion.group)}
    strangers = set(consenting) - members
    if strangers or len(set(consenting)) != len(consenting):
        raise BadInput("platform.input", "同意复议的只能是班子成员，各计一次", fields={"consenting": "请核对"})
    row = {"consenting": len(consenting), "members": len(members)}
    return len(members), [judge("decisions.reconsideration", row)]


def require_may_confirm_act(motion: Motion, entry: UUID, *, by: Actor) -> tuple[str, list[str]]:
    """可否事后确认 Only what was entered on one's own behalf, once; returns the digest to be signed."""
    found = trace.entered_for(motion, entry)
    if found is None:
        raise BadInput("platform.not-found", "没有这条代录的记录")
    require_own(by, found.person, "事后确认")
    if found.confirmed:
        raise WrongState("platform.wrong-state", "这条记录您已确认过")
    return found.leaf_hash, []


def require_may_link(
    *, by: Actor, organ: UUID, kind: str, category: str, motion: UUID | None, amount: int | None
) -> list[str]:
    """可否关联后果 By the unit's office or finance; a record of what happened is taken with or without a decision."""
    require_power(by, organ, "execution.report", "agenda.build", "meeting.record", "payment.enter")
    require_choice("kind", kind, Consequence.values)
    require_choice("category", category, Category.values)
    if amount is not None and amount < 0:
        raise BadInput("platform.money-fen", "金额不能为负", fields={"amount": "金额不能为负"})
    if motion is not None:
        motions.get(motion)
    return []


def require_may_find(motion: Motion, *, by: Actor, grounds: str) -> list[str]:
    """可否认定 A discipline organ with the motion's organ in its reach."""
    require_power(by, motion.organ, "finding.decide")
    require_filled(grounds=grounds)
    return []


def require_may_answer_silence(motion: Motion, *, by: Actor, words: str) -> list[str]:
    """可否陈述 Whoever sat in a meeting on this motion."""
    require_filled(words=words)
    if not attended(motion, by.person):
        raise NotPermitted("platform.out-of-scope", "您没有参加过这件事的会议")
    return []


def require_may_waive(motion: Motion, *, by: Actor, stage: str, reason: str) -> list[str]:
    """可否豁免环节 The chief of the organ, for one of the four stages, with a reason."""
    require_power(by, motion.organ, "record.confirm")
    require_choice("stage", stage, trace.STAGES)
    require_filled(reason=reason)
    return []


def require_may_grant(motion: Motion, *, by: Actor, until: str, purpose: str) -> list[str]:
    """可否授权查阅 The chief of the organ or the discipline organ over it; with a purpose and a last day."""
    require_power(by, motion.organ, "record.confirm", "finding.decide", "grant.give")
    require_filled(purpose=purpose)
    today = clock.local(clock.now()).date()
    try:
        last = date.fromisoformat(until)
    except ValueError as error:
        raise BadInput("platform.input", "截止日期不对", fields={"until": "请填日期"}) from error
    if not today <= last <= today + timedelta(days=366):
        raise BadInput("platform.input", "授权期限须在今天到一年之内", fields={"until": "请改日期"})
    return []


def require_may_archive(motion: Motion, *, by: Actor, retention: str) -> list[str]:
    """可否归档 Permanent, and no empty stage without a waiver."""
    _in_state("archive", motion)
    require_power(by, motion.organ, "dossier.archive", *OFFICE)
    waived = list(motion.waivers.values_list("stage", flat=True))
    row = {"done": [stage.name for stage in trace.chain_of(motion) if stage.done], "waived": waived}
    return [
        judge("decisions.kept-permanently", {"retention": retention}),
        judge("decisions.chain-complete", row),
    ]
