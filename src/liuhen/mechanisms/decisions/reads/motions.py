"""动议读数 Motions, their confirmations, self-checks and gates."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from liuhen.kit import clock
from liuhen.kit.once import once
from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.models import (
    Attendee,
    Ballot,
    Confirmation,
    GateRow,
    Item,
    Meeting,
    Motion,
    MotionText,
    OpinionGrant,
    Seat,
    SelfCheck,
    text_digest,
)
from liuhen.mechanisms.decisions.states import MotionState
from liuhen.mechanisms.decisions.terms import Gate
from liuhen.organs.reads.groups import chief_of, groups_of_person
from liuhen.organs.reads.rights import scope

SETTLED = (MotionState.DECIDED, MotionState.REJECTED, MotionState.IN_PRINCIPLE, MotionState.ARCHIVED)
OPEN_STATES = (MotionState.DRAFTED, MotionState.MOVED, MotionState.DEFERRED)


def get(motion: UUID) -> Motion:
    """动议 One motion. Raises NotFound."""
    row = Motion.objects.filter(pk=motion).first()
    if row is None:
        raise NotFound("platform.not-found", "没有这件动议，请核对编号")
    return row


def next_number(organ: UUID, year: int) -> str:
    """编号 The next number of the organ in the year, such as 决2026-0007; call it inside the numbering lock."""
    used = Motion.objects.filter(organ=organ, number__startswith=f"决{year}-").count()
    return f"决{year}-{used + 1:04d}"


def visible_to(by: Actor) -> QuerySet[Motion]:
    """可见动议 Of the bodies a person sits in, of meetings he was on the roll of, his own, or within his reach."""
    seats = [group.pk for group in groups_of_person(by.person)]
    today = clock.local(clock.now()).date().isoformat()
    granted = Q(pk__in=OpinionGrant.objects.filter(person=by.person, until__gte=today).values("motion"))
    sat = Item.objects.filter(meeting__in=Seat.objects.filter(person=by.person).values("meeting"))
    attended = Q(pk__in=sat.values("motion"))
    own = Q(group__in=seats) | Q(drafted_by=by.person) | Q(mover=by.person) | granted | attended
    reach = scope(by, "dossier.read", "organ") | scope(by, "gate.legal", "organ")  # a reviewer reads what he reviews
    reach |= scope(by, "dossier.archive", "organ")
    return Motion.objects.filter(own | reach)


def require_visible(motion: UUID, by: Actor) -> Motion:
    """可见 The motion when this person may see it. Raises NotFound otherwise: it does not say whether it exists."""
    row = visible_to(by).filter(pk=motion).first()
    if row is None:
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或没有这件事")
    return row


def open_motions(group: UUID) -> QuerySet[Motion]:
    """待上会动议 Motions of a body that could still be tabled."""
    return Motion.objects.filter(group=group, state__in=OPEN_STATES).order_by("number")


def amending(motion: UUID) -> QuerySet[Motion]:
    """后续调整 Later decisions that adjust this one; adjustment is never an edit."""
    return Motion.objects.filter(amends=motion).order_by("number")


def self_check_of(motion: UUID, mover: UUID) -> list[str]:
    """已答自查 Which of the four questions the mover has answered (all or none)."""
    answered = SelfCheck.objects.filter(motion=motion, mover=mover).exists()
    return ["合乎法规政策", "公众利益", "个人利益", "真实需要"] if answered else []


@once
def latest_self_check(motion: UUID, mover: UUID | None = None) -> SelfCheck | None:
    """最近自查 The latest answers on this motion, of this person alone when one is named."""
    rows = SelfCheck.objects.filter(motion=motion, **({"mover": mover} if mover else {}))
    return rows.order_by("-at", "-entry").first()


@once
def confirmation(motion: Motion, role: str, item: Item | None = None) -> Confirmation | None:
    """确认 The mover's or chair's latest confirmation or refusal that fits the text.

    Of an item with an outcome: as it stood then. The chair confirms that the matter comes to one decision: tabled anew
    after 缓议 or 复议 it needs another confirmation; the mover's signature stays as long as his text does.
    """
    ruled = _ruled(motion)
    if item is None and motion.state in SETTLED:
        item = ruled[-1] if ruled else None
    until = item.ruled_at if item else None
    rows = [one for one in motion.confirmations.all() if one.role == role and (not until or one.recorded <= until)]
    if role == "mover":
        rows = [one for one in rows if one.person == motion.mover]
    else:
        before = [one for one in ruled if not until or one.ruled_at < until]
        rows = [one for one in rows if not before or one.recorded > before[-1].ruled_at]
    # A refusal carries no digest: it is of the text that stood when it was taken down.
    text = _text_at(motion, until)
    digest = text_digest(text.title or "", text.text or "") if text else motion.text_sha256
    fits = [one for one in rows if one.text_sha256 == digest or (one.refused and (not text or one.recorded >= text.at))]
    return max(fits, key=lambda one: (one.recorded, one.entry), default=None)


def _ruled(motion: Motion) -> list[Item]:
    found = [item for item in motion.items.all() if item.ruled_at]
    return sorted(found, key=lambda item: (item.ruled_at, item.id))


def _text_at(motion: Motion, moment: datetime | None) -> MotionText | None:
    texts = [text for text in motion.texts.all() if not moment or text.at <= moment]
    return texts[-1] if texts else None


@once
def chairs_of(motion: Motion) -> set[UUID]:
    """可确认的主持人 The body's chief today, and whoever presides a coming meeting on whose agenda it stands."""
    chief = chief_of(motion.group, clock.local(clock.now()).date())
    sittings = Meeting.objects.filter(pk__in=motion.items.filter(ruled_at__isnull=True).values("meeting"))
    presiders = set(sittings.values_list("presider", flat=True))
    return presiders | ({chief.person} if chief else set())


