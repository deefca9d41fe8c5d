"""拒绝 Every refused act names its rule, says what is wrong and what to do next."""

from __future__ import annotations


class Refusal(Exception):
    """拒绝 An act the system will not do.

    `rule` is the id of a rule in the rulebook; the doors add its title, quotation and source.
    `fields` maps a form field to what is wrong with it. `status` is the HTTP status at the doors.
    """

    status = 409

    def __init__(self, rule: str, message: str, *, next_step: str = "", fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.next_step = next_step
        self.fields = fields or {}


class NotPermitted(Refusal):
    """无权办理 This person may not do or see this."""

    status = 403


class NotFound(Refusal):
    """查无此件 There is no such thing within this person's reach."""

    status = 404


class WrongState(Refusal):
    """时机不符 The thing is not in a state in which this may happen."""

    status = 409


class Raced(Refusal):
    """已被先办 Somebody else acted first; look again and decide anew."""

    status = 409


class BadInput(Refusal):
    """填写有误 What was typed cannot be taken; `fields` says where."""

    status = 422
