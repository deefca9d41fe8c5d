"""存证记录的可见范围 Which entries a person may see, and by which names the ids in them are known.

An entry is seen by whoever may see the file it belongs to; of the sealed log by nobody. Sealed values are never among
what is shown, whoever looks: they open where their purpose is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from liuhen.kit.refusals import NotFound
from liuhen.ledger import showing
from liuhen.ledger.book import Actor, Entry
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.duties.reads import campaigns, examinations, letters
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.mechanisms.hearings.reads import reach
from liuhen.organs import reads
from liuhen.organs.models import Group, Organ
from liuhen.organs.reads.rights import powers_of
from liuhen.organs.reads.staff import titles_of

POWERS: dict[str, tuple[str, ...]] = {
    "organ": ("organ.read", "organ.edit"),
    "post": ("organ.read", "people.read", "people.edit"),
    "group": ("organ.read", "portfolio.read", "group.edit"),
    "calendar": ("organ.read", "calendar.edit"),
    "person": ("people.read", "people.edit"),
    "grant": ("grant.give", "grant.review", "people.read"),
    "signer-key": ("key.revoke",),
    "enactment": ("rules.enact", "rules.approve", "organ.read"),
    "consequence": ("dossier.read",),
    "duty-list": ("organ.read", "list.edit", "list.publish", "coverage.read"),
    "duty-task": ("organ.read", "task.assign", "task.report"),
    "task-plan": ("organ.read", "task.assign"),
    "cascade": ("coverage.read", "letter.issue", "campaign.open"),
    "line-question": ("dutylog.check",),
    "line-check": ("dutylog.check",),
    "complaint": ("complaint.answer",),
}
"""所需职权 What must be allowed at the entry's organ, by kind of file. A kind named nowhere is seen by nobody."""


@dataclass(frozen=True)
class Sight:
    """可见程度 Fields of internal values that this reader does not get, although he sees the entry."""

    withheld: frozenset[str] = frozenset()


WHOLE = Sight()
Seeing = Callable[[str, Actor], Sight | None]


def seen_by(entry: Entry, by: Actor) -> Sight | None:
    """可否看 How much of the entry this person may see; None for nothing."""
    if entry.log == "sealed":
        return None
    if entry.log == "public" or entry.actor.person == by.person:
        return WHOLE
    kind, subject = entry.subject
    if kind == "redaction":
        return seen_by(showing.find(UUID(subject)), by)
    if kind in OF_FILE:
        return OF_FILE[kind](subject, by)
    if subject == str(by.person) or _names(entry, by.person):
        return WHOLE
    return WHOLE if _reaches(by, POWERS.get(kind, ()), entry.organ) else None


def require_seen(id: UUID, by: Actor) -> tuple[Entry, Sight]:
    """须可看 The entry and how much of it is seen. NotFound outside: it does not say whether there is one."""
    entry = showing.find(id)
    sight = seen_by(entry, by)
    if sight is None:
        raise NotFound("platform.out-of-scope", "没有这条存证记录，或不在您的管辖范围内")
    return entry, sight


def _names(entry: Entry, person: UUID) -> bool:
    """Whether an entry names this person among its public values: everybody sees what stands there about himself."""
    said = entry.body["public"].values()
    return any(str(person) == one or (isinstance(one, list) and str(person) in one) for one in said)


def _of_meeting(subject: str, by: Actor) -> Sight | None:
    """A meeting's own people see all of it; whoever sees one of its matters sees it as that dossier shows it."""
    if meetings.visible_to(by).filter(pk=subject).exists():
        return WHOLE
    through = motions.visible_to(by).filter(items__meeting=subject).exists()
    return Sight(frozenset({"sentences"})) if through else None


def _listed(rows: Callable[[Actor], QuerySet[Any]]) -> Seeing:
    """By the mechanism's own list of what this person may see."""
    return lambda subject, by: WHOLE if rows(by).filter(pk=subject).exists() else None


def _granted(require: Callable[[UUID, Actor], Any]) -> Seeing:
    """By the mechanism's own question, which refuses with NotFound."""

    def seeing(subject: str, by: Actor) -> Sight | None:
        try:
            require(UUID(subject), by)
        except NotFound:
            return None
        return WHOLE

    return seeing


OF_FILE: dict[str, Seeing] = {
    "motion": _listed(motions.visible_to),
    "meeting": _of_meeting,
    "letter": _listed(letters.visible_to),
    "campaign": _listed(campaigns.visible_to),
    "examination": _listed(examinations.visible_to),
    "duty-line": _listed(lines.visible_to),
    "duty-sample": _listed(samples.visible_to),
    "report": _granted(reach.require_report),
    "hearing": _granted(reach.require_hearing),
    "report-period": _granted(lambda subject, by: reach.require_period(subject, reach.reach_of(by))),
}
"""随卷 Files whose mechanism says itself who may see them."""


def _reaches(by: Actor, verbs: Iterable[str], organ: UUID) -> bool:
    powers, scope = powers_of(by.person), Q(pk__in=[])
    for verb in verbs:
        scope |= powers.scope(verb)
    return Organ.objects.filter(scope, pk=organ).exists()


ADDRESSES = {
    "motion": "dossier",
    "meeting": "meeting",
    "organ": "organs:organ",
    "group": "organs:group",
    "person": "organs:person",
    "letter": "letter",
    "campaign": "campaign",
    "duty-list": "duty-list",
    "duty-task": "duty-task",
    "hearing": "hearing",
    "report": "report",
    "report-period": "report-period",
    "duty-sample": "dutylog-sample",
}
"""卷宗地址 The route of the page of a file, by its kind."""


def address_of(kind: str, subject: str) -> str:
    """卷宗地址 The page of a file, "" for one without a page."""
    return reverse(ADDRESSES[kind], args=[subject]) if kind in ADDRESSES else ""


def names_of(ids: set[UUID], by: Actor) -> dict[UUID, str]:
    """名称 What these ids are called: persons, organs, posts, groups, and the motions and meetings he may see."""
    if not ids:
        return {}
    matters = motions.visible_to(by).filter(pk__in=ids).values_list("pk", "number", "title")
    sittings = meetings.visible_to(by).filter(pk__in=ids).values_list("pk", "number", "title")
    return {
        **{id: f"{number} {title or ''}".strip() for id, number, title in [*matters, *sittings]},
        **dict(Group.objects.filter(pk__in=ids).values_list("pk", "name")),
        **titles_of(ids),
        **reads.organ_names(ids),
        **reads.names(ids),
    }
