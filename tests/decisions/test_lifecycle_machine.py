"""任意次序 Whatever five members, a recorder and an observer try in whatever order: the order of the room holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from liuhen.kit import clock
from liuhen.kit.refusals import Refusal, WrongState
from liuhen.ledger import rebuild, vault
from liuhen.ledger.models import EntryRow
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Attendee, Ballot
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import last_ballot, open_ballot
from liuhen.mechanisms.decisions.reads.stages import attendees
from liuhen.mechanisms.decisions.reads.trace import file_of
from liuhen.organs.reads.tree import book_of
from tests.decisions.small import CHIEF, CHOICES, FIVE, LABELS, OUTCOMES, RECORDER, Street, street
from tests.depth import depth

MEMBER = st.sampled_from(FIVE)
STANCE = st.sampled_from(sorted(LABELS))
_given: dict[str, Any] = {}


class RoomMachine(RuleBasedStateMachine):
    """会场 One item in a savepoint; a refusal is an answer, anything else that is raised is a defect."""

    @initialize()
    def begin(self) -> None:
        vault.forget_cached_keys()
        self.start = transaction.savepoint()
        place: Street = _given["street"]
        self.street = Street(place.cast, place.motion, place.item)
        _given["time"].at = _given["at"]

    def teardown(self) -> None:
        if not hasattr(self, "street"):
            return
        self.every_attendee_ended_once()
        self.the_chief_came_last_in_the_book()
        self.the_outcome_follows_from_the_votes()
        assert list(rebuild.check()) == []
        transaction.savepoint_rollback(self.start)
        vault.forget_cached_keys()

    def attempt(self, act: Callable[[], object]) -> None:
        """A refused act leaves nothing behind."""
        before = EntryRow.objects.count(), Attendee.objects.count()
        place = transaction.savepoint()
        try:
            act()
            transaction.savepoint_commit(place)
        except Refusal:
            assert (EntryRow.objects.count(), Attendee.objects.count()) == before
            transaction.savepoint_commit(place)

    # ── What people try ──────────────────────────────────────────────────────────────────────────
    @rule(key=MEMBER, stance=STANCE)
    def state(self, key: str, stance: str) -> None:
        self.attempt(lambda: self.street.state(key, stance))

    @rule(stance=STANCE)
    def the_rest_state(self, stance: str) -> None:
        waiting = {seat.person for seat in self.street.room.waiting}
        for key in FIVE:
            if self.street.actor(key).person in waiting:
                self.attempt(lambda key=key: self.street.state(key, stance))

    @rule(key=MEMBER, stance=STANCE)
    def change(self, key: str, stance: str) -> None:
        self.attempt(lambda: self.street.change(key, stance))

    @rule(key=st.sampled_from([CHIEF, CHIEF, *FIVE]), stance=STANCE)
    def conclude(self, key: str, stance: str) -> None:
        self.attempt(lambda: self.street.conclude(key, stance))

    @rule(key=MEMBER, ending=st.sampled_from(["refused", "silent"]), witness=MEMBER)
    def end(self, key: str, ending: str, witness: str) -> None:
        person, other = self.street.actor(key).person, self.street.actor(witness).person
        self.attempt(
            lambda: actions.end_attendee(
                item=self.street.item, person=person, by=self.recorder, ending=ending, reason="当场不说", witness=other
            )
        )

    @rule(key=MEMBER)
    def recuse(self, key: str) -> None:
        by = self.street.actor(key)
        self.attempt(lambda: actions.recuse(item=self.street.item, person=by.person, by=by, reason="有亲属"))

    @rule(key=MEMBER, presence=st.sampled_from(["left", "present", "present"]))
    def come_or_go(self, key: str, presence: str) -> None:
        meeting, person = self.street.room.meeting.id, self.street.actor(key).person
        self.attempt(
            lambda: actions.change_presence(meeting=meeting, person=person, presence=presence, by=self.recorder)
        )

    @rule(key=st.sampled_from([*FIVE, "stationed-leader"]), kind=st.sampled_from(["tone", "compliance"]))
    def object(self, key: str, kind: str) -> None:
        by = self.street.actor(key)
        self.attempt(lambda: actions.lodge_objection(item=self.street.item, by=by, objection=kind, clause="条例第九条"))

    @rule()
    def second_round(self) -> None:
        self.attempt(lambda: actions.open_second_round(item=self.street.item, by=self.recorder))

    @rule(mode=st.sampled_from(["named", "named", "hands", "secret-paper"]))
    def open_vote(self, mode: str) -> None:
        self.attempt(lambda: actions.open_vote(item=self.street.item, by=self.recorder, mode=mode))

    @rule(key=MEMBER, choice=st.sampled_from(sorted(CHOICES)))
    def vote(self, key: str, choice: str) -> None:
        self.attempt(lambda: self.street.vote(key, choice))

    @rule(choice=st.sampled_from(sorted(CHOICES)))
    def all_vote(self, choice: str) -> None:
        for key in FIVE:
            self.attempt(lambda key=key: self.street.vote(key, choice))

    @rule(key=MEMBER, witness=MEMBER)
    def refuse_vote(self, key: str, witness: str) -> None:
        person, other = self.street.actor(key).person, self.street.actor(witness).person
        self.attempt(
            lambda: actions.refuse_vote(
                ballot=self.street.ballot(), person=person, by=self.recorder, witness=other, reason="不签"
            )
        )

    @rule()
    def close_vote(self) -> None:
        self.attempt(lambda: actions.close_vote(ballot=self.street.ballot(), by=self.recorder))

    @rule(outcome=st.sampled_from(sorted(OUTCOMES)))
    def announce(self, outcome: str) -> None:
        self.attempt(lambda: self.street.rule(outcome))

    @rule()
    def rewrite_the_text(self) -> None:
        by = self.recorder
        self.attempt(lambda: actions.revise_motion(motion=self.street.motion, by=by, title="改题", text="改文"))

    @rule()
    def withdraw(self) -> None:
        by = self.street.actor("street-deputy")
        if self.street.room.item.rounds > 1:  # seldom, or few stories would get further
            self.attempt(lambda: actions.withdraw_motion(motion=self.street.motion, by=by, reason="条件变了"))

    @rule()
    def close_meeting(self) -> None:
        meeting = self.street.room.meeting.id
        if self.street.room.item.state == "ruled":
            self.attempt(lambda: actions.close_meeting(meeting=meeting, by=self.recorder))

    # ── What must hold ───────────────────────────────────────────────────────────────────────────
    @property
    def recorder(self) -> Any:
        return self.street.actor(RECORDER)

    @invariant()
    def nobody_reads_a_stance_too_early(self) -> None:
        if not hasattr(self, "street"):
            return
        room = self.street.room
        if room.item.stances_open or room.item.state not in ("stating", "suspended"):
            return
        book = book_of(room.motion.organ)
        for row in Attendee.objects.filter(item=room.item, round=room.item.round, ending="given", is_chief=False):
            for key in (CHIEF, RECORDER, "stationed-leader"):
                for field in ("stance", "words", "document"):
                    with pytest.raises(WrongState):
                        book.open(row.entry, field, by=self.street.actor(key), purpose="偷看")
        assert not leaked(self.street.said), "an opinion stands in a table"

    @invariant()
    def votes_rest_on_a_quorum_and_on_the_roll(self) -> None:
        if not hasattr(self, "street"):
            return
        room = self.street.room
        ballot = open_ballot(self.street.item)
        if room.item.state == "voting":
            assert room.item.quorum["met"] and len(room.present) * 2 >= len(room.members)
        if ballot:
            assert not {str(person) for person in room.recused} & set(ballot.roll)
            voters = [str(person) for person in ballot.votes.values_list("person", flat=True)]
            assert set(voters) <= set(ballot.roll) and max(Counter(voters).values(), default=1) == 1
            assert ballot.text_sha256 == room.motion.text_sha256

    def every_attendee_ended_once(self) -> None:
        room = self.street.room
        rows = Attendee.objects.filter(item=room.item, round__in=[room.item.round])
        assert max(Counter(row.person for row in rows).values(), default=1) == 1
        assert not {row.person for row in rows} & room.recused - {row.person for row in rows if row.is_chief}
        if room.item.outcome in ("passed", "rejected", "in-principle"):
            assert set(attendees(room)) <= set(room.ended) | {room.concluder}

    def the_chief_came_last_in_the_book(self) -> None:
        """Read from the entries alone: before a conclusion, everybody on the roll of that moment had ended."""
        room = self.street.room
        members = {str(seat.person) for seat in room.members}
        ended: set[str] = set()
        recused: set[str] = set()
        for entry in file_of(room.motion):
            said, name = entry.body["public"], entry.kind.removeprefix("decisions.").removesuffix("/1")
            if name == "recusal-recorded":
                recused.add(said["person"])
            elif name in ("opinion-signed", "attendee-ended"):
                assert said["person"] not in recused
                ended.add(said["person"])
            elif name == "second-round-opened":
                ended = set()
            elif name == "stances-opened":
                self._all_in(members - recused - ended, entry)
            elif name == "chief-concluded":
                self._all_in(members - recused - ended - {said["person"]}, entry)

    def _all_in(self, missing: set[str], entry: Any) -> None:
        """Whoever has not ended by then must have been away from the room."""
        kinds = {"decisions.presence-changed/1"}
        where = dict.fromkeys(missing, "present")
        for move in EntryRow.objects.filter(kind__in=kinds, serial__lt=entry.serial).order_by("serial"):
            from liuhen.ledger.entries import Entry

            said = Entry.of(move).body["public"]
            where[said["person"]] = said["presence"]
        chief = str(self.street.actor(CHIEF).person)
        here = {person for person in missing if where[person] == "present" and person != chief}
        assert len(here) <= (0 if entry.kind.startswith("decisions.chief") else 1), here

    def the_outcome_follows_from_the_votes(self) -> None:
        ballot, room = last_ballot(self.street.item), self.street.room
        if ballot is None:
            assert room.item.outcome not in ("passed", "rejected", "in-principle")
            return
        assert Ballot.objects.filter(item=self.street.item).count() == 1
        assert ballot.passed == (2 * ballot.tally["for"] > len(room.members))
        if room.item.outcome:
            assert (room.item.outcome in ("passed", "in-principle")) == ballot.passed
            assert motions.get(self.street.motion).decided_sha256 == ballot.text_sha256


def leaked(words: list[str]) -> list[str]:
    """Which of these words stand in clear in any table of the decisions or in any leaf of the book."""
    from django.apps import apps

    tables = [model._meta.db_table for model in apps.get_app_config("decisions").get_models()]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
        cursor.execute("SELECT leaf FROM ledger_entry")
        found += [bytes(leaf).decode() for (leaf,) in cursor.fetchall()]
    text = "\n".join(found)
    return [word for word in words if word in text]


def test_in_every_order(db: None, folders: object, time: clock.Stepping, settings_demo: None) -> None:
    _given.update(street=street(time), time=time, at=time.at)
    small = settings(max_examples=depth(12, 400), stateful_step_count=depth(30, 60))
    run_state_machine_as_test(RoomMachine, settings=small)


@pytest.fixture
def settings_demo(settings: Any) -> None:
    settings.LIUHEN_DEMO = True
