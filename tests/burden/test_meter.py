"""The meter counts forms, fields and minutes by unit and month, names nobody and orders nobody."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.ledger import rebuild, sequencer
from liuhen.ledger.book import Writing
from liuhen.mechanisms.decisions.records import DiscussionNoted
from liuhen.organs.fengtai import BOOK
from liuhen.organs.reads import book_of
from liuhen.oversight.burden.models import Filled
from liuhen.oversight.burden.reads import meter
from liuhen.ui import sheets
from tests.decisions.browse import login
from tests.decisions.scene import Scene

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def followed(cast: Cast) -> None:
    sequencer.run_once(BOOK)
    meter.catch_up(cast.district.organs["committee"])


def test_what_was_filled_in_is_counted_by_unit_and_month(cast: Cast, time: clock.Stepping) -> None:
    followed(cast)
    before = Filled.objects.filter(kind="decisions.motion-drafted/1").count()
    Scene(cast, time).moved()
    followed(cast)
    [drafted] = Filled.objects.filter(kind="decisions.motion-drafted/1")[before:]
    assert (drafted.organ, drafted.month) == (cast.district.organs["government"], "2026-11")
    assert (drafted.asked, drafted.filled) == (8, 7)  # no code of the catalogue
    path = meter.region(cast.actor("recorder"))
    names = [unit.name for unit in meter.units(path, "2026-11")]
    assert names == sorted(names, key=names.index) and len(set(names)) == len(names)
    assert sum(unit.load.forms for unit in meter.units(path, "2026-11")) == dict(meter.months(path))["2026-11"].forms


def test_a_small_unit_counts_with_its_superior(cast: Cast, time: clock.Stepping) -> None:
    Scene(cast, time).moved()
    followed(cast)
    names = {unit.name for unit in meter.units(meter.region(cast.actor("recorder")), "2026-11")}
    assert "丰台区司法局" not in names  # the legal reviewer and one more: two people
    assert "北京市丰台区人民政府" in names


def test_a_replay_gives_the_same_meter(cast: Cast, time: clock.Stepping) -> None:
    Scene(cast, time).moved()
    followed(cast)
    before = list(Filled.objects.order_by("entry").values())
    assert before and not rebuild.check()
    assert list(Filled.objects.order_by("entry").values()) == before


def test_the_page_names_no_person(cast: Cast, time: clock.Stepping) -> None:
    Scene(cast, time).moved()
    sequencer.run_once(BOOK)
    client = login(cast, "water-head")
    page = client.get("/burden/").content.decode()
    assert "北京市丰台区人民政府" in page and "2026-11" in page
    main = page[page.index("<main") : page.index("</main")]
    assert not [staff for staff in ("孙虚构", "尤举例", "赵示例", "卫虚拟") if staff in main]
    fields = client.get("/burden/fields").content.decode()
    assert "须专门用一个章节汇报党风廉政建设" in fields
    found = sheets.read(client.get("/burden/units.xlsx").content, [sheets.Column("unit", "单位", required=True)])
    assert found.rows and client.get("/burden/fields.xlsx").status_code == 200


@pytest.mark.parametrize("more", [10, 10_000])
def test_the_page_asks_little_however_much_was_filled_in(cast: Cast, more: int) -> None:
    by = cast.actor("recorder")
    words = DiscussionNoted(motion=UUID(int=1), item=UUID(int=2), words="要点")
    book_of(by.organ).append_many([Writing(words, by, organ=by.organ) for _ in range(more)])
    followed(cast)
    client = login(cast, "recorder")
    client.get("/burden/")
    for path in ("/burden/", "/burden/fields"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        own = [query["sql"] for query in asked if "burden_" in query["sql"] or "organs_" in query["sql"]]
        assert len(own) <= MOST_QUERIES, "\n".join(own)
