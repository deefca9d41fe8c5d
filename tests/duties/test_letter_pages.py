"""Pages of letters: from the map to the missing name, signed anew with one click, nobody sees beyond his branch."""

from __future__ import annotations

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from liuhen.kit import clock
from liuhen.mechanisms.duties.actions import campaigns
from liuhen.mechanisms.duties.imports import letters as imports
from liuhen.mechanisms.duties.letter_terms import Standing
from liuhen.mechanisms.duties.models import Letter
from liuhen.organs.models import Person
from liuhen.organs.spans import today
from liuhen.ui import sheets
from tests.decisions.browse import login, signature
from tests.duties.letter_scene import Letters, begin
from tests.snapshots import start_from

pytestmark = pytest.mark.django_db
TOP, STREET = "party-secretary", "street-secretary"
MOST_QUERIES = 15


@pytest.fixture
def world(db: None, folders: object, time: clock.Stepping, settings: object) -> Letters:
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]
    made = Letters(start_from("letters", time, begin), time)
    made.decide()
    return made


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_map_leads_to_the_missing_name_in_three_clicks(world: Letters) -> None:
    client = login(world.cast, TOP)
    desk = text(client, "/")
    [address] = set(re.findall(r'href="(/duties/coverage/[0-9a-f-]{36}/)"', desk))
    page = text(client, address)
    assert "丰台街道" in page
    assert "张某例" in page or "page=2" in page
    street = world.organ("street")
    branch = text(client, f"/duties/coverage/?organ={street}")
    assert "张某例" in branch
    assert "沈范例" not in branch


def test_a_hole_leads_to_the_letter_and_one_click_signs_it(world: Letters) -> None:
    client = login(world.cast, STREET)
    need = world.line(STREET, TOP).need
    address = f"/duties/letters/due/{need.organ}/{need.lower}/?upper={need.upper}"
    page = text(client, address)
    assert "党风廉政建设责任状" in page
    sha = re.search(r'name="text_sha256" value="([0-9a-f]{64})"', page)
    assert sha
    given = signature(client, address) | {"text_sha256": sha.group(1)}
    sign = address.replace("/?upper", "/sign?upper")
    answer = client.post(sign, given)
    assert answer.status_code == 302, answer.content.decode()[:500]
    assert world.line(STREET, TOP).standing is Standing.HALF
    other = login(world.cast, TOP)
    [waiting] = re.findall(r'href="(/duties/letters/[0-9a-f-]{36}/)"', text(other, "/"))
    answer = other.post(f"{waiting}sign", signature(other, waiting))
    assert answer.status_code == 302, answer.content.decode()[:500]
    assert world.line(STREET, TOP).standing is Standing.FRESH


def test_a_text_that_changed_meanwhile_is_not_signed(world: Letters) -> None:
    client = login(world.cast, STREET)
    need = world.line(STREET, TOP).need
    address = f"/duties/letters/due/{need.organ}/{need.lower}/?upper={need.upper}"
    given = signature(client, address) | {"text_sha256": "0" * 64}
    answer = client.post(address.replace("/?upper", "/sign?upper"), given)
    assert answer.status_code == 409
    assert "又有变动" in answer.content.decode()
    assert not Letter.objects.exists()


def test_whoever_looks_sees_only_his_branch(world: Letters) -> None:
    world.signed(STREET, TOP)
    letter = world.draw("water-head", "district-head")
    client = login(world.cast, STREET)
    assert "沈范例" not in text(client, "/duties/coverage/")
    text(client, f"/duties/coverage/?organ={world.organ('water')}", 404)
    text(client, f"/duties/letters/{letter}/", 404)
    assert "沈范例" not in text(client, "/duties/letters/")
    stranger = login(world.cast, "legal-reviewer")
    text(stranger, "/duties/coverage/", 403)
    assert text(stranger, "/duties/letters/").count("<tr>") <= 1


def test_a_person_sees_his_own_letter_wherever_it_lies(world: Letters) -> None:
    letter = world.draw("water-head", "district-head")
    client = login(world.cast, "water-head")
    assert "褚例证" in text(client, f"/duties/letters/{letter}/")
    assert "待签名" in text(client, "/")


@pytest.mark.parametrize("address", ["/duties/letters/", "/duties/campaigns/"])
def test_lists_ask_as_little_for_many_rows_as_for_few(world: Letters, address: str) -> None:
    client = login(world.cast, "office-head")
    counts = []
    for people in (10, 300):
        paper(world, world.staff("street-office", people))
        text(client, address)
        with CaptureQueriesContext(connection) as asked:
            text(client, address)
        counts.append(len(asked))
    assert max(counts) <= MOST_QUERIES, counts
    assert counts[0] == counts[1]


