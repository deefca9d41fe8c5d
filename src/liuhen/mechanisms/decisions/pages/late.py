"""补签页 On the page of the meeting's record: sign for a stage left unsigned, or take down that somebody refuses."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.pages.signing import challenge, is_challenge, signed, statement
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import room_of
from liuhen.rules.acting import actor_of, person_in


def sign(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """补签 By one's own hand, over the stage's name."""
    meetings.require_visible(meeting, actor_of(request))
    motion, stage = room_of(item).motion, request.POST.get("stage", "")
    text = motion.text_sha256
    stated = statement(request, act="补签", motion=motion.id, says=stage, text_sha256=text, item=item)
    if is_challenge(request):
        return challenge(request, stated)
    actions.sign_stage(item=item, by=actor_of(request), stage=stage, signed=signed(request, stated))
    return redirect("record", meeting)


def refuse(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """补记拒签 By whoever ran the meeting."""
    meetings.require_visible(meeting, actor_of(request))
    person, witness = person_in(request, "stage_person"), person_in(request, "stage_witness")
    assert person is not None and witness is not None
    actions.refuse_stage(
        item=item,
        by=actor_of(request),
        stage=request.POST.get("stage", ""),
        person=person,
        witness=witness,
        reason=request.POST.get("stage_reason", ""),
    )
    return redirect("record", meeting)
