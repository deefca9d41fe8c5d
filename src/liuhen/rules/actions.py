"""办理 Propose a rule file for enactment; approve or reject what another person proposed.

No threshold can be loosened unseen: what is enacted is the digest of a file, whose bytes are kept, by two persons.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, WrongState
from liuhen.ledger import files
from liuhen.ledger.book import Actor, Entry
from liuhen.organs.reads import rights, tree
from liuhen.rules import bodies, rulebook
from liuhen.rules.bodies import BodySet
from liuhen.rules.judge import judge
from liuhen.rules.loader import RuleFileError, parse
from liuhen.rules.model import Rule, build
from liuhen.rules.models import Enactment, State
from liuhen.rules.records import ProposalRejected, RuleEnacted, RuleProposed, What
from liuhen.rules.values import RowError

MEDIA = "application/yaml"


def propose(*, by: Actor, organ: UUID, content: bytes, effective_from: date, reason: str) -> Entry:
    """提出施行 Proposes the rule or rule set in `content` for an organ and all below it, from a day on.

    Raises NotPermitted without the power rules.enact there, BadInput for a file that is no rule or fails its examples.
    """
    _require_power(by, "rules.enact", organ)
    found = read(content)
    _require_place(found, organ)
    _require_fit(found)
    if not reason.strip():
        raise BadInput("rules.reason-given", "请写明为什么施行这个版本", fields={"reason": "请填写"})
    _require_not_back(effective_from)
    kept = files.put(content, MEDIA)
    record = RuleProposed(
        enactment=uuid7(),
        what=What.RULE if isinstance(found, Rule) else What.BODY,
        name=found.id,
        body_kind="" if isinstance(found, Rule) else found.kind,
        digest=found.digest,
        version=found.version,
        organ=organ,
        effective_from=effective_from,
        proposer=by.person,
        reason=reason.strip(),
    )
    return tree.book_of(organ).append(record, by=by, organ=organ, files=[kept])


def enact(*, by: Actor, enactment: UUID) -> Entry:
    """批准施行 The second approver, another person than the proposer, puts the proposed version into force."""
    row = _proposal(enactment)
    with tree.book_of(row.organ).writing("enactment", enactment):
        row = _undecided(enactment)
        _require_power(by, "rules.approve", row.organ)
        if by.person == row.proposer:
            raise NotPermitted(
                "rules.second-approver", "提出人不能批准自己提出的规则", next_step="请由另一名有复核职权的人批准"
            )
        _require_not_back(row.effective_from)
        return tree.book_of(row.organ).append(_enacted(row, by), by=by, organ=row.organ)


def reject(*, by: Actor, enactment: UUID, reason: str) -> Entry:
    """不予批准 Turns a proposal down, with the reason; the proposer may also take his own back this way."""
    row = _proposal(enactment)
    with tree.book_of(row.organ).writing("enactment", enactment):
        row = _undecided(enactment)
        if by.person != row.proposer:
            _require_power(by, "rules.approve", row.organ)
        if not reason.strip():
            raise BadInput("rules.reason-given", "请写明不予批准的理由", fields={"reason": "请填写"})
        record = ProposalRejected(enactment=enactment, by=by.person, reason=reason.strip())
        return tree.book_of(row.organ).append(record, by=by, organ=row.organ)


def read(content: bytes) -> Rule | BodySet:
    """读规则文件 The rule or rule set in these bytes, its examples run. Raises BadInput with file and line."""
    try:
        document = parse(content, Path("规则文件"))
        found = build(BodySet, document) if "matters" in document.data else build(Rule, document)
    except RuleFileError as error:
        raise BadInput("rules.readable", str(error), fields={"file": f"第{error.line}行：{error.what}"}) from error
    if isinstance(found, Rule):
        _require_examples(found)
    return found


def installed(name: str) -> bytes:
    """已安装的文件 The bytes of an installed rule or rule set, by its id. Raises NotFound."""
    found = rulebook.rules().get(name) or bodies.body_sets().get(name)
    if found is None:
        raise NotFound("platform.not-found", "没有这条规则")
    return Path(found.path).read_bytes()


def _require_examples(rule: Rule) -> None:
    for example in rule.examples:
        try:
            verdict = judge(rule, example.given, example.as_of, settings=example.settings).verdict
        except RowError as error:
            raise BadInput("rules.readable", f"例“{example.name}”读不懂：{error}") from error
        if verdict != example.expect:
            raise BadInput("rules.readable", f"例“{example.name}”应为 {example.expect}，实为 {verdict}")


def _require_power(by: Actor, verb: str, organ: UUID) -> None:
    if not rights.may(by, verb, organ):
        raise NotPermitted("platform.not-permitted", "您现任的职务没有规则管理或复核的职权")


def _require_fit(found: Rule | BodySet) -> None:
    """Acts hand a rule the fields it declares today; a version with other fields could not be judged by at all."""
    if isinstance(found, BodySet):
        return
    known = rulebook.rules().get(found.id)
    if known is None or known.kinds != found.kinds or known.judged_by != found.judged_by:
        raise BadInput("rules.fits", "规则的编号和栏目须与现有规则一致，可以改的是参数、适用条件、要求和文句")


def _require_place(found: Rule | BodySet, organ: UUID) -> None:
    above = tree.organ(organ).parent_id
    if isinstance(found, Rule) and above is not None and tree.book_of(above) == tree.book_of(organ):
        raise BadInput("rules.unit-wide", "单条规则只能由本存证簿的首级单位提出施行")


def _require_not_back(effective_from: date) -> None:
    if effective_from < clock.local(clock.now()).date():
        wrong = "施行日期不能早于今日"
        raise BadInput("rules.not-retroactive", wrong, fields={"effective_from": wrong})


def _proposal(enactment: UUID) -> Enactment:
    row = Enactment.objects.filter(pk=enactment).first()
    if row is None:
        raise NotFound("platform.not-found", "没有这件提议")
    return row


def _undecided(enactment: UUID) -> Enactment:
    row = _proposal(enactment)
    if row.state != State.PROPOSED:
        raise WrongState("rules.decided-once", f"这件提议已经{row.get_state_display()}")
    return row


def _enacted(row: Enactment, by: Actor) -> RuleEnacted:
    return RuleEnacted(
        enactment=row.id,
        what=What(row.what),
        name=row.name,
        body_kind=row.body_kind,
        digest=row.digest,
        version=row.version,
        organ=row.organ,
        effective_from=row.effective_from,
        proposer=row.proposer,
        approver=by.person,
    )
