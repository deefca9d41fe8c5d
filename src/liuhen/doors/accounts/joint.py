"""双人办理 Three acts that nobody can do alone: opening a new epoch, redacting fields, erasing a person's data.

One person proposes, another confirms. Both are asked for their power at the moment of the act itself; what the ledger
demands (different persons, different organs, a broken book) it asks again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from liuhen.doors.accounts.models import Duty, JointAct, User
from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, Raced, WrongState
from liuhen.ledger import epochs, redaction, showing
from liuhen.ledger.book import Book, Entry
from liuhen.ledger.records import Actor
from liuhen.organs import reads
from liuhen.organs.models import Organ, Person
from liuhen.organs.powers import post_kinds

EPOCH, REDACT, ERASE = "epoch", "redact", "erase"
KIND_WORDS = {EPOCH: "开新纪元", REDACT: "依规删除字段", ERASE: "销毁个人数据"}
VERB, ARCHIVES = "redaction.approve", "dossier.archive"
PERMANENT = ("motion", "meeting")
"""永久保管 Files whose values go only with somebody of the archives among the two."""
RULE = "platform.redaction"


def powers_among(posts: Iterable[reads.Held]) -> bool:
    """有无删除职权 Whether any of these posts carries the power to approve redactions; asks no table."""
    known = post_kinds()
    return any(post.kind in known and VERB in known[post.kind].verbs for post in posts)


def require_may(kind: str, by: Actor, organ: Organ | None) -> None:
    """须有职权 An administrator in office for an epoch; the power to approve at that organ for the others."""
    if kind == EPOCH:
        if not duty_of(by.person):
            raise NotPermitted("platform.epoch", "只有在任的系统、审计、安全保密管理员可以开新纪元")
    elif organ is None or not reads.powers_of(by.person).allow(VERB, organ.path):
        raise NotPermitted(RULE, "您现任职务没有在该单位依规删除的职权", next_step="由档案部门或上级机关的有权人员办理")


def duty_of(person: UUID) -> str:
    """何种管理员 The administrator's duty an active account has and today's posts still carry, or ""."""
    user = User.objects.filter(person=person, is_active=True).first()
    kinds = {post.kind for post in reads.posts_of(person)}
    held = {duty for kind, duty in OF_POST.items() if kind in kinds}
    return user.duty if user and user.duty in held else ""


OF_POST = {
    "system-administrator": Duty.SYSTEM.value,
    "audit-administrator": Duty.AUDIT.value,
    "security-administrator": Duty.SECURITY.value,
}


# ── What each act is about ─────────────────────────────────────────────────────────────────────────
def epoch_facts(book: str, reason: str) -> dict[str, object]:
    """开新纪元 The facts of a proposal. Raises BadInput without a reason, WrongState when the book can go on."""
    if len(reason.strip()) < epochs.LEAST_REASON:
        raise BadInput("platform.epoch", "请写明原因", fields={"reason": "不少于十个字"})
    if not epochs.broken(book):
        raise WrongState("platform.epoch", "数据库与最后一个检查点相符，不需要新纪元")
    return {"book": book, "reason": reason.strip()}


def redact_facts(entry: UUID, fields: Iterable[str], basis: str) -> dict[str, object]:
    """依规删除 The facts of a proposal. Raises BadInput for no field, an unknown one or no legal basis."""
    left = {one.field for one in showing.vaulted_of(showing.find(entry)) if not one.gone}
    wanted = sorted(set(fields))
    if not wanted or set(wanted) - left:
        raise BadInput(RULE, "请选择要删除的字段", fields={"fields": "请选择仍有内容的字段"})
    return {"entry": str(entry), "fields": wanted, "legal_basis": _basis(basis)}


def erase_facts(person: UUID, basis: str) -> dict[str, object]:
    """销毁个人数据 The facts of a proposal. Raises WrongState for somebody in office, NotFound without any data."""
    reads.person(person)
    if reads.posts_of(person):
        raise WrongState(RULE, "此人现仍任职，不能整体销毁其数据", next_step="先登记免职；个别字段可以依规删除")
    if not showing.sealed_about(person):
        raise NotFound(RULE, "没有用此人数据密钥封存的内容，或已经销毁")
    return {"person": str(person), "legal_basis": _basis(basis)}


def organ_of(kind: str, facts: dict[str, object]) -> Organ | None:
    """所涉单位 The organ at which the power is asked for; None for an epoch, or where there is none any more."""
    if kind == EPOCH:
        return None
    if kind == ERASE:
        return Person.objects.select_related("organ").get(pk=facts["person"]).organ
    return Organ.objects.filter(pk=showing.find(UUID(str(facts["entry"]))).organ).first()


def is_permanent(kind: str, facts: dict[str, object]) -> bool:
    """是否永久保管 Whether values of a decision's own file are among what goes."""
    if kind == REDACT:
        return showing.find(UUID(str(facts["entry"]))).subject[0] in PERMANENT
    return kind == ERASE and any(
        one.startswith("decisions.") for one in showing.sealed_about(UUID(str(facts["person"])))
    )


