"""Seat, console, room screen and paper path: what each person sees and may do, step by step, and what nobody sees early."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest

from liuhen.ledger import access
from liuhen.mechanisms.decisions.reads.room import open_ballot, room_of
from tests.decisions.scene import CHIEF, NINE, Scene
from tests.decisions.seats import Door

pytestmark = pytest.mark.django_db
OTHERS = [key for key in NINE if key != CHIEF]


@pytest.fixture
def door(scene: Scene, settings: Any, monkeypatch) -> Door:
    from liuhen.doors.web import context
    monkeypatch.setattr(context, "_nav", lambda r: [])
    settings.LIUHEN_SECOND_FACTOR = False
    return Door(scene.cast)


@pytest.fixture
def item(scene: Scene) -> UUID:
    return scene.seated(scene.moved())


def seat(item: UUID) -> str:
    return f"/meetings/{room_of(item).meeting.id}/seat"


def test_a_member_states_from_the_seat(door: Door, item: UUID) -> None:
    member = door("deputy-secretary")
    assert member.see(seat(item)).status_code == 200
    assert "请表态" in member.text
    assert member.send("/state", stance="disagree", words="资金来源尚不落实").status_code == 302
    member.see(seat(item))
    assert "已表态，等待 7 人" in member.text
    assert "资金来源" not in member.text and "/state" not in "".join(member.forms)
    assert room_of(item).ended[member.person].via == "seat"
