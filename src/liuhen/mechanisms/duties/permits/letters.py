"""责任书可否办理 Who may issue, sign, confirm and take back a letter, in which state, and on which text."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.duties.coverage import Line
from liuhen.mechanisms.duties.letter_terms import LETTER_ACTS, Kind, LetterSide, LetterState, Standing, Via
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads import letters
from liuhen.mechanisms.duties.reads.drawing import Draft
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.mechanisms.duties.signing import ACT, CONFIRM, Signed
from liuhen.organs.models import Organ
from liuhen.organs.reads.staff import person as person_row
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.spans import today
from liuhen.rules.permits import require_filled, require_length, require_state
from liuhen.rules.rulebook import rule

__all__ = [
    "cited",
    "require_current",
    "require_due",
    "require_may_confirm",
    "require_may_draw",
    "require_may_issue",
    "require_may_sign",
    "require_may_withdraw",
    "require_new",
    "require_paper",
    "require_same_text",
    "require_two_people",
    "side_of",
]


def cited(*rules: str) -> list[str]:
    """所依规则 Citations of rules that the act itself has kept."""
    return [rule(one).citation for one in rules]


def require_may_issue(by: Actor, organ: Organ, *verbs: str) -> None:
    """可否办理签订 Raises NotPermitted outside the branches the actor issues letters for."""
    wanted = verbs or ("letter.issue",)
    if not any(organ.path.startswith(path) for path in reaches(by, *wanted)):
        raise NotPermitted(
            "platform.not-permitted",
            f"您现任的职务不办理“{organ.name}”的责任书签订",
            next_step="请由有此职权的人员办理",
        )


def require_two_people(upper: UUID | None, lower: UUID) -> None:
    """须为两人 Raises BadInput for a letter to oneself, and for people nobody registered."""
    if upper == lower:
        raise BadInput(
            "duties.letter-two-people",
            "上级和责任人是同一个人，责任书不能与自己签",
            fields={"lower": "与上级是同一人"},
        )
    for person in filter(None, (upper, lower)):
        person_row(person)


def require_due(organ: UUID, upper: UUID | None, lower: UUID) -> Line:
    """须应签 The need these two answer today. Raises WrongState when nothing is due between them."""
    require_two_people(upper, lower)
    organ_row(organ)
    line = letters.open_need(organ, upper, lower)
    if line is None:
        raise WrongState(
            "duties.letter-due",
            "按当年部署和现任职务，这两人之间没有应签的责任书" if upper else "按当年部署，此人没有应签的承诺书",
            next_step="请核对单位、职务和班子成员，或先作出逐级签订的部署",
        )
    return line


def require_may_draw(by: Actor, line: Line) -> list[str]:
    """可否生成 By whoever issues letters there, or by one of the two themselves; not over one that still holds."""
    need = line.need
    if by.person not in (need.upper, need.lower):
        require_may_issue(by, organ_row(need.organ))
    require_new(line)
    return cited("duties.letter-due")


def require_new(line: Line) -> None:
    """须未立 Raises WrongState when there is one already that holds or waits for a signature on today's content."""
    if line.standing not in (Standing.FRESH, Standing.HALF, Standing.DRAWN):
        return
    if line.need.upper is None:
        raise WrongState("duties.pledge-once", "这一年的承诺书已经有了", next_step="请打开已有的那一份")
    raise WrongState(
        "duties.letter-once",
        "这两人之间已有一份责任书：" + str(Standing(line.standing).label),
        next_step="请打开已有的那一份；内容有变的，在那一页重新签订",
    )


def side_of(row: Letter, person: UUID) -> LetterSide:
    """签署方 Which side this person is. Raises NotPermitted for anybody else."""
    if person == row.upper:
        return LetterSide.UPPER
    if person == row.lower:
        return LetterSide.LOWER
    raise NotPermitted("platform.own-hand", "责任书须由所列的上级和责任人本人签名")


def require_may_sign(row: Letter, *, by: Actor, signed: Signed) -> tuple[LetterSide, bool]:
    """可否签名 The person himself, in office, once, on today's content. Gives the side, and if it is the last."""
    side = side_of(row, by.person)
    require_state(row.state, LETTER_ACTS["sign_last"][0], str(LetterState(row.state).label))
    if (row.upper_on if side == LetterSide.UPPER else row.lower_on) is not None:
        raise WrongState("platform.wrong-state", "您已经签过这一份", next_step="请等另一方签名")
    require_current(row)
    signed.require(act=ACT, person=by.person, text_sha256=row.words.text_sha256 or "", letter=row.pk)
    other = row.lower_on if side == LetterSide.UPPER else row.upper_on
    return side, row.kind == Kind.PLEDGE or other is not None


def require_current(row: Letter) -> None:
    """须为现行 Raises WrongState when a holder changed (M04) or when lists or tasks did (M10)."""
    status = letters.status_of(row)
    if status.line is None:
        raise WrongState(
            "duties.signed-by-holder",
            "签名双方有人已不任该职，这份责任书不能再签",
            next_step="请由现任者重新生成并签订",
        )
    if row.basis and row.basis != letters.basis_now(status.line.need):
        raise WrongState(
            "duties.text-current",
            "责任清单或任务已有变动，这份文本不是现行的",
            next_step="请按现行内容重新生成后再签",
        )


def require_same_text(draft: Draft, signed: Signed, letter: UUID, by: Actor) -> None:
    """须签现行文本 What was signed is what would be drawn now. Raises WrongState for an outdated text."""
    if signed.statement.text_sha256 != draft.text_sha256:
        raise WrongState(
            "duties.text-current", "页面打开以后责任清单或任务又有变动", next_step="请刷新页面，核对后重新签名"
        )
    signed.require(act=ACT, person=by.person, text_sha256=draft.text_sha256, letter=letter)


def require_may_confirm(row: Letter, *, by: Actor, signed: Signed) -> LetterSide:
    """可否确认 A person confirms once that the paper he is named on was signed by him."""
    side = side_of(row, by.person)
    require_state(row.state, LETTER_ACTS["confirm_paper"][0], str(LetterState(row.state).label))
    if row.via != Via.PAPER or row.signatures.filter(side=side, confirms=True).exists():
        raise WrongState("platform.wrong-state", "这一份不需要您确认", next_step="请刷新页面看最新状态")
    signed.require(act=CONFIRM, person=by.person, text_sha256=letters.paper_digest(row), letter=row.pk)
    return side


def require_may_withdraw(row: Letter, *, by: Actor, reason: str) -> None:
    """可否撤回 Before everybody has signed; a signed letter only ends by itself."""
    require_may_issue(by, organ_row(row.organ))
    require_state(row.state, LETTER_ACTS["withdraw_letter"][0], str(LetterState(row.state).label))
    require_filled(reason=reason)
    require_length(400, reason=reason)


def require_paper(signed_on: date, archive: str, year: int) -> None:
    """须有归档号 Where the paper lies, and a day that has come and lies in the year. Raises BadInput."""
    wrong = {}
    if not archive.strip():
        wrong["archive"] = "请填写归档号"
    if signed_on > today() or signed_on.year != year:
        wrong["signed_on"] = "签订日期须在所属年度之内，且不晚于今天"
    if wrong:
        raise BadInput("duties.paper-archived", "；".join(wrong.values()), fields=wrong)
    require_length(200, archive=archive)
