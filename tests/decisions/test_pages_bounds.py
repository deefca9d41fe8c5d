"""页面查询数 What a page asks of the database does not grow with the number of decisions or of votes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liuhen.mechanisms.decisions.papers.dossier import dossier_form
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import last_ballot
from liuhen.mechanisms.decisions.reads.stances import choices_of
from tests.decisions.scene import Scene

pytestmark = pytest.mark.django_db
MOST_FOR_A_FILE, MOST_FOR_VOTES = 80, 12


def test_a_whole_file_is_read_in_few_questions(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion)
    row = motions.get(motion)
    with CaptureQueriesContext(connection) as asked:
        form = dossier_form(row, by=scene.cast.actor("party-secretary"), opinions=False)
    assert form["gaps"] and len(form["entries"]) > 30
    assert len(asked) <= MOST_FOR_A_FILE


def test_votes_are_opened_together_and_every_look_is_logged(scene: Scene) -> None:
    from liuhen.ledger.access import looks

    item = scene.decided(scene.moved())
    ballot = last_ballot(item)
    assert ballot
    before = looks().count()
    with CaptureQueriesContext(connection) as asked:
        found = choices_of(ballot, by=scene.cast.actor("party-secretary"), purpose="核对计票")
    assert set(found.values()) == {"for"} and len(found) == 9
    assert looks().count() == before + 9
    assert len(asked) <= MOST_FOR_VOTES + len(found)  # one data key for each voter
