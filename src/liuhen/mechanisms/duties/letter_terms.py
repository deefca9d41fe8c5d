"""责任书用语 Closed lists of letters, campaigns and coverage, and the lifecycle of a letter as data."""

from __future__ import annotations

from django.db.models import TextChoices

__all__ = ["LETTER_ACTS", "Kind", "LetterSide", "LetterState", "Pledges", "Standing", "Via", "Way"]


class Kind(TextChoices):
    """文书种类 Two of them: a 责任书 joins two levels and bears two signatures, a 承诺书 is one person's own (M09)."""

    LETTER = "letter", "责任书"
    PLEDGE = "pledge", "承诺书"


class Way(TextChoices):
    """方向 Why a letter is due: down the tree, within a leading group, for oneself (横向到边、纵向到底)."""

    VERTICAL = "vertical", "纵向"
    TEAM = "team", "横向"
    OWN = "own", "个人"


class LetterSide(TextChoices):
    """签署方 Whose signature it is."""

    UPPER = "upper", "上级"
    LOWER = "lower", "责任人"


class LetterState(TextChoices):
    """责任书状态 Where a letter is. Whether it still holds on a day is read, never written (M04, M10)."""

    DRAWN = "drawn", "待签"
    HALF = "half", "一方已签"
    SIGNED = "signed", "已签"
    CLOSED = "closed", "已撤回"


class Standing(TextChoices):
    """签订情况 How a required letter stands on a day."""

    FRESH = "fresh", "已签，有效"
    STALE = "stale", "已签，内容已变"
    HALF = "half", "一方已签"
    DRAWN = "drawn", "待签"
    ENDED = "ended", "已因换人终止"
    NONE = "none", "未立"


class Via(TextChoices):
    """签订途径 How a letter came into the book."""

    SEAT = "seat", "系统内签名"
    PAPER = "paper", "纸面签订，已登记"


class Pledges(TextChoices):
    """承诺书范围 Who signs a pledge of his own (M01)."""

    ALL = "all", "全体在职人员"
    LEADERS = "leaders", "领导班子成员和主要负责人"
    NONE = "none", "不签"


_S = LetterState
LETTER_ACTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    # act: (states in which it may happen, state it leads to; None: stays)
    "sign_first": ((_S.DRAWN,), _S.HALF),
    "sign_last": ((_S.DRAWN, _S.HALF), _S.SIGNED),
    "confirm_paper": ((_S.SIGNED,), None),
    "withdraw_letter": ((_S.DRAWN, _S.HALF), _S.CLOSED),
}