# ── Proposing and confirming ───────────────────────────────────────────────────────────────────────
def propose(kind: str, facts: dict[str, object], by: Actor) -> JointAct:
    """提出 The first person's hand."""
    organ = organ_of(kind, facts)
    require_may(kind, by, organ)
    return JointAct.propose(kind, facts, by, organ.pk if organ else None)


def seen_by(by: Actor) -> Q:
    """可见办理 The condition on proposals that this person could confirm or has a right to know of."""
    places = Organ.objects.filter(reads.powers_of(by.person).scope(VERB)).values("pk")
    return Q(place__in=places) | (Q(kind=EPOCH) if duty_of(by.person) else Q(pk__in=[]))


def confirm(act: UUID, by: Actor) -> Entry:
    """确认 The second person's hand: it happens now, or is refused and stays proposed.

    An epoch makes keys and locks outside the database, so it stands in no transaction of ours.
    """
    row = _open(JointAct.waiting(), act)
    if row.kind == EPOCH:
        return _do(row, by)
    with transaction.atomic():
        return _do(_open(JointAct.waiting().select_for_update(), act), by)


def _open(rows: QuerySet[JointAct], act: UUID) -> JointAct:
    row = rows.filter(pk=act).first()
    if row is None:
        raise Raced("platform.stale", "这项办理已经办结、撤回或过期")
    return row


def _do(row: JointAct, by: Actor) -> Entry:
    entry = perform(row.kind, row.facts, row.by, by)
    row.finish(by.person, entry.id)
    return entry


def perform(kind: str, facts: dict[str, object], first: Actor, second: Actor) -> Entry:
    """办理 Both powers are asked for once more, and what two hands have to be to one another."""
    organ = organ_of(kind, facts)
    if first.person == second.person:
        raise NotPermitted("platform.second-approver", "提出人不能批准自己提出的事项")
    for one in (first, second):
        require_may(kind, one, organ)
    if kind == EPOCH:
        if duty_of(first.person) == duty_of(second.person):
            raise NotPermitted("platform.three-administrators", "须由两种不同职责的管理员共同办理")
        return epochs.open_epoch(str(facts["book"]), by=[first, second], reason=str(facts["reason"]))
    if is_permanent(kind, facts) and organ is not None:
        _require_archives(organ, first, second)
    book, basis = reads.book_of(organ), str(facts["legal_basis"])
    if kind == ERASE:
        return redaction.erase_person(book, UUID(str(facts["person"])), legal_basis=basis, approvers=(first, second))
    entry, fields = showing.find(UUID(str(facts["entry"]))), facts["fields"]
    assert isinstance(fields, list)
    return redaction.redact(Book(entry.book), entry.id, fields, legal_basis=basis, approvers=(first, second))


def _require_archives(organ: Organ, *both: Actor) -> None:
    if not any(reads.powers_of(one.person).allow(ARCHIVES, organ.path) for one in both):
        raise NotPermitted(RULE, "永久保管的决策档案，两名批准人中须有档案部门一人")


def _basis(text: str) -> str:
    if not text.strip():
        raise BadInput(RULE, "请写明法律依据", fields={"legal_basis": "请写明法律、条、款"})
    if len(text) > 500:
        raise BadInput(RULE, "法律依据最多 500 字", fields={"legal_basis": "最多 500 字"})
    return text.strip()