@once
def current_gates(motion: UUID) -> dict[str, GateRow]:
    """前置程序现状 The latest record of each gate."""
    return {row.gate: row for row in GateRow.objects.filter(motion=motion).order_by("at", "entry")}


@once
def gates_by(motion: UUID, moment: datetime | None) -> dict[str, GateRow]:
    """前置程序（当时） The latest record of each gate as it stood at that moment."""
    rows = GateRow.objects.filter(motion=motion, **({"at__lte": moment} if moment else {}))
    return {row.gate: row for row in rows.order_by("at", "entry")}


def worded_at(motion: UUID) -> datetime:
    """成文时间 When the text as it stands now was written down; a placeholder, which has none, is as old as can be."""
    last: datetime | None = MotionText.objects.filter(motion=motion).aggregate(last=Max("at"))["last"]
    return last or datetime.min.replace(tzinfo=UTC)


def standing_gates(motion: UUID) -> dict[str, GateRow]:
    """有效的前置程序 The same without a legal review of an earlier text: what was reviewed is what is discussed."""
    since = worded_at(motion)
    rows = current_gates(motion)
    return {gate: row for gate, row in rows.items() if gate != Gate.LEGAL or row.at >= since}


def voting_opened_at(motion: UUID) -> datetime | None:
    """表决开始时间 When the last vote on this motion opened, while its outcome is still out."""
    ballots = Ballot.objects.filter(item__motion=motion, item__ruled_at__isnull=True, item__meeting__in=_going_on())
    return ballots.order_by("-opened_at").values_list("opened_at", flat=True).first()


def concluded_at(motion: UUID) -> datetime | None:
    """末位表态时间 When the chief stated on the motion's present item, if he has."""
    rows = Attendee.objects.filter(
        item__motion=motion, item__ruled_at__isnull=True, item__meeting__in=_going_on(), is_chief=True
    )
    return rows.order_by("-recorded").values_list("recorded", flat=True).first()


def _going_on() -> QuerySet[Meeting]:
    # An item that was suspended when its meeting closed stays without an outcome; it binds nobody any more.
    return Meeting.objects.filter(closed_at__isnull=True).values("pk")


@once
def original_sha256(motion: Motion) -> str:
    """原文摘要 Digest of the mover's first text."""
    first = next(iter(motion.texts.all()), None)
    return text_digest(first.title or "", first.text or "") if first else ""


def last_item(motion: UUID) -> UUID:
    """最近议题 The motion's latest item. Raises NotFound when it never came to a meeting."""
    items = Motion.objects.get(pk=motion).items.filter(opened_at__isnull=False).order_by("-opened_at")
    found: UUID | None = items.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("platform.not-found", "这件动议还没有上过会")
    return found
