"""A visitor of the demo in his first ten minutes: he finishes the meeting that is open and takes the dossier home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from liuhen.doors.accounts.models import User
from liuhen.doors.cli.checks import VERIFIER
from liuhen.doors.cli.demo.build import build
from liuhen.doors.cli.demo.words import PASSWORD, ROLES
from liuhen.mechanisms.decisions.reads import motions
from liuhen.organs.fengtai import known_id
from tests.decisions.seats import Visitor

pytestmark = pytest.mark.django_db
MEETING, MOTION = known_id("meeting", "today"), known_id("motion", "school")
STILL_TO_STATE = ("deputy-secretary", "executive-deputy", "discipline-secretary")
VOTING = (*STILL_TO_STATE, "party-secretary", "district-head", "office-head")


class Visit:
    """One person trying everybody's part, each in a browser of his own."""

    def __init__(self) -> None:
        self.inside: dict[str, Visitor] = {}

    def at(self, key: str, page: str) -> Visitor:
        """Somebody of the cast, in front of a page."""
        if key not in self.inside:
            client = Client()
            answer = client.post("/login", {"login": key, "password": PASSWORD})
            assert answer.status_code == 302, answer.content.decode()
            self.inside[key] = Visitor(client, User.objects.get(login=key).person)
        answer = self.inside[key].see(page)
        assert answer.status_code == 200, page
        return self.inside[key]

    def seat(self, key: str) -> Visitor:
        return self.at(key, reverse("seat", args=[MEETING]))

    def console(self) -> Visitor:
        return self.at("recorder", reverse("console", args=[MEETING]))


def done(answer: object) -> None:
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]


def test_a_visitor_finishes_the_open_meeting_and_takes_the_dossier_home(settings, tmp_path: Path) -> None:
    settings.LIUHEN_DEMO, settings.LIUHEN_BOOK = True, "demo.liuhen/fengtai"
    settings.LIUHEN_SECOND_FACTOR = False
    build()
    visit = Visit()
    for key in ROLES:
        visit.at(key, reverse("desk"))
    for key in STILL_TO_STATE:
        done(visit.seat(key).send("/state", stance="agree"))
    done(visit.seat("party-secretary").send("/conclude", stance="agree"))
    done(visit.console().send("/vote", mode="named"))
    for key in VOTING:
        done(visit.seat(key).send("/vote", choice="for"))
    done(visit.console().send("/count"))
    done(visit.seat("party-secretary").send("/rule", outcome="passed", resolution="会议同意新建教学楼。"))
    assert motions.get(MOTION).state == "decided"
    answer = visit.at("recorder", reverse("dossier", args=[MOTION])).send("/export")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    home = tmp_path / "dossier.zip"
    home.write_bytes(content)
    verdict = subprocess.run([sys.executable, "-I", "-S", VERIFIER, home], capture_output=True, text=True, check=False)
    assert (verdict.returncode, "结论：全部通过" in verdict.stdout) == (0, True), verdict.stdout