def test_the_map_asks_as_much_for_many_letters_as_for_few(world: Letters) -> None:
    client = login(world.cast, "office-head")
    counts = []
    for people in (10, 300):
        paper(world, world.staff("street-office", people))
        with CaptureQueriesContext(connection) as asked:
            text(client, "/duties/coverage/")
        counts.append(len(asked))
        with CaptureQueriesContext(connection) as again:
            text(client, "/duties/coverage/")
        assert len(again) <= MOST_QUERIES
    assert counts[0] == counts[1], counts


def paper(world: Letters, numbers: list[str]) -> None:
    rows = [
        {"organ": "110106009", "kind": "承诺书", "lower": one, "signed_on": today(), "archive": "示例"}
        for one in numbers
    ]
    content = sheets.write(imports.COLUMNS, rows)
    imports.run(by=world.actor(), root=world.organ("district"), content=content)


def test_a_sheet_is_looked_at_first_and_then_written(world: Letters) -> None:
    client = login(world.cast, "office-head")
    number = Person.objects.get(pk=world.cast.person(STREET)).number
    row = {"organ": "110106009", "kind": "承诺书", "lower": number, "signed_on": today(), "archive": "示例"}
    wrong = upload(client, [row, row])
    assert wrong.status_code == 422
    assert "duties.pledge-once" in wrong.content.decode()
    right = upload(client, [row])
    assert not Letter.objects.exists()
    file = re.search(r'name="file" value="([0-9a-f]{64})"', right.content.decode())
    assert file
    assert client.post("/duties/letters/import", {"file": file.group(1)}).status_code == 302
    assert Letter.objects.count() == 1


def upload(client: Client, rows: list[dict[str, object]]):  # type: ignore[no-untyped-def]
    sheet = io.BytesIO(sheets.write(imports.COLUMNS, rows))
    sheet.name = "letters.xlsx"
    return client.post("/duties/letters/import", {"sheet": sheet})


def test_lists_and_holes_go_out_as_sheets(world: Letters) -> None:
    world.signed(STREET, TOP)
    client = login(world.cast, "office-head")
    for address in ("/duties/coverage/holes.xlsx", "/duties/letters/letters.xlsx", "/duties/letters/template.xlsx"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content[:2] == b"PK"


def test_a_campaign_from_decision_to_printing(world: Letters) -> None:
    client = login(world.cast, "office-head")
    answer = client.post(
        "/duties/campaigns/open",
        {"organ": world.organ("street"), "name": "签订", "starts": today().isoformat(), "due": "2026-06-30"},
    )
    assert answer.status_code == 302, answer.content.decode()[:500]
    page = text(client, answer["Location"])
    assert "生成还没有的" in page
    assert client.post(f"{answer['Location']}draw").status_code == 302
    assert not [line for line in world.cover("street").lines if line.standing is Standing.NONE]
    campaigns.serve_notices()
    assert "开始之日" in text(client, answer["Location"])
    for row in Letter.objects.filter(lower=world.cast.person("street-head")):
        for key in filter(None, ("street-secretary" if row.upper else None, "street-head")):
            world.sign(row.pk, key)
    printed = client.get(f"{answer['Location']}letters.pdf")
    assert printed.status_code == 200
    pages = PdfReader(io.BytesIO(printed.content)).pages
    assert len(pages) == 2


def test_one_letter_on_paper(world: Letters) -> None:
    letter = world.signed(STREET, TOP)
    client = login(world.cast, STREET)
    printed = client.get(f"/duties/letters/{letter}/letter.pdf")
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages).replace("\n", "")
    assert "张某例" in words
    assert "2026年度党风廉政建设责任状" in words


def test_a_paper_letter_is_taken_in_on_the_page(world: Letters) -> None:
    client = login(world.cast, "office-head")
    need = world.line(STREET, TOP).need
    address = f"/duties/letters/due/{need.organ}/{need.lower}/paper?upper={need.upper}"
    refused = client.post(address, {"signed_on": today().isoformat(), "archive": ""})
    assert refused.status_code == 422
    taken = client.post(address, {"signed_on": today().isoformat(), "archive": "示例2号"})
    assert taken.status_code == 302
    assert "示例2号" in text(client, taken["Location"])
