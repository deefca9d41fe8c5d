"""舞台 The simulated clock, and short words for a motion's way to a meeting, on top of the real actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.organs.fengtai import known_id
from liuhen.organs.reads.calendar import calendar

CHIEF = "party-secretary"


@dataclass
class Stage:
    """舞台 The cast, the clock it lives by, and the real present it ends in."""

    cast: Cast
    time: clock.Stepping
    present: datetime

    # ── Time ─────────────────────────────────────────────────────────────────────────────────────
    def day(self, ago: int, at: str) -> datetime:
        """某日 The working day so many before today, at a local time such as "09:30"."""
        today = clock.local(self.present).date()
        day = calendar().add_working_days(today, -ago)
        return clock.truncated(datetime.combine(day, time.fromisoformat(at), clock.SHANGHAI))

    def move(self, ago: int, at: str) -> None:
        """到某日 Moves the clock on to that day. Raises ValueError for a step back."""
        self._to(self.day(ago, at))

    def before_now(self, minutes: float) -> None:
        """到此刻之前 Moves the clock on to so many minutes before the present."""
        self._to(self.present - timedelta(minutes=minutes))

    def later(self, seconds: float) -> None:
        """片刻之后 Moves the clock on a little."""
        self.time.at += timedelta(seconds=seconds)

    def _to(self, moment: datetime) -> None:
        if moment < self.time.at:
            raise ValueError(f"the story goes back from {self.time.at} to {moment}")
        self.time.at = moment

    # ── A motion, before any meeting ─────────────────────────────────────────────────────────────
    def draft(self, name: str, by: str, group: str, matter: Mapping[str, Any]) -> UUID:
        """起草 A matter, under the id that belongs to its name."""
        motion = known_id("motion", name)
        actions.draft_motion(
            motion=motion, by=self.cast.actor(by), group=self.cast.district.groups[group], **dict(matter)
        )
        return motion

    def sign(self, motion: UUID, by: str) -> None:
        """自查并签名 The mover's four answers and signature."""
        self.later(240)
        actions.answer_self_check(
            motion=motion,
            by=self.cast.actor(by),
            lawful=True,
            public_interest=True,
            personal_interest=False,
            real_need=True,
        )
        self.later(60)
        actions.sign_motion(motion=motion, by=self.cast.actor(by), signed=self.cast.sign(by, motion, "提议", "提议"))

    def confirm(self, motion: UUID, by: str = CHIEF) -> None:
        """同意上会 The chair's confirmation, without a stance."""
        self.later(300)
        signed = self.cast.sign(by, motion, "同意上会", "同意上会")
        actions.confirm_motion(motion=motion, by=self.cast.actor(by), signed=signed)

    def gate(self, motion: UUID, gate: str, by: str, reason: str, *, answers: str = "", opinion: str = "") -> None:
        """前置程序 One procedure done; `answers` is who answers for it (default: who enters it)."""
        self.later(600)
        actions.record_gate(
            motion=motion,
            by=self.cast.actor(by),
            gate=gate,
            result="done",
            opinion=opinion,
            responsible=self.cast.person(answers or by),
            reason=reason,
        )

    def legal(self, motion: UUID, opinion: str = "lawful", reason: str = "已出具书面审查意见，未发现违法情形") -> None:
        """合法性审查"""
        self.gate(motion, "legal", "legal-reviewer", reason, opinion=opinion)
