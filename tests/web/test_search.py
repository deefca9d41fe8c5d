"""Search: every word counts, the reach is part of the question, and long lists cost what short ones cost."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors.web import finding
from liuhen.ledger.book import Book, Writing
from liuhen.organs import records as r
from liuhen.organs.fengtai import BOOK, SINCE, founder
from liuhen.organs.kinds import OrganKind
from tests.decisions.browse import login
from tests.decisions.scene import Scene

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def found(client: Client, q: str, **more: str) -> str:
    answer = client.get("/search/", {"q": q, **more})
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_all_kinds_are_found_and_the_words_marked(scene: Scene) -> None:
    motion = scene.draft()
    meeting = scene.call()
    page = found(login(scene.cast, "recorder"), "棚户区  安置房")
    assert f"/dossiers/{motion}/" in page and "<mark>棚户区</mark>" in page and "<mark>安置房</mark>" in page
    assert "没有找到" in found(login(scene.cast, "recorder"), "棚户区 机场")
    assert f"/meetings/{meeting}/" in found(login(scene.cast, "recorder"), "常委会会议")
    water = scene.cast.district.organs["water"]
    assert f"/organs/{water}/" in found(login(scene.cast, "recorder"), "水务")


def test_people_are_found_by_those_in_charge_of_people_alone(scene: Scene) -> None:
    officer, recorder = login(scene.cast, "personnel-officer"), login(scene.cast, "recorder")
    chief = scene.cast.person("party-secretary")
    assert f"/people/{chief}/" in found(officer, "赵示例") and "人员" in found(officer, "赵")
    page = found(recorder, "赵示例")
    assert f"/people/{chief}/" not in page
    assert f"/people/{chief}/" not in found(recorder, "赵示例", kind="people")


def test_nothing_outside_the_reach_is_found_or_counted(scene: Scene) -> None:
    motion = scene.draft()
    for kind in ("", "motions"):
        page = found(login(scene.cast, "street-recorder"), "棚户区", kind=kind)
        assert str(motion) not in page and "没有找到" in page
    assert "没有找到" in found(login(scene.cast, "system-administrator"), "棚户区")


@pytest.mark.parametrize("words", ["", "   ", "\x00\x01", "%", "_", "'", "\\", "a" * 5000, "<i>", "(*", "😀"])
def test_strange_questions_have_plain_answers(scene: Scene, words: str) -> None:
    scene.draft()
    page = found(login(scene.cast, "recorder"), words)
    assert "<i>" not in page and 'href="/dossiers/' not in page


def test_the_head_of_every_page_asks(scene: Scene) -> None:
    page = login(scene.cast, "recorder").get("/").content.decode()
    assert 'role="search"' in page and 'action="/search/"' in page and 'name="q"' in page


@pytest.mark.parametrize("many", [10, 10_000])
def test_long_lists_cost_what_short_ones_cost(scene: Scene, many: int) -> None:
    by = founder()
    root = scene.cast.district.organs["district"]
    writings = [_organ(root, number) for number in range(many)]
    Book(BOOK).append_many([Writing(record, by, organ=record.organ) for record in writings])
    client = login(scene.cast, "personnel-officer")
    for kind in ("", "organs", "motions", "people"):
        with CaptureQueriesContext(connection) as asked:
            found(client, "试验社区", kind=kind)
        assert len(asked) <= MOST_QUERIES, (kind, [one["sql"][:150] for one in asked.captured_queries])
    assert "下一页" in found(client, "试验社区", kind="organs") or many == 10


def _organ(root: UUID, number: int) -> r.OrganEstablished:
    name = f"试验社区{number:05d}"
    return r.OrganEstablished(
        organ=uuid4(), parent=root, kind=OrganKind.COMMUNITY, code="", name=name, since=SINCE, book=""
    )


def test_long_texts_are_cut_around_what_was_found() -> None:
    text = "前" * 500 + "要点" + "后" * 500
    said = finding.marked(text, ("要点",))
    assert "<mark>要点</mark>" in said and len(said) < 200 and said.startswith("…") and said.endswith("…")
    assert finding.marked("<i>要点", ("要点",)) == "&lt;i&gt;<mark>要点</mark>"
