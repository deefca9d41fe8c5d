"""Two people act at the same instant: one wins, the other is told, and the book tells one story."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import pytest
from django.db import connection

from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Attendee, Ballot, Meeting, Vote
from liuhen.mechanisms.decisions.reads.trace import file_of
from tests.decisions.scene import NINE
from tests.decisions.sound import SOUND, meeting_of
from tests.specs.story import Story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(transactional_db: None, folders: object, time: clock.Stepping, settings: Any) -> Story:
    settings.LIUHEN_DEMO = True
    return Story(time)


def at_once(*acts: Callable[[], object]) -> list[Refusal | None]:
    """Each act in a thread of its own, all starting together; None for who won. Anything but a refusal is a defect."""
    together = threading.Barrier(len(acts))
    told: list[Refusal | Exception | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            together.wait(10)
            act()
        except Exception as error:
            told[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for error in told:
        if error is not None and not isinstance(error, Refusal):
            raise error
    return told  # type: ignore[return-value]


ONCE = [
    "sign_motion", "state_opinion", "end_attendee", "recuse", "conclude", "open_vote", "cast_vote", "close_vote",
    "rule_outcome", "open_item", "lock_agenda", "open_meeting", "seal_record", "confirm_record", "archive_file",
]  # fmt: skip


@pytest.mark.parametrize("name", ONCE)
def test_the_same_act_from_two_devices_counts_once(story: Story, name: str) -> None:
    stage, sound = SOUND[name]
    story.begin(stage)
    given = sound(story)
    act = getattr(actions, name)
    told = at_once(lambda: act(**given), lambda: act(**given))
    [refusal] = [one for one in told if one is not None]
    assert (refusal.status, told.count(None)) == (409, 1)


def test_a_member_states_while_the_recorder_notes_his_silence(story: Story) -> None:
    story.begin("seated")
    stated, ended = SOUND["state_opinion"][1](story), SOUND["end_attendee"][1](story)
    told = at_once(lambda: actions.state_opinion(**stated), lambda: actions.end_attendee(**ended))
    assert told.count(None) == 1
    assert Attendee.objects.filter(item=story.item, person=story.person("组织部长")).count() == 1


def test_a_member_states_while_he_is_noted_as_leaving(story: Story) -> None:
    story.begin("seated")
    stated, person = SOUND["state_opinion"][1](story), story.person("组织部长")
    recorder, meeting = story.actor("记录员"), meeting_of(story)
    at_once(
        lambda: actions.state_opinion(**stated),
        lambda: actions.change_presence(meeting=meeting, person=person, presence="left", by=recorder),
    )
    assert Attendee.objects.filter(item=story.item, person=person).count() == 1


def test_two_claim_the_same_unnamed_motion(story: Story) -> None:
    story.begin()
    story.motion = story.scene.draft()
    keys = ("executive-deputy", "district-head")
    for key in keys:
        story.scene.self_check(story.motion, key)
    acts = [(story.cast.actor(key), story.cast.sign(key, story.motion, "提议", "")) for key in keys]
    told = at_once(
        *[lambda by=by, signed=signed: actions.sign_motion(motion=story.motion, by=by, signed=signed)
          for by, signed in acts]
    )  # fmt: skip
    assert told.count(None) == 1
    assert len([entry for entry in file_of(story.row) if entry.kind == "decisions.mover-signed/1"]) == 1


def test_an_item_is_tabled_while_the_agenda_is_locked(story: Story) -> None:
    story.begin("tabled")
    meeting, recorder = meeting_of(story), story.actor("记录员")
    second = story.scene.moved()
    reporter = story.cast.person("housing-head")
    told = at_once(
        lambda: actions.lock_agenda(meeting=meeting, by=recorder),
        lambda: actions.table_motion(meeting=meeting, motion=second, by=recorder, reporter=reporter),
    )
    from liuhen.organs.reads.tree import book_of

    [locked] = [
        e for e in book_of(story.row.organ).file_of("meeting", meeting) if e.kind == "decisions.agenda-locked/1"
    ]
    assert told[0] is None
    assert len(locked.body["public"]["items"]) == (2 if told[1] is None else 1)


def test_an_item_opens_while_the_meeting_closes(story: Story) -> None:
    story.begin("opened")
    meeting, recorder = meeting_of(story), story.actor("记录员")
    told = at_once(
        lambda: actions.open_item(item=story.item, by=recorder),
        lambda: actions.close_meeting(meeting=meeting, by=recorder),
    )
    assert told.count(None) == 1
    closed = Meeting.objects.get(pk=meeting).state == "closed"
    assert story.row.state == ("moved" if closed else "in-meeting")


def test_nine_vote_at_once_and_every_vote_counts(story: Story) -> None:
    story.begin("voting")
    ballot = Ballot.objects.get(item=story.item).id
    signed = {key: story.cast.sign(key, story.motion, "表决", "赞成", item=story.item) for key in NINE}

    def vote(key: str) -> object:
        by = story.cast.actor(key)
        return actions.cast_vote(ballot=ballot, person=by.person, by=by, choice="for", signed=signed[key])

    told = at_once(*[lambda key=key: vote(key) for key in NINE])
    assert told == [None] * 9
    assert Vote.objects.filter(ballot=ballot).count() == 9
