"""检索范围 What can be found by words: organs, people, motions, meetings; each within the reach of the person who asks.

Every word must occur, in whichever column; the reach is part of the same SQL, so nothing outside it is ever counted.
Plain LIKE, the same on every database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from markupsafe import Markup, escape

from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.organs.kinds import ORGAN_WORDS, OrganKind
from liuhen.organs.models import Organ, Person, Tenure
from liuhen.organs.reads import Powers
from liuhen.organs.spans import on_day, today
from liuhen.ui import filters

LONGEST, MOST = 100, 6
AROUND = 40
"""前后 So many letters of a long text are shown before and after what was found in it."""
Words = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """一条结果 Where it leads, what it is called, what else helps to tell it from others."""

    url: str
    title: Markup
    note: Markup


@dataclass(frozen=True)
class Source:
    """检索对象 One kind of thing: who may look for it, the rows with the words, and how a row reads."""

    code: str
    word: str
    rows: Callable[[Actor, Powers, Words], QuerySet[Any] | None]
    shown: Callable[[Any, Words], Found]


def words_in(text: str) -> Words:
    """检索词 The words of a question: composed, without control characters, at most six."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", text))
    return tuple(kept[:LONGEST].split()[:MOST])


def marked(text: str, words: Words) -> Markup:
    """标出 The text with every word found in it marked; a long one is cut around the first."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    text = _around(text, pattern) if words else text[: 2 * AROUND]
    parts, end = [], 0
    for hit in pattern.finditer(text) if words else ():
        parts += [escape(text[end : hit.start()]), Markup("<mark>"), escape(hit.group()), Markup("</mark>")]
        end = hit.end()
    return Markup("").join([*parts, escape(text[end:])])


def _around(text: str, pattern: re.Pattern[str]) -> str:
    first = pattern.search(text)
    if len(text) <= 3 * AROUND:
        return text
    start = max(0, first.start() - AROUND) if first else 0
    stop = start + 3 * AROUND
    return f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"


def _all(words: Words, *columns: str) -> Q:
    """Every word in at least one of the columns."""
    wanted = Q()
    for word in words:
        either = Q()
        for column in columns:
            either |= Q(**{f"{column}__icontains": word})
        wanted &= either
    return wanted


def _organs(by: Actor, powers: Powers, words: Words) -> QuerySet[Organ]:
    return Organ.objects.filter(_all(words, "name", "code"), on_day(today())).order_by("path")


def _people(by: Actor, powers: Powers, words: Words) -> QuerySet[Person] | None:
    """Registered or in office where the person may read people; nobody else is found at all."""
    if not powers.anywhere("people.read"):
        return None
    serving = Tenure.objects.filter(on_day(today())).filter(powers.scope("people.read", "post__organ__path"))
    within = powers.scope("people.read", "organ__path") | Q(pk__in=serving.values("person"))
    rows = Person.objects.filter(_all(words, "name", "number"), within)
    return rows.select_related("organ").order_by("name", "number", "id")


def _motions(by: Actor, powers: Powers, words: Words) -> QuerySet[Any]:
    return motions.visible_to(by).filter(_all(words, "number", "title", "text")).order_by("-drafted_at", "id")


def _meetings(by: Actor, powers: Powers, words: Words) -> QuerySet[Any]:
    return meetings.visible_to(by).filter(_all(words, "number", "title", "place")).order_by("-starts", "id")


def _organ(row: Organ, words: Words) -> Found:
    note = f"{ORGAN_WORDS[OrganKind(row.kind)]} {row.code}".strip()
    return Found(reverse("organs:organ", args=[row.pk]), marked(row.name, words), marked(note, words))


def _person(row: Person, words: Words) -> Found:
    note = " ".join(filter(None, (row.number, row.organ.name)))
    return Found(reverse("organs:person", args=[row.pk]), marked(row.name, words), marked(note, words))


def _motion(row: Any, words: Words) -> Found:
    title = f"{row.number} {row.title or ''}".strip()
    return Found(reverse("dossier", args=[row.pk]), marked(title, words), marked(row.text or "", words))


def _meeting(row: Any, words: Words) -> Found:
    note = " ".join(filter(None, (filters.when(row.starts), row.place)))
    title = f"{row.number} {row.title or ''}".strip()
    return Found(reverse("meeting", args=[row.pk]), marked(title, words), marked(note, words))


SOURCE_WORDS = {"motions": "动议", "meetings": "会议", "organs": "单位", "people": "人员"}
SOURCES = (
    Source("motions", SOURCE_WORDS["motions"], _motions, _motion),
    Source("meetings", SOURCE_WORDS["meetings"], _meetings, _meeting),
    Source("organs", SOURCE_WORDS["organs"], _organs, _organ),
    Source("people", SOURCE_WORDS["people"], _people, _person),
)


def open_to(by: Actor, powers: Powers, words: Words) -> Iterable[tuple[Source, QuerySet[Any]]]:
    """可检索的 The kinds this person may look for, each with its rows (not asked for yet)."""
    for source in SOURCES:
        rows = source.rows(by, powers, words)
        if rows is not None:
            yield source, rows
