"""责任书办理 Draw, sign, sign anew, take in from paper, confirm, take back (M01, M04, M09, M10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from liuhen.ledger.book import Actor, Entry, Writing
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.coverage import Line
from liuhen.mechanisms.duties.letter_terms import LetterSide, Standing, Via
from liuhen.mechanisms.duties.permits import letters as permits
from liuhen.mechanisms.duties.reads import letters
from liuhen.mechanisms.duties.reads.covering import coverage
from liuhen.mechanisms.duties.reads.drawing import Draft, drawing, letter_id
from liuhen.mechanisms.duties.signing import Signed
from liuhen.organs.reads import tree
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today

__all__ = [
    "confirm_paper",
    "draft_of",
    "draw_all",
    "draw_letter",
    "sign_anew",
    "sign_letter",
    "take_in_letter",
    "withdraw_letter",
]

OPEN = (Standing.NONE, Standing.ENDED)


def draft_of(line: Line) -> tuple[UUID, Draft, UUID | None]:
    """拟稿 What would be drawn for this need today: its id, its text, and the letter it follows."""
    need = line.need
    draft = drawing(need.path, today(), [need]).draft(need)
    before = letters.Before([need], draft.year).of(need)
    return letter_id(need, draft.year, before), draft, before


def draw_letter(*, by: Actor, organ: UUID, upper: UUID | None, lower: UUID, campaign: UUID | None = None) -> Entry:
    """生成责任书 One letter, from what the post carries today. Raises when none is due, or one is there."""
    book = book_of(organ)
    with book.writing("letters-of", lower):
        line = permits.require_due(organ, upper, lower)
        cited = permits.require_may_draw(by, line)
        id, draft, before = draft_of(line)
        return book.append(_drawn(id, draft, before, campaign), by=by, organ=organ, rules=cited)


def draw_all(*, by: Actor, under: UUID, campaign: UUID | None = None, stale: bool = False) -> list[Entry]:
    """批量生成 A letter for every hole at and below an organ; `stale`: and for every one whose content has changed."""
    above = tree.organ(under)
    permits.require_may_issue(by, above)
    cited = permits.cited("duties.letter-due")
    seen = coverage(above.path, today())
    wanted = [line for line in seen.coverage.lines if line.standing in (*OPEN, *([Standing.STALE] if stale else []))]
    needs = [line.need for line in wanted]
    made, before = drawing(above.path, today(), needs), letters.Before(needs, today().year)
    writings = [_writing(made.draft(need), before.of(need), by, campaign, cited) for need in needs]
    return book_of(above).append_many(writings) if writings else []


def sign_letter(*, letter: UUID, by: Actor, signed: Signed) -> Entry:
    """签订责任书 One side signs; with the last signature the letter holds."""
    row = letters.get(letter)
    book = book_of(row.organ)
    with book.writing("letter", letter):
        row = letters.get(letter)
        side, last = permits.require_may_sign(row, by=by, signed=signed)
        record = _signed(row.pk, side, by, signed, last=last)
        cited = permits.cited("duties.signed-by-holder", "duties.text-current")
        return book.append(record, by=by, organ=row.organ, signatures=[signed.signature], rules=cited)


def sign_anew(*, by: Actor, organ: UUID, upper: UUID | None, lower: UUID, signed: Signed) -> Entry:
    """重新签订 Draws the letter as it is due today and signs one's own side of it, in one step."""
    book = book_of(organ)
    with book.writing("letters-of", lower):
        line = permits.require_due(organ, upper, lower)
        cited = permits.require_may_draw(by, line)
        id, draft, before = draft_of(line)
        permits.require_same_text(draft, signed, id, by)
        side = LetterSide.UPPER if by.person == upper else LetterSide.LOWER
        book.append(_drawn(id, draft, before, None), by=by, organ=organ, rules=cited)
        record = _signed(id, side, by, signed, last=upper is None)
        return book.append(record, by=by, organ=organ, signatures=[signed.signature], rules=cited)


def take_in_letter(
    *,
    by: Actor,
    organ: UUID,
    upper: UUID | None,
    lower: UUID,
    signed_on: date,
    archive: str,
    scan: FileRef | None = None,
    campaign: UUID | None = None,
) -> Entry:
    """登记纸面责任书 A letter both have signed on paper, with the reference it lies under and its scan."""
    book = book_of(organ)
    with book.writing("letters-of", lower):
        line = permits.require_due(organ, upper, lower)
        permits.require_may_issue(by, tree.organ(organ))
        permits.require_new(line)
        permits.require_paper(signed_on, archive, today().year)
        id, draft, before = draft_of(line)
        need = line.need
        record = records.LetterTakenIn(
            letter=id,
            campaign=campaign,
            kind=draft.kind,
            year=draft.year,
            organ=organ,
            upper=upper,
            upper_post=need.upper_post,
            lower=lower,
            lower_post=need.lower_post,
            audience=need.audience,
            basis=draft.basis,
            signed_on=signed_on,
            replaces=before,
            archive=archive.strip(),
        )
        cited = permits.cited("duties.paper-archived")
        return book.append(record, by=by, organ=organ, files=[scan] if scan else (), rules=cited)


def confirm_paper(*, letter: UUID, by: Actor, signed: Signed) -> Entry:
    """确认纸面责任书 By one's own signature, afterwards."""
    row = letters.get(letter)
    book = book_of(row.organ)
    with book.writing("letter", letter):
        row = letters.get(letter)
        side = permits.require_may_confirm(row, by=by, signed=signed)
        record = records.LetterConfirmed(letter=letter, side=side, person=by.person, document=signed.document)
        return book.append(record, by=by, organ=row.organ, signatures=[signed.signature])


def withdraw_letter(*, letter: UUID, by: Actor, reason: str) -> Entry:
    """撤回责任书 Before everybody has signed, with the reason."""
    row = letters.get(letter)
    book = book_of(row.organ)
    with book.writing("letter", letter):
        row = letters.get(letter)
        permits.require_may_withdraw(row, by=by, reason=reason)
        return book.append(records.LetterWithdrawn(letter=letter, reason=reason.strip()), by=by, organ=row.organ)


def _writing(draft: Draft, before: UUID | None, by: Actor, campaign: UUID | None, cited: Sequence[str]) -> Writing:
    id = letter_id(draft.need, draft.year, before)
    return Writing(_drawn(id, draft, before, campaign), by, organ=draft.need.organ, rules=cited)


def _drawn(id: UUID, draft: Draft, before: UUID | None, campaign: UUID | None) -> records.LetterDrawn:
    need = draft.need
    return records.LetterDrawn(
        letter=id,
        campaign=campaign,
        kind=draft.kind,
        year=draft.year,
        organ=need.organ,
        upper=need.upper,
        upper_post=need.upper_post,
        lower=need.lower,
        lower_post=need.lower_post,
        audience=need.audience,
        basis=draft.basis,
        lists=list(draft.lists),
        items=list(draft.items),
        tasks=list(draft.tasks),
        replaces=before,
        text=draft.text,
        text_sha256=draft.text_sha256,
    )


def _signed(letter: UUID, side: LetterSide, by: Actor, signed: Signed, *, last: bool) -> records.LetterSigned:
    return records.LetterSigned(
        letter=letter,
        side=side,
        person=by.person,
        post=by.post,
        via=Via.SEAT,
        last=last,
        document=signed.document,
    )
