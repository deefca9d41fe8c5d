"""The same verbs over JSON: a list from founding to its changes, tasks, an examination, what one carries."""

from __future__ import annotations

from uuid import UUID

from liuhen.doors.api import tokens
from liuhen.mechanisms.duties.reads import lists
from tests.api.caller import Caller
from tests.duties.scene import District


def caller(made: District, key: str) -> Caller:
    return Caller(tokens.issue(made.people[key], "测试", 30), made.people[key])


def item(text: str, **more: object) -> dict[str, object]:
    return {"audience": "chief", "side": "main", "text": text, "measure": "每年1次", "evidence": ["talk"]} | more


def test_a_list_from_founding_to_its_changes(district: District) -> None:
    leader, chief = caller(district, "discipline-secretary"), caller(district, "water-head")
    committee, county = str(district.organs["committee"]), str(district.organs["district"])
    made = leader.do("/duties/lists", {"organ": committee, "name": "责任清单", "side": "both"})["id"]
    way = f"/duties/lists/{made}"
    first = {"status": "trial", "basis": "细则", "since": "2026-01-01", "items": [item("甲"), item("乙", measure="")]}
    assert leader.refused(f"{way}/versions", first | {"basis": " "}) == (409, "duties.basis-named")
    leader.do(f"{way}/versions", first)
    leader.do(f"{way}/adoptions", {"organ": county, "since": "2026-01-01"})
    said = chief.get(f"{way}/on")
    assert (said["count"], said["measurable"], said["soft"]) == (2, 1, 1)
    one = said["items"][0]["item"]
    second = {"status": "final", "basis": "细则", "reason": "调整", "since": "2026-05-01",
              "items": [item("甲改", item=one, why="表述")]}  # fmt: skip
    assert leader.refused(f"{way}/versions", second) == (422, "duties.change-explained")
    leader.do(f"{way}/versions", second | {"dropped": [{"item": said["items"][1]["item"], "why": "并入"}]})
    found = chief.get(f"{way}/changes?before=1&after=2")
    assert [(one["change"], one["reasons"][0]["why"]) for one in found] == [("changed", "表述"), ("dropped", "并入")]
    assert [line["text"] for line in chief.get("/duties/mine")["items"]] == ["甲改"]
    assert [line["text"] for line in chief.get("/duties/mine?on=2026-04-30")["items"]] == ["甲", "乙"]
    adoption = chief.get(way)["adoptions"][0]["id"]
    leader.do(f"/duties/lists/adoptions/{adoption}/end", {"until": "2026-05-15"})
    assert chief.get("/duties/mine")["items"] == []
    assert chief.refused(f"{way}/versions", first) == (403, "platform.not-permitted")


def test_tasks_over_the_interface(district: District) -> None:
    office, unit = caller(district, "recorder"), caller(district, "water-head")
    plan = office.do("/duties/plans", {"year": 2026, "name": "重点任务"})["id"]
    given = {"number": 1, "title": "清淤", "due": "2026-11-30", "lead": str(district.posts["member-1"]),
             "main": str(district.organs["water"])}  # fmt: skip
    way = f"/duties/plans/{plan}/tasks"
    assert office.refused(way, {"tasks": [given, given | {"number": 2, "main": None}]}) == (409, "duties.one-main")
    assert office.get(way)["count"] == 0
    status, made = office.ask("POST", way, {"tasks": [given]})
    assert status == 201
    task = f"/duties/tasks/{made[0]['id']}"
    unit.do(f"{task}/progress", {"words": "开工", "share": "10%"})
    assert caller(district, "parks-head").refused(f"{task}/finish", {"words": "好"}) == (403, "platform.not-permitted")
    assert unit.get(task)["state"] == "under-way" and unit.get("/duties/mine")["tasks"][0]["parts"] == ["main"]
    unit.do(f"{task}/finish", {"words": "完工"})
    assert office.refused(f"{task}/withdraw", {"why": "晚了"}) == (409, "platform.wrong-state")


def test_an_examination_over_the_interface(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    officer, himself = caller(made, "discipline-officer"), caller(made, "secretary")
    last = lists.last_version(list_id)
    assert last
    cited = next(one for one in lists.items_of(last.pk) if one.audience == "chief")
    given = {"organ": str(made.organs["committee"]), "on": "2026-05-20", "facts": "没有听取"}
    assert officer.refused("/duties/examinations", given) == (409, "duties.cites-the-list")
    id = officer.do("/duties/examinations", given | {"item": str(cited.item)})["id"]
    assert himself.get(f"/duties/examinations/{id}")["person"] == str(made.people["secretary"])
    himself.do(f"/duties/examinations/{id}/answers", {"words": "已补"})
    status, said = officer.ask("POST", f"/duties/examinations/{id}/open")
    assert (status, said) == (200, {"facts": "没有听取", "answers": ["已补"]})
    assert caller(made, "water-head").ask("GET", f"/duties/examinations/{id}")[0] == 404
